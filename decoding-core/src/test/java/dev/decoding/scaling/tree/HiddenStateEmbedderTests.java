package dev.decoding.scaling.tree;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.Selection;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.Pause;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HiddenStateEmbedder} and {@link Embedder}.
 */
class HiddenStateEmbedderTests {

	private final TableLm lm = TableLm.saying(List.of("<end>", "<begin>", "a", "b", "c"), 2, 3, 4, 2)
		.withHiddenStates((sequence) -> new float[] { sequence.last(), sequence.length() });

	private List<float[]> embed(Embedder embedder, List<Integer> starts) {
		List<float[]> embeddings = new ArrayList<>();
		ScalingAlgorithm algorithm = (run) -> {
			Path path = run.rollout().extend(run.rollout().begin(1), Pause.afterTokens(4)).get(0);
			embeddings.addAll(embedder.embed(run, path, starts));
			return Selection.of(List.of(run.candidate(path)));
		};
		Search.run(this.lm, GenerationRequest.of(1, 1, 1), algorithm);
		return embeddings;
	}

	@Test
	void anEmbeddingIsTheMeanOfHiddenStates() {
		assertThat(embed(new HiddenStateEmbedder(), List.of(3, 1, 0))).containsExactly(new float[] { 2, 7 },
				new float[] { 3, 6 }, new float[] { 2.75f, 5.5f });
	}

	@Test
	void allEndsAreOneQuery() {
		embed(new HiddenStateEmbedder(), List.of(3, 1));
		assertThat(this.lm.calls).hasSize(6);
		assertThat(this.lm.calls.get(4)).singleElement().satisfies((query) -> assertThat(query.from()).isEqualTo(4));
	}

	@Test
	void anEncoderSeesTheTextOfEachEnd() {
		List<String> texts = new ArrayList<>();
		embed(Embedder.ofText((text) -> {
			texts.add(text);
			return new float[] { 1 };
		}), List.of(3, 1, 0));
		assertThat(texts).containsExactly("a", "bca", "abca");
	}

}
