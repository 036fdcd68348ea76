package dev.decoding.spring;

import java.util.List;

/**
 * How likely a token of an answer was. All logarithms are natural ones.
 *
 * @param token the text of the token
 * @param tokenId the token id
 * @param logprob its log-probability under the model's own distribution
 * @param processedLogprob its log-probability under the distribution that it was chosen
 * from, behind all processors
 * @param rank how many tokens the model finds likelier, so 0 for the likeliest one
 * @param entropy the entropy of the model's distribution in nats
 * @param margin by how much the probability of the likeliest token exceeds that of the
 * second likeliest
 * @param topLogprobs the likeliest tokens, as many as were asked for, likeliest first
 */
public record TokenLogprobs(String token, int tokenId, double logprob, double processedLogprob, int rank,
		double entropy, double margin, List<Top> topLogprobs) {

	public TokenLogprobs {
		topLogprobs = List.copyOf(topLogprobs);
	}

	/**
	 * A token that could have been chosen.
	 *
	 * @param token the text of the token
	 * @param tokenId the token id
	 * @param logprob its log-probability under the model's own distribution
	 */
	public record Top(String token, int tokenId, double logprob) {

	}

}
