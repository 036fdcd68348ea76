package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.Reference;
import dev.decoding.TableLm;
import dev.decoding.engine.Dtype;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TokenHealing}.
 */
class TokenHealingTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "http", ":", "://", " ", "a", ":/");

	private static final int HTTP = 2;

	private static final int COLON = 3;

	private static final int COLON_AND_SLASHES = 4;

	/**
	 * A model that knows "http://a", and a space behind a colon.
	 */
	private static TableLm lm() {
		return new TableLm(TOKENS, 20, (sequence) -> {
			float[] scores = new float[TOKENS.size()];
			switch (sequence.last()) {
				case HTTP -> {
					scores[6] = 9;
					scores[COLON_AND_SLASHES] = 8;
					scores[7] = 7;
					scores[COLON] = 5;
				}
				case COLON -> scores[5] = 9;
				case COLON_AND_SLASHES -> scores[6] = 9;
				default -> scores[0] = 9;
			}
			return scores;
		}).withHiddenStates((sequence) -> {
			float[] state = new float[TOKENS.size()];
			state[sequence.last()] = 1;
			return state;
		});
	}

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1, HTTP, COLON).maxNewTokens(5);
	}

	private static GeneratedSequence generate(GenerationRequest.Builder request) {
		return new TokenHealing(new GreedySearch()).generate(lm(), request.build()).sequences().get(0);
	}

	@Test
	void generatesTheLastTokenOfThePromptAnew() {
		assertThat(new GreedySearch().generate(lm(), request().build()).sequences().get(0).text()).isEqualTo(" ");
		GeneratedSequence sequence = generate(request());
		assertThat(sequence.text()).isEqualTo("//a");
		assertThat(sequence.tokens().toArray()).containsExactly(1, HTTP, COLON_AND_SLASHES, 6, 0);
		assertThat(sequence.tokens().promptLength()).isEqualTo(2);
	}

	static List<SearchStrategy> strategies() {
		return List.of(new GreedySearch(), new Sampling(), new BeamSearch(new BeamSettings(2)),
				new BeamSampling(new BeamSettings(2)), new ContrastiveSearch(2, 0.3), new StochasticBeamSearch(),
				new ArithmeticSampling(), new CotDecoding(2, PathSelection.MAX, (text) -> null));
	}

	@ParameterizedTest
	@MethodSource("strategies")
	void worksWithEachStrategy(SearchStrategy strategy) {
		List<String> told = new ArrayList<>();
		GenerationResult result = new TokenHealing(strategy).generate(lm(), request().build(),
				new GenerationListener() {

					@Override
					public void onToken(int sequence, int token, String text) {
						told.add(text);
					}

					@Override
					public void onFinish(int sequence, String text, FinishReason reason) {
						told.add(text);
					}

				});
		GeneratedSequence sequence = result.sequences().get(0);
		int first = sequence.tokens().generated()[0];
		assertThat(first).isIn(COLON, COLON_AND_SLASHES, 7);
		assertThat(":" + sequence.text()).startsWith(TOKENS.get(first));
		assertThat(String.join("", told)).isEqualTo(sequence.text());
		assertThat(new TokenHealing(strategy).name()).isEqualTo(strategy.name());
	}

	@Test
	void generatesTheLastOfTheGivenTokensAnew() {
		GeneratedSequence sequence = generate(GenerationRequest.of(1).forcedPrefix(HTTP, COLON).maxNewTokens(5));
		assertThat(sequence.text()).isEqualTo("http://a");
		assertThat(sequence.tokens().generated()).containsExactly(HTTP, COLON_AND_SLASHES, 6, 0);
		assertThat(generate(GenerationRequest.of(1, HTTP).forcedPrefix(COLON).maxNewTokens(1)).text()).isEqualTo("://");
	}

	@Test
	void nothingEndsASequenceWithinTheGivenTokens() {
		GeneratedSequence sequence = generate(
				GenerationRequest.of(1).forcedPrefix(HTTP, COLON).stopStrings(":").maxNewTokens(5));
		assertThat(sequence.text()).isEqualTo("http://a");
	}

	@Test
	void givenTokensThatNeedNoHealingStay() {
		assertThat(generate(request().forcedPrefix(6)).tokens().toArray()).startsWith(1, HTTP, COLON, 6);
	}

	@Test
	void neitherNumberOfTokensCountsWhatIsGeneratedAnew() {
		assertThat(generate(request().maxNewTokens(1)).text()).isEqualTo("//a");
		assertThat(generate(request().minNewTokens(2)).tokens().generatedLength()).isGreaterThan(3);
	}

	@Test
	void stopStringsDoNotCountWithinThePrompt() {
		GeneratedSequence sequence = generate(request().stopStrings(":"));
		assertThat(sequence.text()).isEqualTo("//a");
		assertThat(sequence.stopString()).isNull();
	}

	@Test
	void promptsThatNeedNoHealingAreContinuedAsTheyAre() {
		assertThat(generate(GenerationRequest.of(1, HTTP)).tokens().promptLength()).isEqualTo(2);
		assertThat(generate(GenerationRequest.of(HTTP, 1)).tokens().promptLength()).isEqualTo(2);
		assertThat(generate(GenerationRequest.of(COLON)).tokens().promptLength()).isOne();
		assertThat(generate(request().attentionMask(new boolean[] { true, false, true })).tokens().promptLength())
			.isEqualTo(3);
	}

	@Test
	void maskIsCutLikeThePrompt() {
		GeneratedSequence sequence = generate(request().attentionMask(new boolean[] { false, true, true }));
		assertThat(sequence.text()).isEqualTo("//a");
	}

	@Test
	void textGoesOnWhereARealPromptEnds() {
		String location = Reference.path("models/stories260K").toString();
		String story = "Once upon a time, there was a little girl named Lily. She loved — to play";
		int healed = 0;
		try (CausalLm lm = Engine.load(EngineOptions.of(location).withDtype(Dtype.FLOAT32))) {
			for (int length = 1; length <= story.length(); length++) {
				int[] prompt = lm.tokenizer().encode(story.substring(0, length), true);
				GeneratedSequence sequence = new TokenHealing(new GreedySearch())
					.generate(lm, GenerationRequest.of(prompt).maxNewTokens(8).build())
					.sequences()
					.get(0);
				healed += (sequence.tokens().promptLength() < prompt.length) ? 1 : 0;
				assertThat(lm.tokenizer().decode(prompt, true) + sequence.text())
					.isEqualTo(lm.tokenizer().decode(sequence.tokens().toArray(), true));
			}
		}
		assertThat(healed).isGreaterThan(20);
	}

}
