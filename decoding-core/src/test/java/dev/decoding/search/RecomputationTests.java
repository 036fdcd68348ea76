package dev.decoding.search;

import java.util.Arrays;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests that strategies which fork and drop sequences on a real checkpoint report what a
 * model that has computed nothing before gives for the whole sequences.
 */
class RecomputationTests {

	private static final int SEQUENCES = 4;

	private static final List<SearchStrategy> STRATEGIES = List.of(new Sampling(), new ArithmeticSampling(),
			new BeamSearch(new BeamSettings(SEQUENCES)), new BeamSampling(new BeamSettings(SEQUENCES)),
			new StochasticBeamSearch(), new ContrastiveSearch(),
			new CotDecoding(SEQUENCES, PathSelection.AGGREGATE, AnswerFinder.STANDARD));

	@TestFactory
	List<DynamicTest> logProbabilitiesAreThoseOfAFreshModel() {
		Reference.path("models/stories260K");
		return STRATEGIES.stream()
			.map((strategy) -> DynamicTest.dynamicTest(strategy.name(), () -> compare(strategy)))
			.toList();
	}

	private static void compare(SearchStrategy strategy) {
		List<GeneratedSequence> sequences;
		try (CausalLm lm = load()) {
			sequences = strategy
				.generate(lm,
						GenerationRequest.of(lm.tokenizer().encode("Once upon a time, Lily had", true))
							.maxNewTokens(40)
							.numReturnSequences((strategy instanceof ContrastiveSearch) ? 1 : SEQUENCES)
							.seed(5)
							.build())
				.sequences();
		}
		assertThat(sequences).extracting(GeneratedSequence::tokens).isNotEmpty().doesNotHaveDuplicates();
		try (CausalLm lm = load()) {
			for (GeneratedSequence sequence : sequences) {
				TokenSequence tokens = sequence.tokens();
				double[] expected = lm.evaluate(Query.tokenLogProbabilities(tokens, tokens.promptLength()))
					.tokenLogProbabilities();
				assertThat(sequence.logProbabilities()).hasSize(expected.length);
				for (int i = 0; i < expected.length; i++) {
					assertThat(sequence.logProbabilities().get(i)).isCloseTo(expected[i], within(1e-4));
				}
				if (sequence.details() instanceof SampleWeight weight) {
					assertThat(weight.logProbability()).isCloseTo(Arrays.stream(expected).sum(), within(1e-3));
				}
				assertThat(sequence.text()).isEqualTo(lm.tokenizer()
					.decode(tokens.toArray(), true)
					.substring(lm.tokenizer().decode(tokens.toArray(0, tokens.promptLength()), true).length()));
			}
		}
	}

	private static CausalLm load() {
		return Engine.load(EngineOptions.of(Reference.path("models/stories260K").toString()).withDtype(Dtype.FLOAT32));
	}

}
