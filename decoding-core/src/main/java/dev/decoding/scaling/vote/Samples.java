package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout.Extension;
import dev.decoding.search.Pause;

/**
 * The answers that one search has drawn so far. Tells on the way how many there are.
 */
final class Samples {

	/** How many tokens are drawn before progress is told. */
	private static final int PROGRESS_TOKENS = 128;

	private final ScalingRun run;

	private final int total;

	private final Function<List<Candidate>, Selection> choice;

	private final List<Candidate> candidates = new ArrayList<>();

	/**
	 * Begin with none.
	 * @param run the search
	 * @param total how many are drawn at most
	 * @param choice what would be decided on if the search ended with some candidates
	 */
	Samples(ScalingRun run, int total, Function<List<Candidate>, Selection> choice) {
		this.run = run;
		this.total = total;
		this.choice = choice;
	}

	/**
	 * Draw answers side by side.
	 * @param count how many
	 * @param stop what stops them before their end; they are not finished then
	 * @return the paths, which are no candidates yet
	 */
	List<Path> draw(int count, Pause stop) {
		return draw(count, () -> stop);
	}

	/**
	 * Draw answers side by side.
	 * @param count how many
	 * @param stop makes what stops an answer before its end, one for each; it is not
	 * finished then
	 * @return the paths, which are no candidates yet
	 */
	List<Path> draw(int count, Supplier<Pause> stop) {
		List<Path> paths = new ArrayList<>(this.run.rollout().begin(count));
		List<Pause> stops = Stream.generate(stop).limit(count).toList();
		for (List<Integer> open = open(paths, stops); !open.isEmpty(); open = open(paths, stops)) {
			List<Path> longer = this.run.rollout()
				.extendEach(open.stream()
					.map((i) -> new Extension(paths.get(i), stops.get(i).or(Pause.afterTokens(PROGRESS_TOKENS)), null))
					.toList());
			for (int i = 0; i < open.size(); i++) {
				paths.set(open.get(i), longer.get(i));
			}
			report(paths, this.candidates.size() + count - open(paths, stops).size());
		}
		return paths;
	}

	private static List<Integer> open(List<Path> paths, List<Pause> stops) {
		return IntStream.range(0, paths.size()).filter((i) -> isOpen(paths.get(i), stops.get(i))).boxed().toList();
	}

	private static boolean isOpen(Path path, Pause stop) {
		int tokens = path.tokens().generatedLength();
		return !path.isFinished() && (tokens == 0 || !stop.isDue(path.decoded(), tokens, path.statistics()));
	}

	private void report(List<Path> paths, int done) {
		List<Candidate> now = new ArrayList<>(this.candidates);
		paths.stream().map(this.run::candidate).forEach(now::add);
		this.run.report("sampling", done, this.total, () -> this.choice.apply(now));
	}

	/**
	 * Add candidates that are final.
	 * @param drawn the candidates
	 */
	void add(List<Candidate> drawn) {
		this.candidates.addAll(drawn);
	}

	/**
	 * Tell that all candidates so far are final.
	 * @param stage what they have gone through
	 */
	void report(String stage) {
		List<Candidate> now = List.copyOf(this.candidates);
		this.run.report(stage, now.size(), this.total, () -> this.choice.apply(now));
	}

	List<Candidate> candidates() {
		return Collections.unmodifiableList(this.candidates);
	}

}
