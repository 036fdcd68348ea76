package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.Temperature;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link TokenStatistics}.
 */
class TokenStatisticsTests {

	private static final float[] SCORES = { (float) Math.log(0.1), (float) Math.log(0.5), (float) Math.log(0.15),
			(float) Math.log(0.25) };

	private final TableLm lm = new TableLm(List.of("a", "b", "c", "d"), 10, (sequence) -> SCORES.clone());

	@Test
	void tellsOfTheModelsOwnDistributionAndOfTheProcessedOne() {
		GenerationRequest request = GenerationRequest.of(2)
			.maxNewTokens(2)
			.endOfTextTokens()
			.processors(new Temperature(0.5), (sequence, logits) -> logits.set(1, Float.NEGATIVE_INFINITY))
			.statistics(3)
			.build();
		List<TokenStatistics> streamed = new ArrayList<>();
		GeneratedSequence sequence = new GreedySearch().generate(this.lm, request, new GenerationListener() {

			@Override
			public void onToken(int sequence, int token, String text) {
			}

			@Override
			public void onStatistics(int sequence, TokenStatistics statistics) {
				streamed.add(statistics);
			}

		}).sequences().get(0);
		assertThat(sequence.statistics()).hasSize(2).isEqualTo(streamed);
		TokenStatistics statistics = sequence.statistics().get(0);
		assertThat(statistics.token()).isEqualTo(3);
		assertThat(statistics.logProbability()).isCloseTo(Math.log(0.25), within(1e-6));
		double squares = 0.1 * 0.1 + 0.15 * 0.15 + 0.25 * 0.25;
		assertThat(statistics.processedLogProbability()).isCloseTo(Math.log(0.0625 / squares), within(1e-6))
			.isEqualTo(sequence.logProbabilities().get(0));
		assertThat(statistics.rank()).isOne();
		assertThat(statistics.entropy()).isCloseTo(1.2080, within(1e-4));
		assertThat(statistics.margin()).isCloseTo(0.25, within(1e-6));
		assertThat(statistics.selfCertainty()).isCloseTo(-Math.log(4) - Math.log(0.1 * 0.5 * 0.15 * 0.25) / 4,
				within(1e-6));
		assertThat(statistics.confidence(2)).isCloseTo(-Math.log(0.5 * 0.25) / 2, within(1e-6));
		assertThat(statistics.confidence(20)).isCloseTo(-Math.log(0.5 * 0.25 * 0.15) / 3, within(1e-6));
		assertThat(statistics.alternatives()).extracting(TokenStatistics.Alternative::token).containsExactly(1, 3, 2);
		assertThat(statistics.alternatives().get(2).logProbability()).isCloseTo(Math.log(0.15), within(1e-6));
	}

	@Test
	void namesNoMoreAlternativesThanThereAre() {
		GenerationRequest request = GenerationRequest.of(2).maxNewTokens(1).statistics(9).build();
		TokenStatistics statistics = new GreedySearch().generate(this.lm, request)
			.sequences()
			.get(0)
			.statistics()
			.get(0);
		assertThat(statistics.alternatives()).hasSize(4);
	}

	@Test
	void whatIsImpossibleDoesNotMakeTheModelCertain() {
		TableLm lm = new TableLm(List.of("a", "b", "c", "d"), 10, (sequence) -> new float[] { Float.NEGATIVE_INFINITY,
				(float) Math.log(0.8), Float.NEGATIVE_INFINITY, (float) Math.log(0.2) });
		TokenStatistics statistics = new GreedySearch()
			.generate(lm, GenerationRequest.of(2).maxNewTokens(1).statistics(4).build())
			.sequences()
			.get(0)
			.statistics()
			.get(0);
		assertThat(statistics.selfCertainty()).isCloseTo(-Math.log(2) - Math.log(0.8 * 0.2) / 2, within(1e-6));
		assertThat(statistics.confidence(4)).isCloseTo(-Math.log(0.8 * 0.2) / 2, within(1e-6));
	}

	@Test
	void thereAreNoneUnlessAskedFor() {
		GenerationRequest request = GenerationRequest.of(2).maxNewTokens(1).build();
		GeneratedSequence sequence = new GreedySearch().generate(this.lm, request).sequences().get(0);
		assertThat(sequence.statistics()).isEmpty();
		assertThat(sequence.logProbabilities()).hasSize(1);
	}

}
