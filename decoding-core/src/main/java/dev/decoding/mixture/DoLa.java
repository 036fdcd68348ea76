package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.Tokenizer;

/**
 * A model that leaves out what its own earlier layers would say: facts come in with the
 * later ones.
 * <p>
 * Formula: with <code>p</code> the last layer's distribution and <code>q</code> that of
 * the candidate layer which differs most from it, the score of a token is
 * <code>log p - log q</code> if <code>p &gt;= relativeTop * max p</code>; all other
 * tokens are removed. The difference is the Jensen-Shannon divergence. The softmax of the
 * scores is the distribution.
 * <p>
 * Edges: with one candidate layer nothing is compared; of layers that differ equally the
 * first one counts; a relative top of 0 removes nothing. The reference chooses one layer
 * for all sequences of a batch; here each sequence has its own, so that no result depends
 * on another.
 * <p>
 * Example: where the last layer has probabilities <code>[0.6, 0.38, 0.02]</code> and the
 * earlier one <code>[0.8, 0.1, 0.1]</code>, the quotients are <code>[0.75, 3.8]</code>:
 * the second token is the best one, and the third is removed.
 * <p>
 * Order: goes well with a repetition penalty; the paper has 1.2.
 * <p>
 * Cost: one call of the model a step, in which each candidate layer is multiplied with
 * the output matrix.
 * <p>
 * Source: Chuang et al., <i>DoLa: Decoding by Contrasting Layers Improves Factuality in
 * Large Language Models</i>, 2024; Hugging Face's <code>dola_layers</code>.
 *
 * @param lm the model, which gives the logits of earlier layers
 * @param layers the candidate layers: 0 is the embeddings, {@code n} is behind the
 * {@code n}-th
 * @param relativeTop how likely a token must be, as a share of the likeliest one's
 * probability, from 0 to 1
 */
public record DoLa(CausalLm lm, List<Integer> layers, double relativeTop) implements CausalLm {

	/** How likely a token must be by default. */
	public static final double DEFAULT_RELATIVE_TOP = 0.1;

	/** With more layers, only the 20 lowest or highest ones are candidates. */
	private static final int MANY_LAYERS = 40;

	public DoLa {
		layers = List.copyOf(layers);
		if (layers.isEmpty()) {
			throw new IllegalArgumentException("'layers' has no layer but must have at least one");
		}
		for (int layer : layers) {
			if (layer < 0 || layer >= lm.info().layers()) {
				throw new IllegalArgumentException(
						"'layers' has %d but '%s' has layers from 0 (the embeddings) to %d before the last one"
							.formatted(layer, lm.info().name(), lm.info().layers() - 1));
			}
		}
		Requirements.requireFraction("relativeTop", relativeTop);
	}

	/**
	 * Contrast with some layers.
	 * @param lm the model
	 * @param layers the candidate layers
	 */
	public DoLa(CausalLm lm, List<Integer> layers) {
		this(lm, layers, DEFAULT_RELATIVE_TOP);
	}

	/**
	 * Return every second layer of the lower half, as suits long answers with reasoning.
	 * Where the output matrix is the embedding table, the first two say just what they
	 * were given and are left out.
	 * @param info what is known of the model
	 * @return the layers
	 */
	public static List<Integer> lowLayers(ModelInfo info) {
		int last = info.layers();
		int start = info.tiedEmbeddings() ? Math.max(0, Math.min(2, last - 1)) : 0;
		int end = (last <= MANY_LAYERS) ? last / 2 : MANY_LAYERS / 2;
		return (start < end) ? everySecond(start, end) : List.of(start);
	}

	/**
	 * Return every second layer of the upper half, as suits short answers with facts.
	 * @param info what is known of the model
	 * @return the layers
	 */
	public static List<Integer> highLayers(ModelInfo info) {
		int last = info.layers();
		return everySecond((last <= MANY_LAYERS) ? last / 2 : last - MANY_LAYERS / 2, last);
	}

	private static List<Integer> everySecond(int start, int end) {
		return IntStream.iterate(start, (layer) -> layer < end, (layer) -> layer + 2).boxed().toList();
	}

	@Override
	public ModelInfo info() {
		return this.lm.info();
	}

	@Override
	public Tokenizer tokenizer() {
		return this.lm.tokenizer();
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		return new MixedEvaluation(List.of(this.lm), (member, query) -> ask(query), queries).run(this::contrast);
	}

	private Query ask(Query query) {
		if (!query.wants(Output.LOGITS)) {
			return query;
		}
		Set<Integer> asked = new TreeSet<>(this.layers);
		asked.addAll(query.layers());
		return query.withLayers(List.copyOf(asked));
	}

	private Logits contrast(Answers answers, int position) {
		Logits scores = answers.rows(position).get(0);
		scores.normalize();
		List<Logits> candidates = new ArrayList<>();
		for (int layer : this.layers) {
			Logits candidate = answers.first().layerLogits(layer, position).copy();
			candidate.normalize();
			candidates.add(candidate);
		}
		float[] early = ((candidates.size() == 1) ? candidates.get(0) : mostDifferent(scores, candidates)).scores();
		scores.keepAtLeast((float) (scores.max() + Math.log(this.relativeTop)));
		float[] values = scores.values();
		for (int i = 0; i < scores.count(); i++) {
			values[i] -= early[scores.token(i)];
		}
		scores.forgetOrder();
		return scores;
	}

	private static Logits mostDifferent(Logits last, List<Logits> candidates) {
		Logits best = candidates.get(0);
		double highest = Double.NEGATIVE_INFINITY;
		for (Logits candidate : candidates) {
			double divergence = divergence(last.scores(), candidate.scores());
			if (divergence > highest) {
				highest = divergence;
				best = candidate;
			}
		}
		return best;
	}

	/**
	 * Compute twice the sum of the divergences of the mean from either distribution.
	 * @param one log-probabilities
	 * @param other log-probabilities
	 */
	private static double divergence(float[] one, float[] other) {
		double sum = 0;
		for (int token = 0; token < one.length; token++) {
			double mean = (Math.exp(one[token]) + Math.exp(other[token])) / 2;
			if (mean > 0) {
				sum += mean * (2 * Math.log(mean) - one[token] - other[token]);
			}
		}
		return sum;
	}

	/**
	 * Does nothing: the model is closed by those who loaded it.
	 */
	@Override
	public void close() {
		// owns nothing
	}

}
