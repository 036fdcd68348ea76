package dev.decoding.spring;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.SearchStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StrategiesTests {

	private final Strategies strategies = new Strategies(List.of());

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
		Strategies strategies = new Strategies(List.of(new Named("mine")));
		DecodingChatOptions options = DecodingChatOptions.builder().strategy("beam").build();
		assertThatExceptionOfType(UnknownStrategyException.class).isThrownBy(() -> strategies.choose(options))
			.withMessage("'strategy' is 'beam' but must be one of 'greedy', 'mine', 'sampling'.")
			.satisfies((ex) -> assertThat(ex.getStrategy()).isEqualTo("beam"));
	}

	@Test
	void strategyReplacesABuiltInOneOfItsName() {
		Named mine = new Named("greedy");
		assertThat(new Strategies(List.of(mine)).choose(DecodingChatOptions.builder().build())).isSameAs(mine);
	}

	@Test
	void twoStrategiesOfOneNameAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Strategies(List.of(new Named("mine"), new Named("mine"))))
			.withMessageContaining("'mine'");
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

}
