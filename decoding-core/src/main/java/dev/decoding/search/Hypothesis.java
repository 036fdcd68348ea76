package dev.decoding.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.TokenSequence;

/**
 * A sequence that a search compares with others. Immutable: a continuation refers to the
 * hypothesis that it continues, so that any number of them share their beginning.
 *
 * @param parent the hypothesis that it continues by one token, or {@code null} for the
 * prompt and the tokens that every answer begins with
 * @param tokens all tokens
 * @param choice the last token and its log-probability behind the processors, or
 * {@code null} without a parent
 * @param beam the index of the parent among the beams
 * @param score what it is compared by, higher is better
 * @param processors the processors of the next token
 * @param statistics the statistics of the last token, if they are asked for
 */
record Hypothesis(@Nullable Hypothesis parent, TokenSequence tokens, @Nullable Choice choice, int beam, float score,
		LogitsProcessorChain processors, @Nullable TokenStatistics statistics) {

	static Hypothesis root(TokenSequence tokens, float score, LogitsProcessorChain processors) {
		return new Hypothesis(null, tokens, null, 0, score, processors, null);
	}

	Hypothesis withScore(float score) {
		return new Hypothesis(this.parent, this.tokens, this.choice, this.beam, score, this.processors,
				this.statistics);
	}

	Hypothesis withProcessors(LogitsProcessorChain processors) {
		return new Hypothesis(this.parent, this.tokens, this.choice, this.beam, this.score, processors,
				this.statistics);
	}

	/**
	 * Return how the hypothesis came about.
	 * @return the hypotheses from the first token that was chosen to this one
	 */
	List<Hypothesis> path() {
		List<Hypothesis> path = new ArrayList<>();
		for (Hypothesis step = this; step != null && step.parent != null; step = step.parent) {
			path.add(step);
		}
		Collections.reverse(path);
		return path;
	}

	List<Integer> beamIndices() {
		return path().stream().map(Hypothesis::beam).toList();
	}

}
