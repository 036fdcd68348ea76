package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.TokenSampler.Choice;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;

/**
 * The tokens that each answer of a request begins with. How likely they are is found in
 * the evaluation of the prompt.
 *
 * @param prompt the tokens before them
 * @param tokens the token ids, perhaps none
 * @param alternatives how many alternatives to name in their statistics, or {@code null}
 * for no statistics
 */
record ForcedPrefix(TokenSequence prompt, List<Integer> tokens, @Nullable Integer alternatives) {

	static ForcedPrefix of(Execution execution) {
		return of(execution, execution.prompt().tokens());
	}

	static ForcedPrefix of(Execution execution, TokenSequence prompt) {
		GenerationRequest request = execution.request();
		return new ForcedPrefix(prompt, request.forcedPrefix(), request.statistics());
	}

	/**
	 * Ask for what follows the tokens, and how likely they are themselves.
	 * @return the query
	 */
	Query query() {
		if (this.tokens.isEmpty()) {
			return Query.next(this.prompt);
		}
		TokenSequence sequence = this.prompt.append(this.tokens.stream().mapToInt(Integer::intValue).toArray());
		Query query = (this.alternatives != null) ? Query.logits(sequence, this.prompt.length() - 1)
				: Query.tokenLogProbabilities(sequence, this.prompt.length());
		return query.and(Output.NEXT_LOGITS);
	}

	/**
	 * Read how likely the tokens are.
	 * @param result the result of the query
	 * @return the tokens
	 */
	List<Token> read(Result result) {
		if (this.tokens.isEmpty()) {
			return List.of();
		}
		if (this.alternatives == null) {
			double[] logProbabilities = result.tokenLogProbabilities();
			return IntStream.range(0, logProbabilities.length)
				.mapToObj((i) -> new Token(new Choice(this.tokens.get(i), logProbabilities[i]), null))
				.toList();
		}
		List<Token> tokens = new ArrayList<>();
		for (int token : this.tokens) {
			Logits logits = result.logits(this.prompt.length() - 1 + tokens.size());
			Choice choice = new Choice(token, logits.logProbability(token));
			tokens.add(new Token(choice, TokenStatistics.of(logits, choice, this.alternatives)));
		}
		return tokens;
	}

	/**
	 * One of the tokens.
	 *
	 * @param choice the token and its log-probability under the model's own distribution
	 * @param statistics its statistics, if they are asked for
	 */
	record Token(Choice choice, @Nullable TokenStatistics statistics) {
	}

}
