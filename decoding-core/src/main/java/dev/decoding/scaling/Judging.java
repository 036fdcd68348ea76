package dev.decoding.scaling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;

/**
 * What a verifier can ask while it judges the answers to one prompt. What models compute
 * for it is counted.
 */
public interface Judging {

	/**
	 * Return the model that made the answers.
	 * @return the model; ask it through {@link #evaluate(List)}
	 */
	CausalLm lm();

	/**
	 * Return the prompt.
	 * @return the tokens
	 */
	TokenSequence prompt();

	/**
	 * Return the prompt as text.
	 * @return the text, without special tokens
	 */
	String promptText();

	/**
	 * Return how answers are divided into steps.
	 * @return the splitter
	 */
	StepSplitter steps();

	/**
	 * Ask the model that made the answers.
	 * @param queries the queries
	 * @return their results
	 */
	default Evaluation evaluate(List<Query> queries) {
		return evaluate(lm(), queries);
	}

	/**
	 * Ask a model.
	 * @param lm the model
	 * @param queries the queries
	 * @return their results
	 */
	Evaluation evaluate(CausalLm lm, List<Query> queries);

	/**
	 * Return what a verifier remembers of this search, so that it need judge nothing
	 * twice.
	 * @param verifier whose memory it is
	 * @return a number for each sequence that the verifier noted one for, to be added to;
	 * always empty where nothing is remembered
	 */
	default Map<TokenSequence, Double> memory(Verifier verifier) {
		return new HashMap<>();
	}

}
