package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.Tokenizer;

/**
 * A model made of others, whose scores follow from theirs at the same position. Two
 * methods make a mixture: {@link #members} and {@link #combine}.
 * <p>
 * Models are asked one after the other, on the calling thread, and a model that is a
 * member several times once for all: on one device they would only take the processor
 * from one another, and a member that helps another is small beside it.
 * <p>
 * Hidden states, the logits of earlier layers, the tokenizer and the tokens that end a
 * text are those of the first member.
 */
public interface Mixture extends CausalLm {

	/**
	 * Return the models that are asked. They stay open when this one is closed.
	 * @return at least one model; one may occur several times
	 */
	List<CausalLm> members();

	/**
	 * Combine the scores of the members.
	 * @param rows for each member its scores of the next token, {@code [vocabulary]} each
	 * and to be changed at will
	 * @return the scores of the mixture, which may be one of the rows
	 */
	Logits combine(List<Logits> rows);

	/**
	 * Return what a member is asked, by default what the mixture is.
	 * @param member the index of the member
	 * @param query the query for scores at certain positions
	 * @return the same query, perhaps with some tokens hidden, or with another prompt:
	 * positions are counted from the end of the sequence then
	 * @throws IllegalArgumentException if the member has no scores there
	 */
	default Query ask(int member, Query query) {
		return query;
	}

	/**
	 * {@inheritDoc}
	 * @return what is known of the first member, with the context and the vocabulary that
	 * all members share, and the parameters of all of them
	 */
	@Override
	default ModelInfo info() {
		return MixtureInfo.of(members());
	}

	@Override
	default Tokenizer tokenizer() {
		return members().get(0).tokenizer();
	}

	@Override
	default Evaluation evaluate(List<Query> queries) {
		return new MixedEvaluation(members(), this::ask, queries)
			.run((answers, position) -> combine(answers.rows(position)));
	}

	/**
	 * Does nothing: models are closed by those who loaded them.
	 */
	@Override
	default void close() {
		// owns nothing
	}

}
