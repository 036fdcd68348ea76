package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.decoding.Reference;
import dev.decoding.TableLm;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.llamacpp.MirostatV2;
import dev.decoding.logits.llamacpp.Xtc;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of answers that begin with given tokens.
 */
class ForcedPrefixTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "one", " two", " three", "\n");

	private static final float[] SCORES = { -9, -9, 3, 2, 1, 0 };

	private final TableLm lm = new TableLm(TOKENS, 10, (sequence) -> SCORES.clone());

	@Test
	void processorsThatRememberBeginBehindIt() {
		List<LogitsProcessor> processors = List.of(new MirostatV2(2, 0.5), new Xtc(0.5, 0.1));
		GenerationRequest.Builder forced = GenerationRequest.of(1).forcedPrefix(2, 3, 2).maxNewTokens(8);
		GenerationRequest.Builder prompt = GenerationRequest.of(1, 2, 3, 2).maxNewTokens(5);
		for (long seed = 0; seed < 20; seed++) {
			assertThat(new Sampling().generate(this.lm, forced.processors(processors).seed(seed).build())
				.sequences()
				.get(0)
				.tokens()
				.toArray())
				.isEqualTo(new Sampling().generate(this.lm, prompt.processors(processors).seed(seed).build())
					.sequences()
					.get(0)
					.tokens()
					.toArray());
		}
	}

	@Test
	void answersBeginWithIt() {
		List<String> heard = new ArrayList<>();
		GenerationRequest request = GenerationRequest.of(1, 2).forcedPrefix(5, 4).maxNewTokens(4).build();
		GenerationResult result = new GreedySearch().generate(this.lm, request,
				(index, token, text) -> heard.add(token + text));
		GeneratedSequence sequence = result.sequences().get(0);
		assertThat(sequence.tokens().generated()).containsExactly(5, 4, 2, 2);
		assertThat(sequence.text()).isEqualTo("\n threeoneone");
		assertThat(heard).containsExactly("5\n", "4 three", "2one", "2one");
		assertThat(result.cost().newTokens()).isEqualTo(4);
	}

	@Test
	void isEvaluatedTogetherWithThePrompt() {
		GenerationRequest request = GenerationRequest.of(1, 2).forcedPrefix(5, 4).maxNewTokens(3).build();
		GenerationResult result = new GreedySearch().generate(this.lm, request);
		assertThat(result.cost().modelCalls()).isOne();
		Query query = this.lm.calls.get(0).get(0);
		assertThat(query.sequence().toArray()).containsExactly(1, 2, 5, 4);
		assertThat(query.outputs()).isEqualTo(Set.of(Output.NEXT_LOGITS, Output.TOKEN_LOG_PROBABILITIES));
	}

	@Test
	void itsLogProbabilitiesAreTheModelsOwn() {
		GenerationRequest request = GenerationRequest.of(1)
			.forcedPrefix(5, 4)
			.maxNewTokens(3)
			.processors((sequence, logits) -> logits.set(2, Float.NEGATIVE_INFINITY))
			.build();
		GeneratedSequence sequence = new GreedySearch().generate(this.lm, request).sequences().get(0);
		double total = Math.log(Math.exp(3) + Math.exp(2) + Math.exp(1) + 1 + 2 * Math.exp(-9));
		double left = Math.log(Math.exp(2) + Math.exp(1) + 1 + 2 * Math.exp(-9));
		assertThat(sequence.logProbabilities().get(0)).isCloseTo(-total, within(1e-6));
		assertThat(sequence.logProbabilities().get(1)).isCloseTo(1 - total, within(1e-6));
		assertThat(sequence.logProbabilities().get(2)).isCloseTo(2 - left, within(1e-6));
	}

	@Test
	void hasStatisticsToo() {
		GenerationRequest request = GenerationRequest.of(1)
			.forcedPrefix(5, 3)
			.maxNewTokens(3)
			.numReturnSequences(2)
			.statistics(2)
			.build();
		GenerationResult result = new Sampling().generate(this.lm, request);
		assertThat(result.sequences()).allSatisfy((sequence) -> {
			assertThat(sequence.statistics()).extracting(TokenStatistics::token)
				.containsExactly(5, 3, sequence.tokens().last());
			assertThat(sequence.statistics().get(0).rank()).isEqualTo(3);
			assertThat(sequence.statistics().get(1).rank()).isEqualTo(1);
			assertThat(sequence.statistics().get(1).logProbability()).isCloseTo(sequence.logProbabilities().get(1),
					within(1e-9));
			assertThat(sequence.statistics().get(1).alternatives()).extracting(TokenStatistics.Alternative::token)
				.containsExactly(2, 3);
		});
	}

	@Test
	void nothingEndsWithinIt() {
		GenerationRequest request = GenerationRequest.of(1)
			.forcedPrefix(0, 5, 2)
			.stopStrings("\n", "one one", "oneone")
			.stoppingCriteria((sequence) -> (sequence.generatedLength() < 4) ? FinishReason.STOP : null)
			.skipSpecialTokens(false)
			.build();
		GeneratedSequence sequence = new GreedySearch().generate(this.lm, request).sequences().get(0);
		assertThat(sequence.tokens().generated()).containsExactly(0, 5, 2, 2);
		assertThat(sequence.text()).isEqualTo("<end>\n");
		assertThat(sequence.stopString()).isEqualTo("oneone");
	}

	@Test
	void canBeTheWholeAnswer() {
		GenerationResult result = new GreedySearch().generate(this.lm,
				GenerationRequest.of(1).forcedPrefix(5, 4).maxNewTokens(2).build());
		assertThat(result.sequences().get(0).tokens().generated()).containsExactly(5, 4);
		assertThat(result.sequences().get(0).finishReason()).isEqualTo(FinishReason.LENGTH);
		assertThat(result.cost().modelCalls()).isOne();
	}

	@Test
	void mustFitIntoTheAnswerAndTheContext() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GenerationRequest.of(1).forcedPrefix(5, 4).maxNewTokens(1).build())
			.withMessage("'maxNewTokens' is 1 but must be at least the 2 tokens of 'forcedPrefix'");
		GenerationRequest.Builder request = GenerationRequest.of(1, 2, 3, 4, 5, 2, 3, 4, 5).forcedPrefix(5, 4);
		assertThatExceptionOfType(ContextLengthExceededException.class)
			.isThrownBy(() -> new GreedySearch().generate(this.lm, request.build()))
			.withMessageContaining("At least 2 must be left");
		GenerationRequest truncated = request.truncation(Truncation.LEFT).maxNewTokens(2).build();
		assertThat(new GreedySearch().generate(this.lm, truncated).sequences().get(0).tokens().toArray())
			.containsExactly(1, 3, 4, 5, 2, 3, 4, 5, 5, 4);
	}

	@Test
	void realModelContinuesAsIfTheTokensWereItsOwn() {
		String location = Reference.path("models/tiny/llama").toString();
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			GenerationRequest.Builder request = GenerationRequest.of(5, 9, 2, 7).maxNewTokens(8).endOfTextTokens();
			GeneratedSequence free = new GreedySearch().generate(lm, request.build()).sequences().get(0);
			GenerationRequest forced = request.forcedPrefix(free.tokens().toArray(4, 9)).build();
			GeneratedSequence same = new GreedySearch().generate(lm, forced).sequences().get(0);
			assertThat(same.tokens()).isEqualTo(free.tokens());
			for (int i = 0; i < 8; i++) {
				assertThat(same.logProbabilities().get(i)).isCloseTo(free.logProbabilities().get(i), within(1e-4));
			}
		}
	}

}
