package dev.decoding.scaling.chain;

import java.util.List;

import dev.decoding.scaling.ScalingRun;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout.Extension;
import dev.decoding.search.Pause;

/**
 * Where the blocks of answers end.
 *
 * @param first how many tokens each answer is forced to begin with
 * @param last how many tokens an answer has at most
 * @param blocks how many blocks there are in between
 */
record Horizons(int first, int last, int blocks) {

	static Horizons of(ScalingRun run, int blocks) {
		int first = run.request().forcedPrefix().size();
		int last = run.rollout().room(run.prompt());
		return new Horizons(first, last, Math.max(1, Math.min(blocks, last - first)));
	}

	/**
	 * Return how many tokens an answer has at the end of a block.
	 * @param block the block, from 0
	 */
	int end(int block) {
		return this.first + (int) -Math.floorDiv(-(block + 1L) * (this.last - this.first), (long) this.blocks);
	}

	/**
	 * Extend answers to the end of a block.
	 * @param run extends them
	 * @param paths the answers
	 * @param block the block, from 0
	 * @return the longer answers
	 */
	List<Path> extend(ScalingRun run, List<Path> paths, int block) {
		return run.rollout()
			.extendEach(paths.stream()
				.map((path) -> new Extension(path,
						Pause.afterTokens(Math.max(1, end(block) - path.tokens().generatedLength())), null))
				.toList());
	}

}
