package dev.decoding.scaling.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.decoding.TableLm;
import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.logits.settings.Settings;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.FeedbackSink;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.Pause;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.search.settings.StrategySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ScalingTable} and what it is made of.
 */
class ScalingTableTests {

	private final TableLm lm = new TableLm(List.of("<end>", "<begin>", "7", "8", "A", "B"), 100,
			(sequence) -> (sequence.length() == 1) ? new float[] { -99, -99, 1, 0, -9, -9 }
					: new float[] { 3, -99, -3, -3, 0, 0 });

	private static final Verifier LIKES_EIGHT = Verifier.ofText((prompt, text) -> text.contains("8") ? 1 : 0.1);

	private ScalingContext context(Map<String, Verifier> verifiers) {
		return new ScalingContext(this.lm, Map.of("other", this.lm), verifiers, Map.of(), Map.of(),
				(message) -> "<begin>", null, FeedbackSink.NONE);
	}

	private static BlockSettings.Builder settings(String strategy) {
		return BlockSettings.builder().set(ScalingParameters.STRATEGY, strategy);
	}

	private ScalingStrategy create(BlockSettings settings) {
		return ScalingTable.create(settings, context(Map.of("eight", LIKES_EIGHT))).orElseThrow();
	}

	static List<String> names() {
		return ScalingTable.all().stream().map(ScalingDefinition::name).toList();
	}

	@ParameterizedTest
	@MethodSource("names")
	void everyStrategyIsMadeOfDefaultsAndAVerifier(String name) {
		assertThat(create(settings(name).build()).name()).isEqualTo(name);
	}

	@Test
	void everySettingIsReadBySomething() {
		Set<Setting<?>> read = new HashSet<>(ScalingParameters.OF_ANY);
		ScalingTable.all().forEach((definition) -> read.addAll(definition.settings()));
		List<Setting<?>> left = new ArrayList<>(ScalingParameters.all());
		left.removeAll(read);
		assertThat(left).extracting(Setting::path)
			.allMatch((path) -> path.startsWith("reward-model.") || path.startsWith("self-evaluation."));
	}

	@Test
	void namesAreTheirsAlone() {
		List<String> names = new ArrayList<>();
		List.of(Settings.all(), StrategySettings.all(), MixtureParameters.all(), ScalingParameters.all())
			.forEach((block) -> block.forEach((setting) -> names.add(setting.name())));
		names.remove(MixtureParameters.TYPE.name());
		assertThat(names).doesNotHaveDuplicates();
	}

	@Test
	void nothingIsMadeWhereNothingIsAsked() {
		assertThat(ScalingTable.create(BlockSettings.NONE, ScalingContext.of(this.lm))).isEmpty();
		assertThat(ScalingTable.create(settings("none").build(), ScalingContext.of(this.lm))).isEmpty();
	}

	@Test
	void theOnlyVerifierJudges() {
		GenerationResult result = create(settings("best-of-n").set(ScalingParameters.NUM_CANDIDATES, 20).build())
			.generate(this.lm, GenerationRequest.of(1).seed(1).maxNewTokens(5).build());
		assertThat(result.sequences().get(0).text()).startsWith("8");
		assertThat(result.sequences().get(0).score()).isEqualTo(1);
	}

	@Test
	void aVerifierIsNamed() {
		ScalingContext two = context(Map.of("eight", LIKES_EIGHT, "seven", Verifier.ofText((prompt, text) -> 0)));
		assertThatIllegalArgumentException().isThrownBy(() -> ScalingTable.create(settings("best-of-n").build(), two))
			.withMessage(
					"'verifier' is missing; name one of [eight, likelihood, reward-model, self-certainty, self-evaluation, seven]");
		assertThatIllegalArgumentException().isThrownBy(
				() -> ScalingTable.create(settings("best-of-n").set(ScalingParameters.VERIFIER, "nine").build(), two))
			.withMessageStartingWith("'verifier' is 'nine' but must be one of [eight, ");
		assertThat(
				ScalingTable.create(settings("best-of-n").set(ScalingParameters.VERIFIER, "likelihood").build(), two))
			.isPresent();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ScalingTable
				.create(settings("best-of-n").set(ScalingParameters.VERIFIER, "reward-model").build(), two))
			.withMessage("'rewardModelModel' is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ScalingTable.create(settings("best-of-n").set(ScalingParameters.VERIFIER, "reward-model")
				.set(ScalingParameters.REWARD_MODEL_MODEL, "prm")
				.build(), two))
			.withMessage("'rewardModelModel' is 'prm' but must be the name of a model in 'decoding.models', which has "
					+ "[other]");
	}

	@Test
	void theRewardHeadJudgesWhereThereIsNoVerifier() {
		ScalingContext context = new ScalingContext(this.lm, Map.of(), Map.of(), Map.of(), Map.of(),
				UnaryOperator.identity(), LIKES_EIGHT, FeedbackSink.NONE);
		assertThat(ScalingTable.create(settings("best-of-n").build(), context)).isPresent();
		assertThat(ScalingTable.create(settings("best-of-n").set(ScalingParameters.VERIFIER, "reward-head").build(),
				context))
			.isPresent();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', delimiter = '|',
			textBlock = """
					majority | num-candidates | 0 | 'numCandidates' is 0 but must be at least 1
					verifier-beam | beam-width | 0 | 'beamWidth' is 0 but must be at least 1
					lookahead | lookahead.steps | -1 | 'lookaheadSteps' is -1 but must be at least 0
					particle-filter | particles.resampling | often | 'particlesResampling' is 'often' but must be one of
					adaptive-consistency | adaptive-consistency.threshold | 2 | 'adaptiveConsistencyThreshold' is 2.0
					deep-conf | deep-conf.eta | 2 | 'deepConfEta' is 2.0
					minimum-bayes-risk | minimum-bayes-risk.utility | bleu | 'minimumBayesRiskUtility' is 'bleu'
					mcts | mcts.expansions | 0 | 'mctsExpansions' is 0 but must be at least 1
					rain | rain.min-rounds | 0 | 'rainMinRounds' is 0 but must be at least 1
					power-sampling | chain.alpha | 0 | 'chainAlpha' is 0.0 but must be above 0
					compute-optimal | compute-optimal.policy | nowhere | 'computeOptimalPolicy' is 'nowhere', which cannot be read
					majority | max-total-tokens | 0 | 'maxTotalTokens' is 0 but must be at least 1
					majority | max-seconds | 0 | 'maxSeconds' is 0.0 but must be above 0
					majority | answer | guess | 'answer' is 'guess' but must be one of
					majority | answer | regex:( | 'answer' has the pattern '(', which is not one
					majority | step-aggregation | sum | 'stepAggregation' is 'sum' but must be one of
					""")
	void valuesOutOfTheirRangeAreNamed(String strategy, String path, String value, String message) {
		String name = strategy.equals("majority") && path.equals("step-aggregation") ? "best-of-n" : strategy;
		BlockSettings settings = settings(name).read(ScalingParameters.find(path).orElseThrow(), value).build();
		assertThatIllegalArgumentException().isThrownBy(() -> create(settings)).withMessageStartingWith(message);
	}

	@Test
	void answersAreFoundAsSaid() {
		assertThat(Answers.of(answer("last-number"), context(Map.of()))).isSameAs(AnswerFinder.LAST_NUMBER);
		assertThat(Answers.of(answer("boxed"), context(Map.of()))).isSameAs(AnswerFinder.BOXED);
		AnswerFinder.Answer found = Answers.of(answer("regex:is (\\w+)"), context(Map.of())).find("it is red");
		assertThat(found).isNotNull().extracting(AnswerFinder.Answer::value).isEqualTo("red");
		AnswerFinder.Answer json = Answers.of(answer("json:/a"), context(Map.of())).find("{\"a\": 5}");
		assertThat(json).isNotNull().extracting(AnswerFinder.Answer::value).isEqualTo("5");
	}

	private static BlockSettings answer(String name) {
		return BlockSettings.builder().set(ScalingParameters.ANSWER, name).build();
	}

	@Test
	void whatTheApplicationHasGoesFirst() {
		ScalingContext context = new ScalingContext(this.lm, Map.of(), Map.of(),
				Map.of("boxed", AnswerFinder.LAST_NUMBER),
				Map.of("majority",
						(run) -> Selection.of(List
							.of(run.candidate(run.rollout().extend(run.rollout().begin(1), Pause.NEVER).get(0))))),
				UnaryOperator.identity(), null, FeedbackSink.NONE);
		assertThat(Answers.of(answer("boxed"), context)).isSameAs(AnswerFinder.LAST_NUMBER);
		assertThat(ScalingTable.create(settings("majority").build(), context)
			.orElseThrow()
			.generate(this.lm, GenerationRequest.of(1).build())
			.cost()
			.generations()).isOne();
	}

}
