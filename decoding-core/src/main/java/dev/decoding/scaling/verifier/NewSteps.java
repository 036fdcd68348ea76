package dev.decoding.scaling.verifier;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Judging;
import dev.decoding.scaling.StepSplitter;
import dev.decoding.scaling.StepSplitter.Step;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.Path;

/**
 * The steps of a path that a verifier has not judged yet. Those before them it has.
 *
 * @param path the path
 * @param steps all steps of the path
 * @param judged how many of them are judged
 */
record NewSteps(Path path, List<Step> steps, int judged) {

	/**
	 * Judge the steps of paths. Each step is judged once in a search, also where several
	 * paths have it.
	 * @param judging the search
	 * @param verifier who judges
	 * @param paths the paths
	 * @param judge gives the scores of new steps, one list a path
	 * @return the scores of all steps of each path
	 */
	static List<List<Double>> judge(Judging judging, Verifier verifier, List<Path> paths,
			Function<List<NewSteps>, List<List<Double>>> judge) {
		Map<TokenSequence, Double> memory = judging.memory(verifier);
		Set<TokenSequence> asked = new HashSet<>();
		List<NewSteps> unjudged = new ArrayList<>();
		List<List<Step>> all = new ArrayList<>();
		for (Path path : paths) {
			List<Step> steps = judging.steps().split(path);
			all.add(steps);
			NewSteps fresh = new NewSteps(path, steps, known(path, steps, memory.keySet(), asked));
			if (!fresh.unjudged().isEmpty()) {
				fresh.unjudged().forEach((step) -> asked.add(fresh.upTo(step)));
				unjudged.add(fresh);
			}
		}
		if (!unjudged.isEmpty()) {
			List<List<Double>> scores = judge.apply(unjudged);
			for (int i = 0; i < unjudged.size(); i++) {
				unjudged.get(i).note(scores.get(i), memory);
			}
		}
		List<List<Double>> scores = new ArrayList<>();
		for (int i = 0; i < paths.size(); i++) {
			Path path = paths.get(i);
			scores
				.add(all.get(i).stream().map((step) -> Objects.requireNonNull(memory.get(upTo(path, step)))).toList());
		}
		return scores;
	}

	/**
	 * Return how many steps are judged already, or are going to be for another path.
	 */
	private static int known(Path path, List<Step> steps, Set<TokenSequence> judged, Set<TokenSequence> asked) {
		int known = 0;
		while (known < steps.size()
				&& (judged.contains(upTo(path, steps.get(known))) || asked.contains(upTo(path, steps.get(known))))) {
			known++;
		}
		return known;
	}

	private static TokenSequence upTo(Path path, Step step) {
		return path.tokens().take(path.tokens().promptLength() + step.tokens());
	}

	private void note(List<Double> scores, Map<TokenSequence, Double> memory) {
		for (int i = 0; i < scores.size(); i++) {
			memory.put(upTo(this.path, unjudged().get(i)), scores.get(i));
		}
	}

	/**
	 * Return the steps that are not judged yet.
	 */
	List<Step> unjudged() {
		return this.steps.subList(this.judged, this.steps.size());
	}

	/**
	 * Return the path up to the end of a step, with the prompt.
	 */
	TokenSequence upTo(Step step) {
		return upTo(this.path, step);
	}

	/**
	 * Return the text up to the end of each new step.
	 */
	List<String> texts() {
		List<String> texts = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		this.steps.forEach((step) -> texts.add(text.append(step.text()).toString()));
		return texts.subList(this.judged, texts.size());
	}

	/**
	 * Return the path up to a step without the delimiter that ends it, where that is a
	 * token of its own.
	 */
	TokenSequence upToDelimiter(Step step, StepSplitter splitter) {
		TokenSequence whole = upTo(step);
		if (!step.text().endsWith(splitter.delimiter())) {
			return whole;
		}
		int end = this.path.take(step.tokens()).decoded().length() - splitter.delimiter().length();
		int tokens = this.path.tokensUpTo(end);
		boolean apart = end > 0 && tokens < step.tokens() && this.path.take(tokens).decoded().length() == end;
		return apart ? whole.take(whole.promptLength() + tokens) : whole;
	}

}
