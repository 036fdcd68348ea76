package dev.decoding.spring;

import java.util.List;
import java.util.Map;

import dev.decoding.model.CausalLm;
import dev.decoding.scaling.settings.ScalingContext;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.SearchStrategy;
import dev.decoding.search.settings.StrategySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StrategiesTests {

	private static final ScalingContext SCALING = ScalingContext.of(FakeModel.endless());

	private final Strategies strategies = new Strategies(FakeModel.endless(), List.of(), Map.of(), SCALING);

	@Test
	void nothingToSampleWithIsGreedySearch() {
		assertThat(chosen(DecodingChatOptions.builder())).isEqualTo("greedy");
	}

	@Test
	void anythingToSampleWithIsSampling() {
		assertThat(chosen(DecodingChatOptions.builder().temperature(1.0))).isEqualTo("sampling");
		assertThat(chosen(DecodingChatOptions.builder().topK(5))).isEqualTo("sampling");
		assertThat(chosen(DecodingChatOptions.builder().topP(0.5))).isEqualTo("sampling");
	}

	@Test
	void withoutANameSettingsSayWhatIsMeant() {
		assertThat(chosen(DecodingChatOptions.builder().numBeams(3))).isEqualTo("beam");
		assertThat(chosen(DecodingChatOptions.builder().numBeams(3).temperature(0.7))).isEqualTo("beam-sampling");
		assertThat(chosen(DecodingChatOptions.builder().numBeams(3).temperature(0.0))).isEqualTo("beam");
		assertThat(chosen(DecodingChatOptions.builder().numBeams(3).strategy("greedy"))).isEqualTo("greedy");
		assertThat(chosen(DecodingChatOptions.builder().search(StrategySettings.SPECULATIVE_NUM_TOKENS, 4)))
			.isEqualTo("speculative");
	}

	@ParameterizedTest
	@CsvSource({ "greedy, greedy", "sampling, greedy", ", greedy" })
	void temperatureOfZeroIsGreedySearch(String strategy, String chosen) {
		assertThat(chosen(DecodingChatOptions.builder().temperature(0.0).topK(5).strategy(strategy))).isEqualTo(chosen);
	}

	@Test
	void nameIsFollowed() {
		assertThat(chosen(DecodingChatOptions.builder().strategy("sampling"))).isEqualTo("sampling");
		assertThat(chosen(DecodingChatOptions.builder().temperature(1.0).strategy("greedy"))).isEqualTo("greedy");
	}

	@Test
	void unknownNameIsRefusedWithThoseThatThereAre() {
		Strategies strategies = new Strategies(FakeModel.endless(), List.of(new Named("mine")), Map.of(), SCALING);
		DecodingChatOptions options = DecodingChatOptions.builder().strategy("bean").build();
		assertThatExceptionOfType(UnknownStrategyException.class).isThrownBy(() -> strategies.choose(options))
			.withMessageMatching("'strategy' is 'bean' but must be one of 'arithmetic', 'beam', .*'mine', .*")
			.satisfies((ex) -> assertThat(ex.getStrategy()).isEqualTo("bean"));
	}

	@Test
	void strategyReplacesABuiltInOneOfItsName() {
		Named mine = new Named("greedy");
		assertThat(new Strategies(FakeModel.endless(), List.of(mine), Map.of(), SCALING)
			.choose(DecodingChatOptions.builder().build())
			.strategy()).isSameAs(mine);
	}

	@Test
	void twoStrategiesOfOneNameAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Strategies(FakeModel.endless(), List.of(new Named("mine"), new Named("mine")),
					Map.of(), SCALING))
			.withMessageContaining("'mine'");
	}

	@ParameterizedTest
	@CsvSource({ "beam, false", "arithmetic, true", "contrastive, false", "speculative, true" })
	void processorsForDrawingAreUsedByStrategiesThatDraw(String strategy, boolean sampling) {
		DecodingChatOptions options = DecodingChatOptions.builder().temperature(0.7).strategy(strategy).build();
		assertThat(this.strategies.choose(options).sampling()).isEqualTo(sampling);
	}

	@Test
	void speculationDrawsOnlyIfThereIsSomethingToSampleWith() {
		DecodingChatOptions options = DecodingChatOptions.builder().strategy("speculative").build();
		assertThat(this.strategies.choose(options).sampling()).isFalse();
	}

	@Test
	void aSettingOutOfItsRangeIsRefused() {
		DecodingChatOptions options = DecodingChatOptions.builder().strategy("beam").numBeams(0).build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.strategies.choose(options))
			.withMessage("'numBeams' is 0 but must be at least 1");
	}

	@Test
	void aModelThatThereIsNotIsRefused() {
		DecodingChatOptions options = DecodingChatOptions.builder()
			.strategy("speculative")
			.search(StrategySettings.SPECULATIVE_DRAFT_MODEL, "small")
			.build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.strategies.choose(options))
			.withMessage("'small' is not the name of a model; there is none beside the one that answers");
	}

	private String chosen(DecodingChatOptions.Builder options) {
		return this.strategies.choose(options.build()).name();
	}

	private record Named(String name) implements SearchStrategy {

		@Override
		public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
			throw new IllegalStateException("Not to be run");
		}

	}

	@Test
	void scalingIsAStrategyOfItsOwn() {
		DecodingChatOptions.Builder options = DecodingChatOptions.builder().scaling("majority");
		assertThat(this.strategies.choose(options.build()).name()).isEqualTo("majority");
		assertThat(this.strategies.choose(options.build()).sampling()).isTrue();
		assertThat(this.strategies.choose(options.scaling("none").build()).name()).isEqualTo("greedy");
	}

	@Test
	void scalingDrawsItsAnswers() {
		DecodingChatOptions.Builder options = DecodingChatOptions.builder().scaling("majority");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.strategies.choose(options.clone().strategy("beam").build()))
			.withMessage("'strategy' is 'beam' but must be 'sampling' or not set, since 'majority' draws answers to "
					+ "choose from.");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.strategies.choose(options.clone().temperature(0.0).build()))
			.withMessageStartingWith("'temperature' is 0.0 but must be above 0");
	}

	@Test
	void scalingThatThereIsNotIsRefusedWithWhatThereIs() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.strategies.choose(DecodingChatOptions.builder().scaling("luck").build()))
			.withMessageStartingWith("'strategy' is 'luck' but must be one of ")
			.withMessageContaining("'majority'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.strategies.choose(DecodingChatOptions.builder().scaling("best-of-n").build()))
			.withMessageStartingWith("'verifier' is missing; name one of ");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.strategies
				.choose(DecodingChatOptions.builder().scaling("majority").numCandidates(0).build()))
			.withMessage("'numCandidates' is 0 but must be at least 1");
	}

}
