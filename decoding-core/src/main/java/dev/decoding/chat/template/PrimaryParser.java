package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.chat.template.Syntax.CallArguments;
import dev.decoding.chat.template.Syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Parses what binds closest: names, literals, attributes, subscripts, calls, filters and
 * tests.
 */
final class PrimaryParser {

	private final TokenCursor tokens;

	private final ExpressionParser expressions;

	PrimaryParser(TokenCursor tokens, ExpressionParser expressions) {
		this.tokens = tokens;
		this.expressions = expressions;
	}

	Expr parse() {
		Token token = this.tokens.current();
		return switch (token.type()) {
			case NAME -> name(this.tokens.next());
			case STRING -> string();
			case INTEGER, FLOAT -> new Syntax.Constant(token.position(), this.tokens.next().value());
			case OPERATOR -> switch (token.text()) {
				case "(" -> parenthesized();
				case "[" -> list();
				case "{" -> dict();
				default -> throw unexpected(token);
			};
			default -> throw unexpected(token);
		};
	}

	static Expr name(Token token) {
		return switch (token.text()) {
			case "true", "True" -> new Syntax.Constant(token.position(), true);
			case "false", "False" -> new Syntax.Constant(token.position(), false);
			case "none", "None" -> new Syntax.Constant(token.position(), None.NONE);
			default -> new Syntax.Name(token.position(), token.text(), Syntax.Use.LOAD);
		};
	}

	private TemplateException unexpected(Token token) {
		return this.tokens.fail("unexpected '" + token.describe() + "'", token.position());
	}

	private Expr string() {
		int position = this.tokens.current().position();
		StringBuilder text = new StringBuilder();
		while (this.tokens.isType(TokenType.STRING)) {
			text.append(this.tokens.next().text());
		}
		return new Syntax.Constant(position, text.toString());
	}

	private Expr parenthesized() {
		this.tokens.expectOperator("(");
		Expr expression = this.expressions.parseParenthesized();
		this.tokens.expectOperator(")");
		return expression;
	}

	private Expr list() {
		int position = this.tokens.expectOperator("[").position();
		List<Expr> items = new ArrayList<>();
		while (!this.tokens.isOperator("]")) {
			if (!items.isEmpty()) {
				this.tokens.expectOperator(",");
				if (this.tokens.isOperator("]")) {
					break;
				}
			}
			items.add(this.expressions.parse());
		}
		this.tokens.expectOperator("]");
		return new Syntax.ListLiteral(position, List.copyOf(items));
	}

	private Expr dict() {
		int position = this.tokens.expectOperator("{").position();
		List<Expr> keys = new ArrayList<>();
		List<Expr> values = new ArrayList<>();
		while (!this.tokens.isOperator("}")) {
			if (!keys.isEmpty()) {
				this.tokens.expectOperator(",");
				if (this.tokens.isOperator("}")) {
					break;
				}
			}
			keys.add(this.expressions.parse());
			this.tokens.expectOperator(":");
			values.add(this.expressions.parse());
		}
		this.tokens.expectOperator("}");
		return new Syntax.DictLiteral(position, List.copyOf(keys), List.copyOf(values));
	}

	Expr parsePostfix(Expr start) {
		Expr expression = start;
		while (true) {
			if (this.tokens.isOperator(".")) {
				expression = attribute(expression);
			}
			else if (this.tokens.isOperator("[")) {
				expression = subscript(expression);
			}
			else if (this.tokens.isOperator("(")) {
				expression = call(expression);
			}
			else {
				return expression;
			}
		}
	}

	Expr parseFiltersAndTests(Expr start) {
		Expr expression = start;
		while (true) {
			if (this.tokens.isOperator("|")) {
				expression = parseFilters(expression, false);
			}
			else if (this.tokens.isName("is")) {
				expression = test(expression);
			}
			else if (this.tokens.isOperator("(")) {
				expression = call(expression);
			}
			else {
				return expression;
			}
		}
	}

	private Expr call(Expr function) {
		int position = this.tokens.current().position();
		return new Syntax.Call(position, function, this.expressions.parseArguments());
	}

	private Expr attribute(Expr target) {
		this.tokens.expectOperator(".");
		Token name = this.tokens.next();
		if (name.type() == TokenType.NAME) {
			return new Syntax.Attribute(name.position(), target, name.text());
		}
		if (name.type() != TokenType.INTEGER) {
			throw this.tokens.fail("expected name or number", name.position());
		}
		return new Syntax.Subscript(name.position(), target, new Syntax.Constant(name.position(), name.value()));
	}

	private Expr subscript(Expr target) {
		int position = this.tokens.expectOperator("[").position();
		List<Expr> indices = new ArrayList<>();
		while (!this.tokens.isOperator("]")) {
			if (!indices.isEmpty()) {
				this.tokens.expectOperator(",");
			}
			indices.add(index());
		}
		this.tokens.expectOperator("]");
		if (indices.size() == 1) {
			return new Syntax.Subscript(position, target, indices.get(0));
		}
		if (indices.stream().anyMatch(Syntax.Slice.class::isInstance)) {
			throw this.tokens.fail("a slice cannot be one of several indices", position);
		}
		return new Syntax.Subscript(position, target, new Syntax.TupleLiteral(position, List.copyOf(indices)));
	}

	private Expr index() {
		int position = this.tokens.current().position();
		Expr start = null;
		if (!this.tokens.isOperator(":")) {
			start = this.expressions.parse();
			if (!this.tokens.isOperator(":")) {
				return start;
			}
		}
		this.tokens.expectOperator(":");
		Expr stop = isBoundAbsent() ? null : this.expressions.parse();
		Expr step = null;
		if (this.tokens.skipOperator(":") && !isBoundAbsent()) {
			step = this.expressions.parse();
		}
		return new Syntax.Slice(position, start, stop, step);
	}

	private boolean isBoundAbsent() {
		return this.tokens.isOperator(":") || this.tokens.isOperator("]") || this.tokens.isOperator(",");
	}

	/**
	 * Parse one or several filters.
	 * @param value what is filtered; {@code null} for a block
	 * @param inline whether the first filter stands without a bar
	 */
	Syntax.Filter parseFilters(@Nullable Expr value, boolean inline) {
		Expr filtered = value;
		Syntax.Filter filter;
		if (!inline) {
			this.tokens.expectOperator("|");
		}
		do {
			int position = this.tokens.current().position();
			String name = dottedName();
			CallArguments arguments = this.tokens.isOperator("(") ? this.expressions.parseArguments()
					: CallArguments.NONE;
			filter = new Syntax.Filter(position, filtered, name, arguments);
			filtered = filter;
		}
		while (this.tokens.skipOperator("|"));
		return filter;
	}

	private String dottedName() {
		StringBuilder name = new StringBuilder(this.tokens.expect(TokenType.NAME).text());
		while (this.tokens.skipOperator(".")) {
			name.append('.').append(this.tokens.expect(TokenType.NAME).text());
		}
		return name.toString();
	}

	private Expr test(Expr value) {
		int position = this.tokens.expectName("is").position();
		boolean negated = this.tokens.skipName("not");
		String name = dottedName();
		Expr test = new Syntax.Test(position, value, name, testArguments());
		return negated ? new Syntax.Unary(position, "not", test) : test;
	}

	private CallArguments testArguments() {
		Token token = this.tokens.current();
		if (token.isOperator("(")) {
			return this.expressions.parseArguments();
		}
		boolean argument = switch (token.type()) {
			case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
			case STRING, INTEGER, FLOAT -> true;
			case OPERATOR -> token.isOperator("[") || token.isOperator("{");
			default -> false;
		};
		if (!argument) {
			return CallArguments.NONE;
		}
		if (token.isName("is")) {
			throw this.tokens.fail("You cannot chain multiple tests with is", token.position());
		}
		return new CallArguments(List.of(parsePostfix(parse())), List.of(), null, null);
	}

}
