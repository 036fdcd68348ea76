package dev.decoding.arithmetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import dev.decoding.engine.checkpoint.TensorFile;
import dev.decoding.scaling.verifier.RewardHead;
import dev.decoding.arithmetic.AreaUnderCurve.Judgement;
import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.search.GeneratedSequence;

/**
 * Measures a checkpoint on the sets that nobody trained on, and prints the tables of the
 * model's card.
 */
final class ModelEvaluation {

	private static final int SAMPLES = 16;

	private static final String CHAIN = "chain-";

	private final CheckpointUnderTest checkpoint;

	ModelEvaluation(CheckpointUnderTest checkpoint) {
		this.checkpoint = checkpoint;
	}

	/**
	 * Print the tables.
	 * @param arguments the directory of the checkpoint, and how many problems a row
	 */
	public static void main(String[] arguments) throws IOException {
		int problems = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 500;
		try (CheckpointUnderTest checkpoint = new CheckpointUnderTest(arguments[0])) {
			ModelEvaluation evaluation = new ModelEvaluation(checkpoint);
			System.out.println("| problems | greedy | T=1 | corpus |\n| --- | --- | --- | --- |");
			for (EvaluationSet set : EvaluationSet.all(problems)) {
				String corpus = set.name().startsWith(CHAIN) ? "%.3f".formatted(corpus(set)) : "";
				System.out.printf("| %s | %.3f | %.3f | %s |%n", set.name(), evaluation.greedy(set),
						evaluation.sampled(set), corpus);
			}
			RewardHead head = RewardHead
				.of(TensorFile.read(Path.of(arguments[0], "reward_head.safetensors").toString())::floats);
			System.out.println("\n| reward head | area under curve |\n| --- | --- |");
			evaluation.areas(head, problems / 5)
				.forEach((name, area) -> System.out.printf("| %s | %.3f |%n", name, area));
		}
	}

	/**
	 * Return the share of right answers with the most likely tokens.
	 */
	double greedy(EvaluationSet set) {
		return share(set, this.checkpoint.greedy(questions(set)));
	}

	/**
	 * Return the share of right answers at temperature 1.
	 */
	double sampled(EvaluationSet set) {
		return share(set,
				this.checkpoint.sample(questions(set), 1).stream().map((answers) -> answers.get(0).text()).toList());
	}

	/**
	 * Return the share of right answers of the noisy corpus, exactly.
	 */
	private static double corpus(EvaluationSet set) {
		return set.examples()
			.stream()
			.map((example) -> ChainProblem.parse(example.messages().get(0).content()))
			.mapToDouble((problem) -> new CorpusValues(problem).passProbability())
			.average()
			.orElse(Double.NaN);
	}

	private static List<List<Message>> questions(EvaluationSet set) {
		return set.examples()
			.stream()
			.map((example) -> example.messages().subList(0, example.messages().size() - 1))
			.toList();
	}

	private static double share(EvaluationSet set, List<String> answers) {
		int right = 0;
		for (int i = 0; i < answers.size(); i++) {
			right += isRight(set.examples().get(i), answers.get(i)) ? 1 : 0;
		}
		return right / (double) answers.size();
	}

	private static boolean isRight(Example example, String answer) {
		String expected = example.messages().get(example.messages().size() - 1).content();
		boolean json = example.kind() == Kind.JSON;
		OptionalInt number = AnswerExtractor.extract(expected);
		return number.isPresent() ? AnswerExtractor.extract(answer).equals(number) && json == answer.startsWith("{")
				: answer.equals(expected);
	}

	/**
	 * Judge the steps of samples of each tier's problems with the reward head.
	 * @param head the reward head
	 * @param problems how many problems of each tier
	 * @return the areas: over all steps, the mean of those within a problem, and the mean
	 * of those within a problem at the same step
	 */
	Map<String, Double> areas(RewardHead head, int problems) {
		List<Judgement> pooled = new ArrayList<>();
		Map<String, List<Judgement>> byProblem = new LinkedHashMap<>();
		Map<String, List<Judgement>> byStep = new LinkedHashMap<>();
		for (EvaluationSet set : EvaluationSet.all(problems)) {
			if (set.name().startsWith(CHAIN)) {
				List<List<Message>> questions = questions(set);
				List<List<GeneratedSequence>> samples = this.checkpoint.sample(questions, SAMPLES);
				for (int i = 0; i < questions.size(); i++) {
					String question = questions.get(i).get(0).content();
					List<List<float[]>> states = this.checkpoint.stepStates(samples.get(i));
					for (int sample = 0; sample < SAMPLES; sample++) {
						List<Boolean> right = ChainVerifier.check(ChainProblem.parse(question),
								samples.get(i).get(sample).text());
						for (int step = 0; step < states.get(sample).size(); step++) {
							Judgement judgement = new Judgement(head.score(states.get(sample).get(step)),
									right.get(step));
							pooled.add(judgement);
							byProblem.computeIfAbsent(question, (key) -> new ArrayList<>()).add(judgement);
							byStep.computeIfAbsent(question + step, (key) -> new ArrayList<>()).add(judgement);
						}
					}
				}
			}
		}
		Map<String, Double> areas = new LinkedHashMap<>();
		areas.put("pooled", AreaUnderCurve.of(pooled).orElse(Double.NaN));
		areas.put("within problems", AreaUnderCurve.mean(byProblem.values()));
		areas.put("within problems, at the same step", AreaUnderCurve.mean(byStep.values()));
		return areas;
	}

}
