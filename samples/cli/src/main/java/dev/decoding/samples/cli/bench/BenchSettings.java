package dev.decoding.samples.cli.bench;

import java.util.List;

/**
 * What to measure.
 *
 * @param prompt the tokens of each prompt
 * @param generate the tokens to generate after each
 * @param repetitions how often each measurement is taken
 * @param concurrency how many requests run at a time, one measurement each
 * @param busy the threads that take processor time beside
 */
public record BenchSettings(int prompt, int generate, int repetitions, List<Integer> concurrency, int busy) {

	public BenchSettings {
		concurrency = List.copyOf(concurrency);
	}

}
