package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.SuppressTokens;
import dev.decoding.logits.Temperature;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingDetails;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.chain.ChainChoice.States;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link PowerSampling}.
 */
class PowerSamplingTests {

	private static final int RUNS = 6;

	private static final int CHAINS = 500;

	private final SmallAnswers paper = SmallAnswers.ofThePaper();

	private final SmallAnswers lengths = SmallAnswers.ofManyLengths();

	private static void check(String description, SmallAnswers answers, double[] expected, List<Candidate> drawn) {
		ChiSquare.check(description, expected, drawn.size(), (i) -> answers.index(drawn.get(i)));
	}

	@Test
	void theTextsOfThePaperAreDrawnByTheirPower() {
		double[] expected = this.paper.distribution(2, (text) -> 0);
		assertThat(expected).containsExactly(new double[] { 0.5614, 0.2193, 0.2193 }, within(5e-5));
		List<Candidate> drawn = this.paper.draw(
				(choice) -> new PowerSampling(2, null, new ChainSchedule(CHAINS, 2, 25, 0), choice),
				this.paper.request(), RUNS);
		assertThat(drawn).hasSize(RUNS * CHAINS);
		check("Power sampling of the paper's example", this.paper, expected, drawn);
	}

	@Test
	void aLowTemperatureDrawsOthers() {
		List<Candidate> drawn = this.paper.draw(
				(choice) -> new PowerSampling(2, null, new ChainSchedule(CHAINS, 2, 25, 0), choice),
				this.paper.request(), 4);
		double power = share(drawn, "a");
		GenerationResult low = new Sampling().generate(this.paper.lm,
				this.paper.request().processors(new Temperature(0.5)).numReturnSequences(4 * CHAINS).build());
		double temperature = low.sequences().stream().filter((sequence) -> sequence.text().startsWith("a")).count()
				/ (4.0 * CHAINS);
		assertThat(power).isCloseTo(0.16 / 0.285, within(0.05));
		assertThat(temperature).isCloseTo(0.16 / 0.41, within(0.05));
	}

	@ParameterizedTest
	@CsvSource({ "2, , 1, 120", "2, , 5, 25", "3, 0.6, 2, 40", "0.5, 1, 2, 20" })
	void answersOfManyLengthsAreDrawnByTheirPower(double alpha, Double temperature, int blocks, int steps) {
		List<Candidate> drawn = this.lengths.draw(
				(choice) -> new PowerSampling(alpha, temperature, new ChainSchedule(CHAINS, blocks, steps, 0), choice),
				this.lengths.request(), RUNS);
		check("Power %s by temperature %s over %d blocks".formatted(alpha, temperature, blocks), this.lengths,
				this.lengths.distribution(alpha, (text) -> 0), drawn);
	}

	@Test
	void allStatesOfAChainAreAsOftenAsTheyAreLikely() {
		List<Candidate> noted = new ArrayList<>();
		PowerSampling algorithm = new PowerSampling(2, null, new ChainSchedule(20, 1, 520, 20),
				SmallAnswers.noting(States.ALL, noted));
		GenerationResult result = this.paper.generate(algorithm, this.paper.request().build());
		assertThat(noted).hasSize(20 * 500);
		assertThat(share(noted, "ab")).isCloseTo(0.5614, within(0.04));
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details).isNotNull();
		assertThat(details.candidates()).isLessThan(noted.size());
		assertThat(details.diagnostics()).containsEntry("states", 10_000.0)
			.containsEntry("uniqueStates", 3.0)
			.containsKeys("acceptanceRate.block1", "logProbability.block1");
		assertThat(details.diagnostics().get("acceptanceRate")).isBetween(0.6, 0.95);
	}

	private static double share(List<Candidate> candidates, String start) {
		return candidates.stream().filter((candidate) -> candidate.path().text().startsWith(start)).count()
				/ (double) candidates.size();
	}

	@Test
	void howLikelyTheAnswerIsComesWithItsError() {
		ChainChoice choice = new ChainChoice(States.ALL,
				(candidates) -> Selection.of(candidates.stream()
					.sorted(Comparator.comparing((candidate) -> !"bb".equals(candidate.answer())))
					.toList()));
		PowerSampling algorithm = new PowerSampling(2, null, new ChainSchedule(10, 1, 250, 50), choice);
		SmallAnswers ended = SmallAnswers.ofManyLengths();
		GenerationResult result = ended.generate(algorithm, ended.request().build());
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details).isNotNull();
		assertThat(details.answer()).isEqualTo("bb");
		double expected = 0;
		for (int i = 0; i < ended.size(); i++) {
			expected += ended.text(i).equals("bb") ? ended.distribution(2, (text) -> 0)[i] : 0;
		}
		assertThat(details.diagnostics().get("answerProbability")).isCloseTo(expected,
				within(5 * details.diagnostics().get("answerProbabilityError")));
		assertThat(details.diagnostics().get("effectiveSampleSize")).isBetween(50.0, 4000.0);
	}

	@Test
	void theInfinitePowerClimbs() {
		List<Candidate> drawn = this.lengths.draw(
				(choice) -> new PowerSampling(Double.POSITIVE_INFINITY, 1.0, new ChainSchedule(50, 1, 60, 0), choice),
				this.lengths.request(), 1);
		double best = this.lengths.distribution(1, (text) -> 0)[this.lengths.index(drawn.get(0))];
		for (double other : this.lengths.distribution(1, (text) -> 0)) {
			assertThat(best).isGreaterThanOrEqualTo(other);
		}
		assertThat(drawn).extracting((candidate) -> candidate.path().text())
			.filteredOn(drawn.get(0).path().text()::equals)
			.hasSizeGreaterThan(45);
	}

	@Test
	void whatAProcessorRulesOutStaysRuledOut() {
		List<Candidate> drawn = this.lengths.draw(
				(choice) -> new PowerSampling(2, null, new ChainSchedule(100, 2, 10, 0), choice),
				this.lengths.request()
					.processors(new Temperature(5), new SuppressTokens(List.of(3)))
					.sampler(new ArgmaxSampler()),
				1);
		assertThat(drawn).extracting((candidate) -> candidate.path().text()).allMatch((text) -> text.matches("a*"));
		assertThat(drawn).extracting((candidate) -> candidate.path().text()).contains("", "a", "aa");
	}

	@Test
	void forcedTokensStay() {
		List<Candidate> drawn = this.lengths.draw(
				(choice) -> new PowerSampling(2, null, new ChainSchedule(100, 3, 10, 0), choice),
				this.lengths.request().forcedPrefix(3, 2), 1);
		assertThat(drawn).extracting((candidate) -> candidate.path().text())
			.allMatch((text) -> text.startsWith("ba"))
			.contains("ba", "bab", "babbb");
	}

	@Test
	void theTokensAreAsManyAsTheFormulaSays() {
		SmallAnswers endless = this.lengths;
		int tokens = 32;
		ChainSchedule schedule = new ChainSchedule(40, 8, 10, 0);
		GenerationResult result = endless.generate(new PowerSampling(2, null, schedule, ChainChoice.LAST_STATE),
				endless.request().maxNewTokens(tokens).endOfTextTokens(List.of()).build());
		double expected = 40 * (tokens + schedule.steps() * tokens * tokens / (4.0 * 4) * (1 + 1.0 / 8));
		assertThat((double) result.cost().newTokens()).isCloseTo(expected, within(0.1 * expected));
		assertThat(result.cost().generations()).isEqualTo(Math.round(result.cost().newTokens() / (float) tokens));
	}

	@Test
	void aLimitReturnsWhatThereIs() {
		GenerationResult result = this.lengths.generate(
				new PowerSampling(2, null, new ChainSchedule(4, 5, 10, 0), ChainChoice.LAST_STATE),
				this.lengths.request().build(), new Limits(30, null));
		assertThat(result.sequences()).hasSize(1);
		ScalingDetails details = (ScalingDetails) result.sequences().get(0).details();
		assertThat(details).isNotNull();
		assertThat(details.interruption()).isEqualTo(FinishReason.LENGTH);
		assertThat(result.cost().newTokens()).isBetween(30, 34);
	}

	@Test
	void eachStepIsReported() {
		List<SearchProgress> reports = new ArrayList<>();
		GenerationListener listener = new GenerationListener() {

			@Override
			public void onToken(int sequence, int token, String text) {
			}

			@Override
			public void onProgress(SearchProgress progress) {
				reports.add(progress);
			}

		};
		new ScalingStrategy("test", new PowerSampling(2, null, new ChainSchedule(1, 2, 3, 0), ChainChoice.LAST_STATE),
				SmallAnswers.WHOLE, StepSplitter.LINES, Limits.NONE)
			.generate(this.paper.lm, this.paper.request().build(), listener);
		assertThat(reports).extracting(SearchProgress::stage)
			.containsExactly("block 1 of 2", "block 1 of 2", "block 1 of 2", "block 2 of 2", "block 2 of 2",
					"block 2 of 2");
		assertThat(reports).extracting(SearchProgress::done).containsExactly(1, 2, 3, 4, 5, 6);
	}

	@Test
	void settingsOutOfTheirRangeAreNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PowerSampling(0, null, ChainSchedule.STANDARD, ChainChoice.LAST_STATE))
			.withMessage("'alpha' is 0.0 but must be above 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PowerSampling(2, 0.0, ChainSchedule.STANDARD, ChainChoice.LAST_STATE))
			.withMessageContaining("'temperature' is 0.0");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainSchedule(1, 0, 1, 0))
			.withMessage("'blocks' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainSchedule(1, 1, 4, 4))
			.withMessageContaining("'burnIn' is 4");
	}

}
