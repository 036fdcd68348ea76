package dev.decoding.chat.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Name;
import dev.decoding.chat.template.Syntax.Stmt;
import dev.decoding.chat.template.Syntax.Use;

/**
 * Parses a template: text, output and statements.
 */
final class Parser {

	private final TokenCursor tokens;

	private final ExpressionParser expressions;

	private final Deque<String> tags = new ArrayDeque<>();

	private final Deque<Set<String>> expectedEnds = new ArrayDeque<>();

	Parser(Source source) {
		this.tokens = new TokenCursor(source);
		this.expressions = new ExpressionParser(this.tokens);
	}

	List<Stmt> parse() {
		return parseBody(Set.of());
	}

	private List<Stmt> parseBody(Set<String> ends) {
		List<Stmt> body = new ArrayList<>();
		List<Expr> output = new ArrayList<>();
		while (!this.tokens.isType(TokenType.END)) {
			Token token = this.tokens.next();
			switch (token.type()) {
				case DATA -> output.add(new Syntax.Data(token.position(), Source.normalizeLineBreaks(token.text())));
				case VARIABLE_BEGIN -> {
					output.add(this.expressions.parseTuple());
					this.tokens.expect(TokenType.VARIABLE_END);
				}
				default -> {
					flush(output, body);
					if (this.tokens.isType(TokenType.NAME) && ends.contains(this.tokens.current().text())) {
						return List.copyOf(body);
					}
					body.add(parseStatement());
					this.tokens.expect(TokenType.BLOCK_END);
				}
			}
		}
		flush(output, body);
		return List.copyOf(body);
	}

	private static void flush(List<Expr> output, List<Stmt> body) {
		if (!output.isEmpty()) {
			body.add(new Syntax.Output(output.get(0).position(), List.copyOf(output)));
			output.clear();
		}
	}

	/**
	 * Parse the body of a statement up to one of some tags, which is then the current
	 * token.
	 */
	private List<Stmt> parseStatements(String... ends) {
		this.tokens.skipOperator(":");
		this.tokens.expect(TokenType.BLOCK_END);
		Set<String> names = Set.of(ends);
		this.expectedEnds.push(names);
		List<Stmt> body = parseBody(names);
		if (this.tokens.isType(TokenType.END)) {
			throw this.tokens.fail("Unexpected end of template." + hint(), this.tokens.current().position());
		}
		this.expectedEnds.pop();
		return body;
	}

	private List<Stmt> parseStatementsTo(String end) {
		List<Stmt> body = parseStatements(end);
		this.tokens.next();
		return body;
	}

	private String hint() {
		String hint = "";
		if (!this.expectedEnds.isEmpty()) {
			hint += " Jinja was looking for the following tags: " + this.expectedEnds.element()
				.stream()
				.sorted()
				.map((name) -> "'" + name + "'")
				.collect(Collectors.joining(" or ")) + ".";
		}
		if (!this.tags.isEmpty()) {
			hint += " The innermost block that needs to be closed is '" + this.tags.element() + "'.";
		}
		return hint;
	}

	private Stmt parseStatement() {
		Token tag = this.tokens.current();
		if (tag.type() != TokenType.NAME) {
			throw this.tokens.fail("tag name expected", tag.position());
		}
		this.tokens.next();
		this.tags.push(tag.text());
		this.tokens.enter();
		int position = tag.position();
		Stmt statement = switch (tag.text()) {
			case "for" -> parseFor(position);
			case "if" -> parseIf(position);
			case "set" -> parseSet(position);
			case "macro" -> parseMacro(position);
			case "call" -> parseCallBlock(position);
			case "filter" -> new Syntax.FilterBlock(position, this.expressions.parseFilters(null, true),
					parseStatementsTo("endfilter"));
			case "generation" -> new Syntax.Generation(position, parseStatementsTo("endgeneration"));
			case "print" -> parsePrint(position);
			case "with" -> parseWith(position);
			case "autoescape" ->
				new Syntax.Autoescape(position, this.expressions.parse(), parseStatementsTo("endautoescape"));
			case "block" -> parseBlock(position);
			case "break" -> new Syntax.Break(position);
			case "continue" -> new Syntax.Continue(position);
			case "extends", "include", "import", "from" ->
				new LoadParser(this.tokens, this.expressions).parse(tag.text(), position);
			default -> {
				this.tags.pop();
				throw this.tokens.fail("Encountered unknown tag '" + tag.text() + "'." + hint(), position);
			}
		};
		this.tokens.leave();
		this.tags.pop();
		return statement;
	}

	private Stmt parseFor(int position) {
		Expr target = parseTarget(false);
		this.tokens.expectName("in");
		Expr iterable = this.expressions.parseTupleWithoutConditional();
		Expr test = this.tokens.skipName("if") ? this.expressions.parse() : null;
		boolean recursive = this.tokens.skipName("recursive");
		List<Stmt> body = parseStatements("endfor", "else");
		List<Stmt> otherwise = this.tokens.next().isName("endfor") ? List.of() : parseStatementsTo("endfor");
		return new Syntax.For(position, target, iterable, test, recursive, body, otherwise);
	}

	private Stmt parseIf(int position) {
		Expr test = this.expressions.parseTupleWithoutConditional();
		List<Stmt> body = parseStatements("elif", "else", "endif");
		List<Syntax.If> elifs = new ArrayList<>();
		List<Stmt> otherwise = List.of();
		Token end = this.tokens.next();
		while (end.isName("elif")) {
			Expr elif = this.expressions.parseTupleWithoutConditional();
			List<Stmt> elifBody = parseStatements("elif", "else", "endif");
			elifs.add(new Syntax.If(end.position(), elif, elifBody, List.of(), List.of()));
			end = this.tokens.next();
		}
		if (end.isName("else")) {
			otherwise = parseStatementsTo("endif");
		}
		return new Syntax.If(position, test, body, List.copyOf(elifs), otherwise);
	}

	private Stmt parseSet(int position) {
		Expr target = parseTarget(true);
		if (this.tokens.skipOperator("=")) {
			return new Syntax.Assign(position, target, this.expressions.parseTuple());
		}
		Syntax.Filter filter = this.tokens.isOperator("|") ? this.expressions.parseFilters(null, false) : null;
		return new Syntax.AssignBlock(position, target, filter, parseStatementsTo("endset"));
	}

	private Stmt parseMacro(int position) {
		String name = parseNameTarget().name();
		Syntax.Signature signature = parseSignature();
		return new Syntax.Macro(position, name, signature, parseStatementsTo("endmacro"));
	}

	private Stmt parseCallBlock(int position) {
		Syntax.Signature signature = this.tokens.isOperator("(") ? parseSignature()
				: new Syntax.Signature(List.of(), List.of());
		if (!(this.expressions.parse() instanceof Syntax.Call call)) {
			throw this.tokens.fail("expected call", position);
		}
		return new Syntax.CallBlock(position, signature, call, parseStatementsTo("endcall"));
	}

	private Syntax.Signature parseSignature() {
		List<Name> parameters = new ArrayList<>();
		List<Expr> defaults = new ArrayList<>();
		this.tokens.expectOperator("(");
		while (!this.tokens.isOperator(")")) {
			if (!parameters.isEmpty()) {
				this.tokens.expectOperator(",");
			}
			Name parameter = parseNameTarget().as(Use.PARAMETER);
			if (parameters.stream().anyMatch((other) -> other.name().equals(parameter.name()))) {
				throw this.tokens.fail("duplicate argument '" + parameter.name() + "'", parameter.position());
			}
			if (this.tokens.skipOperator("=")) {
				defaults.add(this.expressions.parse());
			}
			else if (!defaults.isEmpty()) {
				throw this.tokens.fail("non-default argument follows default argument", parameter.position());
			}
			parameters.add(parameter);
		}
		this.tokens.expectOperator(")");
		return new Syntax.Signature(List.copyOf(parameters), List.copyOf(defaults));
	}

	private Stmt parsePrint(int position) {
		List<Expr> items = new ArrayList<>();
		while (!this.tokens.isType(TokenType.BLOCK_END)) {
			if (!items.isEmpty()) {
				this.tokens.expectOperator(",");
			}
			items.add(this.expressions.parse());
		}
		return new Syntax.Output(position, List.copyOf(items));
	}

	private Stmt parseWith(int position) {
		List<Expr> targets = new ArrayList<>();
		List<Expr> values = new ArrayList<>();
		while (!this.tokens.isType(TokenType.BLOCK_END)) {
			if (!targets.isEmpty()) {
				this.tokens.expectOperator(",");
			}
			targets.add(AssignmentTargets.as(Use.PARAMETER, parseTarget(false)));
			this.tokens.expectOperator("=");
			values.add(this.expressions.parse());
		}
		return new Syntax.With(position, List.copyOf(targets), List.copyOf(values), parseStatementsTo("endwith"));
	}

	private Stmt parseBlock(int position) {
		String name = this.tokens.expect(TokenType.NAME).text();
		boolean scoped = this.tokens.skipName("scoped");
		boolean required = this.tokens.skipName("required");
		if (this.tokens.isOperator("-")) {
			throw this.tokens.fail("Block names have to be valid Python identifiers and may not contain hyphens, "
					+ "use an underscore instead.", position);
		}
		List<Stmt> body = parseStatementsTo("endblock");
		if (required && !body.stream().allMatch(Parser::isBlank)) {
			throw this.tokens.fail("Required blocks can only contain comments or whitespace", position);
		}
		this.tokens.skipName(name);
		return new Syntax.Block(position, name, scoped, required, body);
	}

	private static boolean isBlank(Stmt statement) {
		return statement instanceof Syntax.Output output && output.items()
			.stream()
			.allMatch((item) -> item instanceof Syntax.Data data && Whitespace.isBlank(data.text(), 0));
	}

	private Name parseNameTarget() {
		Token token = this.tokens.expect(TokenType.NAME);
		return AssignmentTargets.name(token, this.tokens);
	}

	private Expr parseTarget(boolean namespaces) {
		return new AssignmentTargets(this.tokens, this.expressions).parse(namespaces);
	}

}
