package dev.decoding.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.decoding.scaling.Judging;
import dev.decoding.scaling.Verifier;
import dev.decoding.search.Path;

/**
 * Judges texts, each but once.
 */
final class RememberingVerifier implements Verifier {

	private final ToDoubleFunction<String> rule;

	private final Map<String, Double> scores = new HashMap<>();

	RememberingVerifier(ToDoubleFunction<String> rule) {
		this.rule = rule;
	}

	@Override
	public List<Double> score(Judging judging, List<Path> paths) {
		return paths.stream()
			.map((path) -> this.scores.computeIfAbsent(path.text(), this.rule::applyAsDouble))
			.toList();
	}

}
