package dev.decoding.scaling.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepSplitter.Step;
import dev.decoding.scaling.StepVerifier;
import dev.decoding.search.Path;

/**
 * Judges steps by a process reward model: another model that reads the prompt and the
 * steps, and says behind each by one of two tokens whether it is right so far.
 * <p>
 * Formula: the score of a step is <code>p(good) / (p(good) + p(bad))</code> for the next
 * token behind its tag.
 * <p>
 * Edges: the reward model has a tokenizer of its own, so that it reads text, of which
 * what was read before is found in its cache again.
 * <p>
 * Example: Math-Shepherd reads {@code How much is 1 + 1? 1 + 1 = 2 \u043a\u0438} and
 * answers with {@code +} or {@code -}.
 * <p>
 * Cost: one call of the reward model for all paths. No step is judged twice in a search.
 * <p>
 * Source: Wang and others, <i>Math-Shepherd: Verify and Reinforce LLMs Step-by-step
 * without Human Annotations</i>, 2024.
 */
public final class RewardModelVerifier implements StepVerifier {

	private final CausalLm rewardModel;

	private final RewardPrompt prompt;

	private final Labels labels;

	private final UnaryOperator<String> question;

	/**
	 * Let a reward model read the whole prompt.
	 * @param rewardModel the reward model, which stays open
	 * @param prompt what it reads
	 * @param good the token by which it says that a step is right
	 * @param bad the token by which it says that it is not
	 */
	public RewardModelVerifier(CausalLm rewardModel, RewardPrompt prompt, String good, String bad) {
		this(rewardModel, prompt, good, bad, UnaryOperator.identity());
	}

	/**
	 * Set what a reward model reads.
	 * @param rewardModel the reward model, which stays open
	 * @param prompt what it reads
	 * @param good the token by which it says that a step is right, as text or as the
	 * tokenizer's file spells it
	 * @param bad the token by which it says that it is not
	 * @param question takes the prompt as text, as a chat template has made it, and
	 * returns what the reward model is to read of it
	 * @throws IllegalArgumentException if a label is not a single token of the model
	 */
	public RewardModelVerifier(CausalLm rewardModel, RewardPrompt prompt, String good, String bad,
			UnaryOperator<String> question) {
		this.rewardModel = rewardModel;
		this.prompt = prompt;
		this.labels = Labels.of(good, bad, "good", "bad", rewardModel);
		this.question = question;
	}

	@Override
	public List<List<Double>> scoreSteps(Judging judging, List<Path> paths) {
		return NewSteps.judge(judging, this, paths, (asked) -> ask(judging, asked));
	}

	private List<List<Double>> ask(Judging judging, List<NewSteps> asked) {
		String text = this.question.apply(judging.promptText());
		List<Query> queries = new ArrayList<>();
		List<List<Tag>> tags = new ArrayList<>();
		for (NewSteps steps : asked) {
			List<String> texts = this.prompt.texts(text, steps.steps().stream().map(Step::text).toList());
			tags.add(tags(texts.subList(steps.judged(), texts.size()), queries));
		}
		Evaluation evaluation = judging.evaluate(this.rewardModel, queries);
		return tags.stream()
			.map((path) -> path.stream()
				.map((tag) -> this.labels.good(evaluation.get(tag.query()).logits(tag.position())))
				.toList())
			.toList();
	}

	/**
	 * Ask for the tags behind texts that continue one another: in one query, unless the
	 * longer text begins with other tokens than the shorter one has.
	 */
	private List<Tag> tags(List<String> texts, List<Query> queries) {
		List<Tag> tags = new ArrayList<>();
		TokenSequence open = null;
		int from = 0;
		for (String text : texts) {
			TokenSequence tokens = TokenSequence
				.of(this.rewardModel.tokenizer().encode(text, this.prompt.addSpecialTokens()));
			if (open == null || !tokens.startsWith(open)) {
				from = tokens.length() - 1;
				queries.add(Query.logits(tokens, from));
			}
			else {
				queries.set(queries.size() - 1, Query.logits(tokens, from));
			}
			open = tokens;
			tags.add(new Tag(queries.size() - 1, tokens.length() - 1));
		}
		return tags;
	}

	/**
	 * Where a judgement is read.
	 */
	private record Tag(int query, int position) {
	}

}
