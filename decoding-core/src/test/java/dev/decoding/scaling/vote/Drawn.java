package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.TableLm;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TokenSampler;
import dev.decoding.model.Logits;
import dev.decoding.scaling.Candidate;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Pause;

/**
 * Paths that say what a test wants, one token each, and then end; those that end with
 * "..." are cut off behind it.
 */
final class Drawn {

	private static final String CUT = "...";

	private Drawn() {
	}

	/**
	 * Return a model that has a token for each text.
	 */
	static TableLm lm(String... texts) {
		List<String> tokens = new ArrayList<>(List.of("<end>", "<begin>", CUT));
		Arrays.stream(texts).map(Drawn::kept).filter((text) -> !tokens.contains(text)).distinct().forEach(tokens::add);
		return new TableLm(tokens, 1000, (sequence) -> new float[tokens.size()]);
	}

	private static String kept(String text) {
		return text.endsWith(CUT) ? text.substring(0, text.length() - CUT.length()) : text;
	}

	/**
	 * Return a request whose first path says the first text, and so on; behind the last
	 * text it begins again.
	 */
	static GenerationRequest.Builder request(TableLm lm, String... texts) {
		List<int[]> says = Arrays.stream(texts)
			.map((text) -> new int[] { lm.tokenizer().encode(kept(text), false)[0], text.endsWith(CUT) ? 2 : 0 })
			.toList();
		return saying(says.toArray(int[][]::new)).maxNewTokens(2);
	}

	/**
	 * Return a request whose first path has the first tokens, and so on.
	 */
	static GenerationRequest.Builder saying(int[]... tokens) {
		return GenerationRequest.of(1).sampler(new Saying(List.of(tokens), 0, 0));
	}

	static List<Path> paths(String... texts) {
		TableLm lm = lm(texts);
		PathRollout rollout = new PathRollout(lm, request(lm, texts).build(), Limits.NONE);
		return rollout.extend(rollout.begin(texts.length), Pause.NEVER);
	}

	/**
	 * Return candidates that are answers: "8" is one, "8 0.5" has a score too, "? 0.5"
	 * has no answer, and "8... 0.5" is cut off.
	 */
	static List<Candidate> candidates(String... descriptions) {
		String[][] parts = Arrays.stream(descriptions)
			.map((description) -> description.split(" "))
			.toArray(String[][]::new);
		List<Path> paths = paths(Arrays.stream(parts).map((part) -> part[0]).toArray(String[]::new));
		List<Candidate> candidates = new ArrayList<>();
		for (int i = 0; i < parts.length; i++) {
			Path path = paths.get(i);
			@Nullable String answer = (path.isComplete() && !path.text().equals("?")) ? path.text() : null;
			double score = (parts[i].length > 1) ? Double.parseDouble(parts[i][1]) : 0;
			candidates.add(new Candidate(path, answer, score, List.of()));
		}
		return candidates;
	}

	/**
	 * Return which paths candidates are.
	 */
	static List<Integer> indices(List<Candidate> candidates) {
		return candidates.stream().map((candidate) -> candidate.path().index()).toList();
	}

	/**
	 * Says what it is told to.
	 */
	private record Saying(List<int[]> says, int branch, int at) implements TokenSampler {

		@Override
		public TokenSampler start(long seed, int branch, int branches) {
			return new Saying(this.says, branch, 0);
		}

		@Override
		public Choice choose(Logits logits, RandomStream random) {
			int token = this.says.get(this.branch % this.says.size())[this.at];
			return new Choice(token, logits.logProbability(token));
		}

		@Override
		public Draw draw(Logits logits, RandomStream random) {
			return new Draw(choose(logits, random), new Saying(this.says, this.branch, this.at + 1));
		}

	}

}
