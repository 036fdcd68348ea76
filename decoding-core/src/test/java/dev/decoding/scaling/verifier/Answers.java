package dev.decoding.scaling.verifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.TableLm;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.Pause;

/**
 * Answers of a model that always says the same, step by step, and a search that judges
 * them.
 */
final class Answers implements Judging {

	static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "\n", "?", "A", "B");

	private final TableLm lm;

	private final PathRollout rollout;

	private final Map<Verifier, Map<TokenSequence, Double>> memories = new HashMap<>();

	Answers(TableLm lm, Integer statistics) {
		this.lm = lm;
		this.rollout = new PathRollout(lm,
				GenerationRequest.of(1, 5).seed(1).maxNewTokens(20).statistics(statistics).build(),
				PathRollout.Limits.NONE);
	}

	/**
	 * Return a search of a model that says a line feed behind each two tokens, and ends
	 * with the third line.
	 */
	static Answers ofThreeLines() {
		return new Answers(TableLm.saying(TOKENS, 2, 2, 4, 3, 3, 4, 2), null);
	}

	/**
	 * Return the answer up to some line feeds.
	 */
	Path lines(int count) {
		return this.rollout.extend(this.rollout.begin(1), Pause.after("\n", count)).get(0);
	}

	Path more(Path path) {
		return this.rollout.extend(List.of(path), Pause.after("\n")).get(0);
	}

	/**
	 * Return how many calls the model had.
	 */
	int calls() {
		return this.lm.calls.size();
	}

	/**
	 * Return the queries of the last call.
	 */
	List<Query> lastCall() {
		return this.lm.calls.get(this.lm.calls.size() - 1);
	}

	@Override
	public CausalLm lm() {
		return this.lm;
	}

	@Override
	public TokenSequence prompt() {
		return this.rollout.prompt();
	}

	@Override
	public String promptText() {
		return "?";
	}

	@Override
	public StepSplitter steps() {
		return StepSplitter.LINES;
	}

	@Override
	public Evaluation evaluate(CausalLm lm, List<Query> queries) {
		return this.rollout.judge(lm, queries);
	}

	@Override
	public Map<TokenSequence, Double> memory(Verifier verifier) {
		return this.memories.computeIfAbsent(verifier, (key) -> new HashMap<>());
	}

}
