package dev.decoding.benchmark;

import java.util.List;
import java.util.OptionalDouble;

import dev.decoding.chat.ChatMessage;
import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.Role;
import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.TensorFile;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.verifier.RewardHead;
import dev.decoding.scaling.verifier.RewardHeadVerifier;
import dev.decoding.search.GenerationRequest;

/**
 * The embedded tier: the arithmetic model in our engine, judged by its own reward head.
 * How likely one sample is right is not known; the share of the samples that are stands
 * for it.
 */
final class EmbeddedSetting implements Setting, AutoCloseable {

	private static final String LOCATION = "classpath:/decoding/arithmetic/";

	private static final int LONGEST = 160;

	private final CausalLm lm = Engine.load(EngineOptions.of(LOCATION));

	private final ChatTemplate template = ChatTemplate.of(this.lm.info().chatFormat());

	private final Verifier verifier = new RewardHeadVerifier(
			RewardHead.of(TensorFile.read(LOCATION + "reward_head.safetensors")::floats));

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
			.maxNewTokens(LONGEST)
			.seed(seed * 1_000_003 + task.index());
	}

	@Override
	public Verifier verifier(Task task, long seed) {
		return this.verifier;
	}

	@Override
	public OptionalDouble passProbability(Task task) {
		return OptionalDouble.empty();
	}

	@Override
	public void close() {
		this.lm.close();
	}

}
