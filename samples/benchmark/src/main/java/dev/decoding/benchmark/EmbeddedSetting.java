package dev.decoding.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import dev.decoding.arithmetic.Revisions;
import dev.decoding.arithmetic.chain.ChainSolution;
import dev.decoding.chat.ChatMessage;
import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.Role;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.TensorFile;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.revision.RevisionPrompt;
import dev.decoding.scaling.verifier.RewardHead;
import dev.decoding.scaling.verifier.RewardHeadVerifier;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier;
import dev.decoding.scaling.verifier.SelfEvaluationVerifier.Counting;
import dev.decoding.scaling.verifier.SelfQuestion;
import dev.decoding.search.GenerationRequest;

/**
 * The embedded tier: the arithmetic model in our engine, judged by its own reward head.
 * It was trained to revise, and to say whether a solution is right so far. How likely one
 * sample is right is not known; the share of the samples that are stands for it.
 */
final class EmbeddedSetting implements Setting, AutoCloseable {

	private static final String LOCATION = "classpath:/decoding/arithmetic/";

	/** What can follow the operation in a line, at its longest. */
	private static final String NUMBERS = " 888 88\n";

	private static final String ANSWER = ChainSolution.ANSWER + "88";

	private final CausalLm lm = Engine.load(EngineOptions.of(LOCATION));

	private final CausalLm amateur = Engine.load(EngineOptions.of(LOCATION + "amateur/"));

	private final ChatTemplate template = ChatTemplate.of(this.lm.info().chatFormat());

	private final Verifier verifier = new RewardHeadVerifier(
			RewardHead.of(TensorFile.read(LOCATION + "reward_head.safetensors")::floats));

	private final Judge judge = new Judge(OptionalInt.empty(),
			new SelfEvaluationVerifier(SelfQuestion.RIGHT_SO_FAR, this.template::between, Counting.PROBABILITIES));

	private final RevisionPrompt revisionPrompt = RevisionPrompt.between(this.template.between(Revisions.REQUEST));

	@Override
	public CausalLm lm(Task task) {
		return this.lm;
	}

	@Override
	public CausalLm smoothLm(Task task) {
		return this.lm;
	}

	@Override
	public GenerationRequest.Builder request(Task task, long seed) {
		String prompt = this.template.render(List.of(new ChatMessage(Role.USER, task.problem().toString())), true);
		return GenerationRequest.of(this.lm.tokenizer().encode(prompt, false))
			.sampler(new CategoricalSampler())
			.maxNewTokens(longest(task))
			.seed(seed * 1_000_003 + task.index());
	}

	@Override
	public Optional<CausalLm> amateur() {
		return Optional.of(this.amateur);
	}

	@Override
	public int longest(Task task) {
		String solution = task.problem()
			.terms()
			.stream()
			.map((term) -> term + NUMBERS)
			.collect(Collectors.joining("", "", ANSWER));
		return this.lm.tokenizer().encode(solution, false).length + 1;
	}

	@Override
	public Verifier verifier(Task task, long seed) {
		return this.verifier;
	}

	@Override
	public RevisionPrompt revisionPrompt() {
		return this.revisionPrompt;
	}

	@Override
	public List<Judge> judges(Task task, long seed) {
		return List.of(this.judge);
	}

	@Override
	public int lineLength() {
		return this.lm.tokenizer().encode("+8" + NUMBERS, false).length;
	}

	@Override
	public OptionalDouble passProbability(Task task) {
		return OptionalDouble.empty();
	}

	@Override
	public void close() {
		this.amateur.close();
		this.lm.close();
	}

}
