package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Name;

/**
 * Parses the tags that load another template. They are well-formed, but there is none to
 * load.
 */
final class LoadParser {

	private final TokenCursor tokens;

	private final ExpressionParser expressions;

	LoadParser(TokenCursor tokens, ExpressionParser expressions) {
		this.tokens = tokens;
		this.expressions = expressions;
	}

	Syntax.Load parse(String tag, int position) {
		Expr template = this.expressions.parse();
		List<Name> targets = new ArrayList<>();
		switch (tag) {
			case "import" -> {
				this.tokens.expectName("as");
				targets.add(name());
				parseContext();
			}
			case "from" -> {
				this.tokens.expectName("import");
				parseNames(targets);
			}
			case "include" -> {
				if (this.tokens.isName("ignore") && this.tokens.look().isName("missing")) {
					this.tokens.next();
					this.tokens.next();
				}
				parseContext();
			}
			default -> {
			}
		}
		return new Syntax.Load(position, template, List.copyOf(targets));
	}

	private void parseNames(List<Name> targets) {
		do {
			if (parseContext()) {
				return;
			}
			Name name = name();
			targets.add(this.tokens.skipName("as") ? name() : name);
		}
		while (!parseContext() && this.tokens.skipOperator(","));
	}

	private Name name() {
		return AssignmentTargets.name(this.tokens.expect(TokenType.NAME), this.tokens);
	}

	private boolean parseContext() {
		boolean found = (this.tokens.isName("with") || this.tokens.isName("without"))
				&& this.tokens.look().isName("context");
		if (found) {
			this.tokens.next();
			this.tokens.next();
		}
		return found;
	}

}
