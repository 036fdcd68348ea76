package dev.decoding.arithmetic;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.AreaUnderCurve.Judgement;
import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainProblems;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.chain.Tier;
import dev.decoding.arithmetic.random.Split;
import dev.decoding.chat.ChatMessage;
import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.Role;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.TensorFile;
import dev.decoding.model.CausalLm;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingStrategy;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.scaling.steps.VerifierBeamSearch;
import dev.decoding.scaling.verifier.RewardHead;
import dev.decoding.scaling.verifier.RewardHeadVerifier;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier.Counting;
import dev.decoding.scaling.verifier.SelfQuestion;
import dev.decoding.search.AnswerFinder;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GenerationResult;
import dev.decoding.search.PathRollout;
import dev.decoding.search.Pause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that verifiers read this model as it was trained.
 */
class VerifiersTests {

	private static final int SAMPLES = 8;

	private static CausalLm lm;

	private static ChatTemplate template;

	@BeforeAll
	static void load() {
		lm = Engine.load(EngineOptions.of("classpath:/decoding/arithmetic/"));
		template = ChatTemplate.of(lm.info().chatFormat());
	}

	@AfterAll
	static void close() {
		lm.close();
	}

	private static RewardHeadVerifier rewardHead() {
		TensorFile file = TensorFile.read("classpath:/decoding/arithmetic/reward_head.safetensors");
		return new RewardHeadVerifier(RewardHead.of(file::floats));
	}

	private static SelfEvaluationVerifier selfEvaluation() {
		return new SelfEvaluationVerifier(SelfQuestion.RIGHT_SO_FAR, template::between, Counting.PROBABILITIES);
	}

	private static GenerationResult run(ScalingAlgorithm algorithm, ChainProblem problem) {
		String text = template.render(List.of(new ChatMessage(Role.USER, problem.toString())), true);
		GenerationRequest request = GenerationRequest.of(lm.tokenizer().encode(text, false))
			.seed(problem.toString().hashCode())
			.maxNewTokens(200)
			.build();
		return new ScalingStrategy("test", algorithm, AnswerFinder.LAST_NUMBER, StepSplitter.LINES,
				PathRollout.Limits.NONE)
			.generate(lm, request);
	}

	private static List<Candidate> judge(StepVerifier verifier, ChainProblem problem) {
		List<Candidate> judged = new ArrayList<>();
		run((search) -> {
			judged.addAll(search.judge(verifier, StepAggregation.LAST,
					search.rollout().extend(search.rollout().begin(SAMPLES), Pause.NEVER)));
			return Selection.of(judged);
		}, problem);
		return judged;
	}

	@Test
	void theRewardHeadTellsRightStepsFromWrongOnes() {
		assertThat(area(rewardHead())).isGreaterThan(0.9);
	}

	@Test
	void theModelTellsItsRightStepsFromWrongOnes() {
		assertThat(area(selfEvaluation())).isGreaterThan(0.9);
	}

	private static double area(StepVerifier verifier) {
		List<Judgement> judgements = new ArrayList<>();
		for (ChainProblem problem : new ChainProblems(Split.TEST).draw(Tier.THREE, 6)) {
			for (Candidate candidate : judge(verifier, problem)) {
				List<Boolean> right = ChainVerifier.check(problem, candidate.path().text());
				for (int step = 0; step < right.size(); step++) {
					judgements.add(new Judgement(candidate.steps().get(step), right.get(step)));
				}
			}
		}
		return AreaUnderCurve.of(judgements).orElseThrow();
	}

	@Test
	void beamSearchFindsSolutionsThatTheRewardHeadLikes() {
		ChainProblem problem = new ChainProblems(Split.TEST).draw(Tier.TWO, 1).get(0);
		GenerationResult result = run(
				new VerifierBeamSearch(16, 4, 40, rewardHead(), StepAggregation.LAST,
						(candidates) -> Selection
							.of(candidates.stream().sorted((a, b) -> Double.compare(b.score(), a.score())).toList())),
				problem);
		assertThat(result.sequences().get(0).score()).isGreaterThan(0.5);
		assertThat(result.cost().verifierTokens()).isLessThan(result.cost().forwardTokens() / 3);
	}

}
