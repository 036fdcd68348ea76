package dev.decoding.chat.template;

import java.util.List;

/**
 * A place in the tokens of a template.
 */
final class TokenCursor {

	private static final int MAX_DEPTH = 200;

	private final Source source;

	private final List<Token> tokens;

	private int index;

	private int depth;

	TokenCursor(Source source) {
		this.source = source;
		this.tokens = new Lexer(source).tokens();
	}

	Token current() {
		return this.tokens.get(this.index);
	}

	Token look() {
		return this.tokens.get(Math.min(this.index + 1, this.tokens.size() - 1));
	}

	Token next() {
		Token token = current();
		if (this.index < this.tokens.size() - 1) {
			this.index++;
		}
		return token;
	}

	boolean isType(TokenType type) {
		return current().type() == type;
	}

	boolean isName(String name) {
		return current().isName(name);
	}

	boolean isOperator(String operator) {
		return current().isOperator(operator);
	}

	boolean skipName(String name) {
		boolean found = isName(name);
		if (found) {
			next();
		}
		return found;
	}

	boolean skipOperator(String operator) {
		boolean found = isOperator(operator);
		if (found) {
			next();
		}
		return found;
	}

	Token expect(TokenType type) {
		if (!isType(type)) {
			throw expected(type.description());
		}
		return next();
	}

	Token expectName(String name) {
		if (!isName(name)) {
			throw expected(name);
		}
		return next();
	}

	Token expectOperator(String operator) {
		if (!isOperator(operator)) {
			throw expected(operator);
		}
		return next();
	}

	TemplateException fail(String reason, int position) {
		return this.source.syntaxError(reason, position);
	}

	void enter() {
		if (++this.depth > MAX_DEPTH) {
			throw fail("the template is nested more than " + MAX_DEPTH + " deep", current().position());
		}
	}

	void leave() {
		this.depth--;
	}

	private TemplateException expected(String what) {
		Token token = current();
		if (token.type() == TokenType.END) {
			return fail("unexpected end of template, expected '" + what + "'.", token.position());
		}
		return fail("expected token '" + what + "', got '" + token.describe() + "'", token.position());
	}

}
