package dev.decoding.scaling.vote;

import java.util.Arrays;
import java.util.List;

import dev.decoding.scaling.Candidate;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.TokenStatistics;

/**
 * How confident the model was of a candidate, or of the part of it where it was least so.
 * <p>
 * Formula: the confidence of a token is <code>-1/k sum_j log p_j</code> over the
 * <code>k</code> likeliest tokens of the model's own distribution; that of a candidate is
 * the mean over all of its tokens or over windows of them, see {@link Measure}.
 * <p>
 * Edges: a candidate shorter than the window is one window; one without a token has the
 * confidence 0.
 * <p>
 * Example: with the confidences 4, 2, 6, 6 of its tokens, and a window of 2, the mean is
 * 4.5, the tail 6, and the least window 3.
 * <p>
 * Cost: the statistics of each token.
 * <p>
 * Source: Fu et al., <i>Deep Think with Confidence</i>, 2025, section 3.
 *
 * @param measure which tokens count
 * @param window how many tokens make a window, at least 1; 2048 for long reasoning, about
 * a third of a usual answer for short ones
 * @param topK how many of the likeliest tokens to look at, at least 1
 */
public record TraceConfidence(Measure measure, int window, int topK) implements CandidateScore {

	public TraceConfidence {
		if (window < 1) {
			throw new IllegalArgumentException("'window' is %d but must be at least 1".formatted(window));
		}
		if (topK < 1) {
			throw new IllegalArgumentException("'topK' is %d but must be at least 1".formatted(topK));
		}
	}

	@Override
	public double of(Candidate candidate) {
		double[] tokens = statistics(candidate).stream().mapToDouble((token) -> token.confidence(this.topK)).toArray();
		return this.measure.apply(tokens, this.window);
	}

	/**
	 * Follow the latest window of an answer that grows.
	 * @return the window, before the first token
	 */
	ConfidenceWindow latest() {
		return new ConfidenceWindow(this.window, this.topK);
	}

	static List<TokenStatistics> statistics(Candidate candidate) {
		List<TokenStatistics> statistics = candidate.path().statistics();
		if (statistics.size() < candidate.path().tokens().generatedLength()) {
			throw new IllegalStateException("The candidate was drawn without statistics, which its confidence is made "
					+ "of; let the algorithm ask for them in its 'prepare'");
		}
		return statistics;
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		Integer alternatives = request.statistics();
		return (alternatives != null && alternatives >= this.topK) ? request
				: request.toBuilder().statistics(this.topK).build();
	}

	/**
	 * Which tokens of a candidate count.
	 */
	public enum Measure {

		/** All. */
		MEAN {

			@Override
			double apply(double[] tokens, int window) {
				return Arrays.stream(tokens).average().orElse(0);
			}

		},

		/** The last window. */
		TAIL {

			@Override
			double apply(double[] tokens, int window) {
				return Arrays.stream(tokens).skip(Math.max(0, tokens.length - window)).average().orElse(0);
			}

		},

		/** The tenth of all windows with the least confidence, at least one. */
		BOTTOM {

			@Override
			double apply(double[] tokens, int window) {
				double[] means = windows(tokens, window);
				Arrays.sort(means);
				return Arrays.stream(means).limit(Math.max(1, means.length / 10)).average().orElse(0);
			}

		},

		/** The window with the least confidence. */
		MIN {

			@Override
			double apply(double[] tokens, int window) {
				return Arrays.stream(windows(tokens, window)).min().orElse(0);
			}

		};

		abstract double apply(double[] tokens, int window);

		/**
		 * Return the mean of each window, or of all tokens if there are fewer.
		 */
		private static double[] windows(double[] tokens, int window) {
			int size = Math.min(window, tokens.length);
			if (size == 0) {
				return new double[0];
			}
			double[] means = new double[tokens.length - size + 1];
			double sum = 0;
			for (int i = 0; i < tokens.length; i++) {
				sum += tokens[i];
				if (i >= size) {
					sum -= tokens[i - size];
				}
				if (i >= size - 1) {
					means[i - size + 1] = sum / size;
				}
			}
			return means;
		}

	}

}
