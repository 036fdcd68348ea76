package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Name;
import dev.decoding.chat.template.Syntax.Use;

/**
 * Parses what can be assigned to: a name, an attribute of a namespace, or a tuple of
 * them.
 */
final class AssignmentTargets {

	private final TokenCursor tokens;

	private final ExpressionParser expressions;

	AssignmentTargets(TokenCursor tokens, ExpressionParser expressions) {
		this.tokens = tokens;
		this.expressions = expressions;
	}

	static Name name(Token token, TokenCursor tokens) {
		if (PrimaryParser.name(token) instanceof Name name) {
			return name.as(Use.STORE);
		}
		throw tokens.fail("can't assign to '" + token.text() + "'", token.position());
	}

	/**
	 * Turn the names of a target into another kind.
	 */
	static Expr as(Use use, Expr target) {
		if (target instanceof Name name) {
			return name.as(use);
		}
		if (target instanceof Syntax.TupleLiteral tuple) {
			return new Syntax.TupleLiteral(tuple.position(),
					tuple.items().stream().map((item) -> as(use, item)).toList());
		}
		return target;
	}

	Expr parse(boolean namespaces) {
		int position = this.tokens.current().position();
		List<Expr> items = new ArrayList<>();
		boolean tuple = false;
		while (!this.expressions.isTupleEnd()) {
			items.add(parseItem(namespaces));
			if (!this.tokens.skipOperator(",")) {
				break;
			}
			tuple = true;
		}
		if (items.isEmpty()) {
			throw this.tokens.fail("Expected an expression, got '" + this.tokens.current().describe() + "'", position);
		}
		return tuple ? new Syntax.TupleLiteral(position, List.copyOf(items)) : items.get(0);
	}

	private Expr parseItem(boolean namespaces) {
		Token token = this.tokens.current();
		if (namespaces && token.type() == TokenType.NAME && this.tokens.look().isOperator(".")
				&& PrimaryParser.name(token) instanceof Name namespace) {
			this.tokens.next();
			this.tokens.next();
			String attribute = this.tokens.expect(TokenType.NAME).text();
			return new Syntax.NamespaceTarget(token.position(), namespace, attribute);
		}
		return assignable(this.expressions.parsePrimary());
	}

	private Expr assignable(Expr expression) {
		if (expression instanceof Name name) {
			return name.as(Use.STORE);
		}
		if (expression instanceof Syntax.TupleLiteral tuple) {
			return new Syntax.TupleLiteral(tuple.position(), tuple.items().stream().map(this::assignable).toList());
		}
		throw this.tokens.fail(
				"can't assign to '" + expression.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "'",
				expression.position());
	}

}
