package dev.decoding.scaling.tree;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Query;
import dev.decoding.scaling.Judging;
import dev.decoding.search.Path;

/**
 * Embeds by what the model that made the text thinks of it: the mean of its hidden states
 * behind the final norm, over the tokens.
 * <p>
 * Edges: needs a model that gives hidden states, which mixtures of models do not.
 * <p>
 * Cost: one call of the model for all ends of a text, which runs those of its tokens
 * again whose hidden states are wanted.
 */
public final class HiddenStateEmbedder implements Embedder {

	@Override
	public List<float[]> embed(Judging judging, Path path, List<Integer> starts) {
		int prompt = path.tokens().promptLength();
		int position = path.tokens().length();
		int first = prompt + starts.stream().mapToInt(Integer::intValue).min().orElse(0);
		Result result = judging.evaluate(List.of(Query.hiddenStates(path.tokens(), first))).get(0);
		double[] sum = new double[result.hiddenState(first).length];
		List<float[]> embeddings = new ArrayList<>();
		for (int start : starts) {
			while (position > prompt + start) {
				position--;
				add(sum, result.hiddenState(position));
			}
			embeddings.add(mean(sum, path.tokens().length() - position));
		}
		return embeddings;
	}

	private static void add(double[] sum, float[] state) {
		for (int i = 0; i < sum.length; i++) {
			sum[i] += state[i];
		}
	}

	private static float[] mean(double[] sum, int count) {
		float[] mean = new float[sum.length];
		for (int i = 0; i < mean.length; i++) {
			mean[i] = (float) (sum[i] / count);
		}
		return mean;
	}

}
