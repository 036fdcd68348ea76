package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.decoding.chat.template.Syntax.CallArguments;
import dev.decoding.chat.template.Syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Parses expressions, one method a level of precedence.
 */
final class ExpressionParser {

	private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

	private final TokenCursor tokens;

	private final PrimaryParser primary;

	ExpressionParser(TokenCursor tokens) {
		this.tokens = tokens;
		this.primary = new PrimaryParser(tokens, this);
	}

	Expr parse() {
		this.tokens.enter();
		Expr expression = parseConditional();
		this.tokens.leave();
		return expression;
	}

	/**
	 * Parse an expression or, if there are commas, a tuple without parentheses.
	 */
	Expr parseTuple() {
		return parseTuple(true, false);
	}

	Expr parseTupleWithoutConditional() {
		return parseTuple(false, false);
	}

	Expr parseParenthesized() {
		return parseTuple(true, true);
	}

	private Expr parseTuple(boolean conditional, boolean parenthesized) {
		int position = this.tokens.current().position();
		List<Expr> items = new ArrayList<>();
		boolean tuple = false;
		while (true) {
			if (!items.isEmpty()) {
				this.tokens.expectOperator(",");
			}
			if (isTupleEnd()) {
				break;
			}
			items.add(conditional ? parse() : parseOr());
			if (!this.tokens.isOperator(",")) {
				break;
			}
			tuple = true;
		}
		if (!tuple) {
			if (!items.isEmpty()) {
				return items.get(0);
			}
			if (!parenthesized) {
				throw this.tokens.fail("Expected an expression, got '" + this.tokens.current().describe() + "'",
						this.tokens.current().position());
			}
		}
		return new Syntax.TupleLiteral(position, List.copyOf(items));
	}

	boolean isTupleEnd() {
		return this.tokens.isType(TokenType.VARIABLE_END) || this.tokens.isType(TokenType.BLOCK_END)
				|| this.tokens.isOperator(")");
	}

	Expr parsePrimary() {
		return this.primary.parse();
	}

	Syntax.Filter parseFilters(@Nullable Expr value, boolean inline) {
		return this.primary.parseFilters(value, inline);
	}

	private Expr parseConditional() {
		int position = this.tokens.current().position();
		Expr expression = parseOr();
		while (this.tokens.skipName("if")) {
			Expr test = parseOr();
			Expr otherwise = null;
			if (this.tokens.skipName("else")) {
				this.tokens.enter();
				otherwise = parseConditional();
				this.tokens.leave();
			}
			expression = new Syntax.Conditional(position, test, expression, otherwise);
			position = this.tokens.current().position();
		}
		return expression;
	}

	private Expr parseOr() {
		Expr left = parseAnd();
		while (this.tokens.isName("or")) {
			int position = this.tokens.next().position();
			left = new Syntax.Binary(position, "or", left, parseAnd());
		}
		return left;
	}

	private Expr parseAnd() {
		Expr left = parseNot();
		while (this.tokens.isName("and")) {
			int position = this.tokens.next().position();
			left = new Syntax.Binary(position, "and", left, parseNot());
		}
		return left;
	}

	private Expr parseNot() {
		if (!this.tokens.isName("not")) {
			return parseComparison();
		}
		int position = this.tokens.next().position();
		this.tokens.enter();
		Expr operand = parseNot();
		this.tokens.leave();
		return new Syntax.Unary(position, "not", operand);
	}

	private Expr parseComparison() {
		int position = this.tokens.current().position();
		Expr first = parseSum();
		List<Syntax.Operand> operands = new ArrayList<>();
		while (true) {
			Token token = this.tokens.current();
			if (token.type() == TokenType.OPERATOR && COMPARISONS.contains(token.text())) {
				this.tokens.next();
				operands.add(new Syntax.Operand(token.position(), token.text(), parseSum()));
			}
			else if (this.tokens.skipName("in")) {
				operands.add(new Syntax.Operand(token.position(), "in", parseSum()));
			}
			else if (token.isName("not") && this.tokens.look().isName("in")) {
				this.tokens.next();
				this.tokens.next();
				operands.add(new Syntax.Operand(token.position(), "not in", parseSum()));
			}
			else {
				break;
			}
		}
		return operands.isEmpty() ? first : new Syntax.Comparison(position, first, List.copyOf(operands));
	}

	private Expr parseSum() {
		Expr left = parseConcatenation();
		while (this.tokens.isOperator("+") || this.tokens.isOperator("-")) {
			Token operator = this.tokens.next();
			left = new Syntax.Binary(operator.position(), operator.text(), left, parseConcatenation());
		}
		return left;
	}

	private Expr parseConcatenation() {
		int position = this.tokens.current().position();
		Expr first = parseProduct();
		if (!this.tokens.isOperator("~")) {
			return first;
		}
		List<Expr> items = new ArrayList<>();
		items.add(first);
		while (this.tokens.skipOperator("~")) {
			items.add(parseProduct());
		}
		return new Syntax.Concatenation(position, List.copyOf(items));
	}

	private Expr parseProduct() {
		Expr left = parsePower();
		while (this.tokens.isOperator("*") || this.tokens.isOperator("/") || this.tokens.isOperator("//")
				|| this.tokens.isOperator("%")) {
			Token operator = this.tokens.next();
			left = new Syntax.Binary(operator.position(), operator.text(), left, parsePower());
		}
		return left;
	}

	private Expr parsePower() {
		Expr left = parseUnary(true);
		while (this.tokens.isOperator("**")) {
			int position = this.tokens.next().position();
			left = new Syntax.Binary(position, "**", left, parseUnary(true));
		}
		return left;
	}

	private Expr parseUnary(boolean filters) {
		Token token = this.tokens.current();
		Expr expression;
		if (token.isOperator("-") || token.isOperator("+")) {
			this.tokens.next();
			this.tokens.enter();
			expression = new Syntax.Unary(token.position(), token.text(), parseUnary(false));
			this.tokens.leave();
		}
		else {
			expression = this.primary.parse();
		}
		expression = this.primary.parsePostfix(expression);
		return filters ? this.primary.parseFiltersAndTests(expression) : expression;
	}

	CallArguments parseArguments() {
		return new ArgumentsParser(this.tokens, this).parse();
	}

}
