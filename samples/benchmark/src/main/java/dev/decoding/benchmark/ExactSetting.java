package dev.decoding.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import dev.decoding.arithmetic.chain.CorpusValues;
import dev.decoding.benchmark.exact.ChainLm;
import dev.decoding.benchmark.exact.NoisyJudge;
import dev.decoding.benchmark.exact.NoisyValues;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.revision.RevisionPrompt;
import dev.decoding.search.GenerationRequest;

/**
 * The exact tier: the process that writes the corpus is the model, and the verifier is
 * the exact value behind noise.
 */
final class ExactSetting implements Setting {

	/** Tokens of a line: operation, intermediate result, result, line feed. */
	private static final int LINE = 4;

	/** Tokens of the last line: its name, the answer, the end. */
	private static final int ANSWER = 3;

	private static final RevisionPrompt REVISION = RevisionPrompt.between("<|end|>\nRevise.\n");

	private final double blindness;

	ExactSetting() {
		this(NoisyValues.BLINDNESS);
	}

	/**
	 * Set how good the verifier is.
	 * @param blindness how likely it overlooks a first wrong line for good, from 0 to 1
	 */
	ExactSetting(double blindness) {
		this.blindness = blindness;
	}

	@Override
	public CausalLm lm(Task task) {
		return new ChainLm();
	}

	@Override
	public CausalLm smoothLm(Task task) {
		return new FlooredLm(lm(task));
	}

	@Override
	public GenerationRequest.Builder request(Task task, long seed) {
		TokenSequence prompt = TokenSequence.of(new ChainLm().tokenizer().encode(task.problem() + "\n", true));
		return GenerationRequest.of(prompt)
			.sampler(new CategoricalSampler())
			.maxNewTokens(longest(task))
			.seed(seed * 1_000_003 + task.index());
	}

	@Override
	public Verifier verifier(Task task, long seed) {
		NoisyValues values = new NoisyValues(NoisyValues.NOISE, this.blindness, seed);
		return new RememberingVerifier((text) -> values.score(task.problem(), text));
	}

	@Override
	public RevisionPrompt revisionPrompt() {
		return REVISION;
	}

	@Override
	public List<Judge> judges(Task task, long seed) {
		return RainExperiment.ACCURACIES.stream().map((accuracy) -> {
			NoisyJudge judge = new NoisyJudge(accuracy / 100.0, seed);
			return new Judge(OptionalInt.of(accuracy),
					new RememberingVerifier((text) -> judge.score(task.problem(), text)));
		}).toList();
	}

	@Override
	public Optional<CausalLm> amateur() {
		return Optional.empty();
	}

	@Override
	public int longest(Task task) {
		return LINE * task.problem().terms().size() + ANSWER;
	}

	@Override
	public int lineLength() {
		return LINE;
	}

	@Override
	public OptionalDouble passProbability(Task task) {
		return OptionalDouble.of(new CorpusValues(task.problem()).passProbability());
	}

}
