package dev.decoding.scaling.policy;

import java.util.List;
import java.util.Optional;

/**
 * What works best, by difficulty and budget.
 * <p>
 * Edges: where no entry is for a budget, the one for the greatest budget below it counts;
 * where there is none, none does.
 *
 * @param bins how prompts are divided by difficulty
 * @param entries the choices
 */
public record ComputePolicy(DifficultyBins bins, List<Entry> entries) {

	public ComputePolicy {
		entries = List.copyOf(entries);
		for (Entry entry : entries) {
			if (entry.bin() < 1 || entry.bin() > bins.count()) {
				throw new IllegalArgumentException("'bin' of the entry for '%s' is %d but must be from 1 to %d"
					.formatted(entry.strategy(), entry.bin(), bins.count()));
			}
		}
	}

	/**
	 * Choose.
	 * @param bin how difficult the prompt is, from 1 for the easiest
	 * @param budget how many answers may be made
	 * @return the name of a strategy, if there is an entry
	 */
	public Optional<String> choose(int bin, int budget) {
		return this.entries.stream()
			.filter((entry) -> entry.bin() == bin && entry.budget() <= budget)
			.reduce((a, b) -> (b.budget() > a.budget()) ? b : a)
			.map(Entry::strategy);
	}

	/**
	 * One choice.
	 *
	 * @param bin how difficult prompts are, from 1 for the easiest
	 * @param budget from how many answers on
	 * @param strategy the name of the strategy
	 */
	public record Entry(int bin, int budget, String strategy) {
	}

}
