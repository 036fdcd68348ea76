package dev.decoding.spring.autoconfigure;

import java.util.List;

import dev.decoding.search.Truncation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far a text is continued.
 *
 * @param maxTokens Most tokens of an answer; as many as the context holds when not set.
 * @param stop Comma-separated list of strings that end an answer; they are not part of
 * it.
 * @param seed Seed of the random numbers; another one with each request when not set.
 * @param truncation What happens to a prompt that is longer than the context.
 * @param maxConcurrency Most requests that are computed at a time; more than that wait.
 */
public record GenerationProperties(@Nullable Integer maxTokens, @Nullable List<String> stop, @Nullable Long seed,
		@DefaultValue("error") Truncation truncation, @DefaultValue("64") int maxConcurrency) {

	public GenerationProperties {
		InvalidPropertyException.requireAtLeast("decoding.generation.max-tokens", maxTokens, 1);
		InvalidPropertyException.requireAtLeast("decoding.generation.max-concurrency", maxConcurrency, 1);
		stop = (stop != null) ? List.copyOf(stop) : null;
		if (stop != null && stop.contains("")) {
			throw new InvalidPropertyException("decoding.generation.stop", stop,
					"a list of strings that are not empty");
		}
	}

}
