package dev.decoding.scaling.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.search.Path;

/**
 * Attempts of which each looks at those before it.
 */
final class RevisionChain {

	private final ScalingRun run;

	private final RevisionPrompt revisionPrompt;

	private final int window;

	private final List<Path> attempts = new ArrayList<>();

	RevisionChain(ScalingRun run, RevisionPrompt revisionPrompt, int window) {
		this.run = run;
		this.revisionPrompt = revisionPrompt;
		this.window = window;
	}

	void add(Path attempt) {
		this.attempts.add(attempt);
	}

	List<Path> attempts() {
		return Collections.unmodifiableList(this.attempts);
	}

	/**
	 * Return the prompt of the next attempt: with the last whole ones, fewer if there
	 * would be no room for an answer behind them.
	 */
	TokenSequence nextPrompt() {
		List<int[]> whole = this.attempts.stream().filter(Path::isComplete).map(RevisionChain::tokens).toList();
		int longest = this.attempts.stream().mapToInt((path) -> path.tokens().generatedLength()).max().orElse(0);
		int wanted = Math.min(this.run.rollout().room(this.run.prompt()), 2 * longest);
		for (int shown = Math.min(this.window, whole.size()); shown > 0; shown--) {
			TokenSequence prompt = this.revisionPrompt.next(this.run.lm().tokenizer(), this.run.prompt(),
					whole.subList(whole.size() - shown, whole.size()));
			if (this.run.rollout().room(prompt) >= wanted) {
				return prompt;
			}
		}
		return this.run.prompt();
	}

	/**
	 * Return the tokens of the text of an attempt.
	 */
	private static int[] tokens(Path path) {
		TokenSequence tokens = path.tokens();
		int length = path.text().isEmpty() ? 0 : path.tokensUpTo(path.text().length());
		return tokens.toArray(tokens.promptLength(), tokens.promptLength() + length);
	}

}
