package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.decoding.chat.template.Syntax.CallArguments;
import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Keyword;
import org.jspecify.annotations.Nullable;

/**
 * Parses the arguments of one call.
 */
final class ArgumentsParser {

	private final TokenCursor tokens;

	private final ExpressionParser expressions;

	private final List<Expr> positional = new ArrayList<>();

	private final List<Keyword> keywords = new ArrayList<>();

	private final Set<String> names = new HashSet<>();

	private @Nullable Expr spread;

	private @Nullable Expr keywordSpread;

	ArgumentsParser(TokenCursor tokens, ExpressionParser expressions) {
		this.tokens = tokens;
		this.expressions = expressions;
	}

	CallArguments parse() {
		int position = this.tokens.expectOperator("(").position();
		boolean first = true;
		while (!this.tokens.isOperator(")")) {
			if (!first) {
				this.tokens.expectOperator(",");
				if (this.tokens.isOperator(")")) {
					break;
				}
			}
			parseArgument(position);
			first = false;
		}
		this.tokens.expectOperator(")");
		return new CallArguments(List.copyOf(this.positional), List.copyOf(this.keywords), this.spread,
				this.keywordSpread);
	}

	private void parseArgument(int position) {
		if (this.tokens.skipOperator("*")) {
			ensure(this.spread == null && this.keywordSpread == null, position);
			this.spread = this.expressions.parse();
		}
		else if (this.tokens.skipOperator("**")) {
			ensure(this.keywordSpread == null, position);
			this.keywordSpread = this.expressions.parse();
		}
		else if (this.tokens.isType(TokenType.NAME) && this.tokens.look().isOperator("=")) {
			ensure(this.keywordSpread == null, position);
			Token name = this.tokens.next();
			this.tokens.next();
			if (!this.names.add(name.text())) {
				throw this.tokens.fail("keyword argument repeated: " + name.text(), name.position());
			}
			this.keywords.add(new Keyword(name.position(), name.text(), this.expressions.parse()));
		}
		else {
			ensure(this.spread == null && this.keywordSpread == null && this.keywords.isEmpty(), position);
			this.positional.add(this.expressions.parse());
		}
	}

	private void ensure(boolean valid, int position) {
		if (!valid) {
			throw this.tokens.fail("invalid syntax for function call expression", position);
		}
	}

}
