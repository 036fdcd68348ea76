package dev.decoding.mixture;

import java.util.List;
import java.util.stream.IntStream;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link DoLa}.
 */
class DoLaTests {

	/** Each layer moves from even probabilities a bit further toward the last one's. */
	private static final Layers LM = new Layers(4, false, new double[][] { { 0.25, 0.25, 0.25, 0.25 },
			{ 0.7, 0.1, 0.1, 0.1 }, { 0.6, 0.2, 0.15, 0.05 }, { 0.5, 0.3, 0.15, 0.05 } },
			new double[] { 0.5, 0.38, 0.1, 0.02 });

	@Test
	void scoresAreQuotientsOfPlausibleTokens() {
		assertThat(Tables.weights(new DoLa(LM, List.of(1)), 1)).containsExactly(new double[] { 0.5 / 0.7, 3.8, 1, 0 },
				within(1e-5));
	}

	@Test
	void contrastsWithTheLayerThatDiffersMost() {
		assertThat(Tables.weights(new DoLa(LM, List.of(3, 0, 2)), 1))
			.containsExactly(new double[] { 2, 0.38 / 0.25, 0.4, 0 }, within(1e-5));
		assertThat(Tables.weights(new DoLa(LM, List.of(3, 2)), 1))
			.containsExactly(new double[] { 0.5 / 0.6, 1.9, 0.1 / 0.15, 0 }, within(1e-5));
	}

	@Test
	void aRelativeTopOfZeroRemovesNothing() {
		assertThat(Tables.weights(new DoLa(LM, List.of(1), 0), 1)[3]).isCloseTo(0.2, within(1e-5));
	}

	@Test
	void positionsHaveTheirOwnScores() {
		TokenSequence sequence = TokenSequence.of(1, 2).append(3);
		Result result = new DoLa(LM, List.of(1))
			.evaluate(Query.logits(sequence, 1).and(Output.TOKEN_LOG_PROBABILITIES).and(Output.NEXT_LOGITS));
		double mass = 0.5 / 0.7 + 3.8 + 1;
		assertThat(Math.exp(result.logits(1).logProbability(1))).isCloseTo(3.8 / mass, within(1e-5));
		assertThat(Math.exp(result.nextLogits().logProbability(2))).isCloseTo(1 / mass, within(1e-5));
		assertThat(result.tokenLogProbabilities()[0]).isCloseTo(Math.log(1 / mass), within(1e-5));
		assertThat(result.tokenLogProbabilities()[1]).isEqualTo(Double.NEGATIVE_INFINITY);
	}

	@Test
	void earlierLayersCanStillBeAskedFor() {
		Result result = new DoLa(LM, List.of(1)).evaluate(Query.next(TokenSequence.of(1, 2)).withLayers(List.of(2)));
		assertThat(result.nextLogits().highest()).isEqualTo(1);
		Result layers = new DoLa(LM, List.of(1)).evaluate(Query.logits(TokenSequence.of(1), 0).withLayers(List.of(2)));
		assertThat(Math.exp(layers.layerLogits(2, 0).get(0))).isCloseTo(0.6, within(1e-5));
	}

	@ParameterizedTest
	@CsvSource({ "1, false, 0, 0", "2, true, 1, 1", "2, false, 0, 1", "3, true, 2, 1", "4, true, 2, 2",
			"8, false, '0,2', '4,6'", "12, true, '2,4', '6,8,10'",
			"40, false, '0,2,4,6,8,10,12,14,16,18'," + " '20,22,24,26,28,30,32,34,36,38'",
			"48, true, '2,4,6,8,10,12,14,16,18'," + " '28,30,32,34,36,38,40,42,44,46'" })
	void lowAndHighLayersAreThoseOfTheReference(int layers, boolean tied, String low, String high) {
		ModelInfo info = new Layers(layers, tied, new double[0][], new double[0]).info();
		assertThat(DoLa.lowLayers(info)).isEqualTo(integers(low));
		assertThat(DoLa.highLayers(info)).isEqualTo(integers(high));
	}

	private static List<Integer> integers(String list) {
		return List.of(list.split(",")).stream().map(Integer::valueOf).toList();
	}

	@Test
	void refusesLayersThatAreNotEarlier() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DoLa(LM, List.of(0, 4)))
			.withMessage("'layers' has 4 but 'layers' has layers from 0 (the embeddings) to 3 before the last one");
		assertThatIllegalArgumentException().isThrownBy(() -> new DoLa(LM, List.of()))
			.withMessage("'layers' has no layer but must have at least one");
		assertThatIllegalArgumentException().isThrownBy(() -> new DoLa(LM, List.of(1), -0.1))
			.withMessage("'relativeTop' is -0.1 but must be from 0 to 1");
	}

	/**
	 * A model whose layers have probabilities of their own, whatever the tokens.
	 *
	 * @param layers the number of layers
	 * @param tied whether the output matrix is the embedding table
	 * @param early the probabilities of the layers before the last one
	 * @param last those of the last one
	 */
	private record Layers(int layers, boolean tied, double[][] early, double[] last) implements CausalLm {

		@Override
		public ModelInfo info() {
			return new ModelInfo("layers", "layers", 4, 100, 1, this.layers, List.of(), null, null, "cpu", "float32", 0,
					0, null, this.tied);
		}

		@Override
		public Tokenizer tokenizer() {
			return Tables.always(1, 0, 0, 0).tokenizer();
		}

		@Override
		public Evaluation evaluate(List<Query> queries) {
			return new Evaluation(queries.stream().map((query) -> (Result) new LayersResult(this, query)).toList());
		}

		@Override
		public void close() {
			// holds nothing
		}

	}

	/**
	 * A result of such a model.
	 *
	 * @param lm the model
	 * @param query the query
	 */
	private record LayersResult(Layers lm, Query query) implements Result {

		@Override
		public Logits nextLogits() {
			return logits(this.lm.last());
		}

		@Override
		public double[] tokenLogProbabilities() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Logits logits(int position) {
			assertThat(position).isGreaterThanOrEqualTo(this.query.from());
			return logits(this.lm.last());
		}

		private static Logits logits(double[] probabilities) {
			float[] logits = new float[probabilities.length];
			IntStream.range(0, logits.length).forEach((i) -> logits[i] = (float) Math.log(probabilities[i]));
			return Logits.of(logits);
		}

		@Override
		public float[] hiddenState(int position) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Logits layerLogits(int layer, int position) {
			assertThat(this.query.layers()).contains(layer);
			assertThat(position).isGreaterThanOrEqualTo(this.query.from());
			return logits(this.lm.early()[layer]);
		}

		@Override
		public int cachedTokens() {
			return 0;
		}

		@Override
		public int computedTokens() {
			return this.query.sequence().length();
		}

	}

}
