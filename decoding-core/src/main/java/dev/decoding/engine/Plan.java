package dev.decoding.engine;

import java.util.List;

import dev.decoding.engine.cache.PrefixCache;
import dev.decoding.engine.graph.ModelGraph;
import dev.decoding.engine.graph.Step;
import dev.decoding.engine.graph.StepResult;

/**
 * What one forward will do, and for whom.
 *
 * @param step the forward
 * @param pieces the pieces of tasks in the order of their tokens in the step
 * @param copies the slots that must be copied before
 */
record Plan(Step step, List<Piece> pieces, List<PrefixCache.Copy> copies) {

	/**
	 * Copy the beginnings of blocks that were split.
	 */
	void copies(ModelGraph graph) {
		int count = this.copies.stream().mapToInt(PrefixCache.Copy::count).sum();
		if (count == 0) {
			return;
		}
		int[] from = new int[count];
		int[] to = new int[count];
		int at = 0;
		for (PrefixCache.Copy copy : this.copies) {
			for (int i = 0; i < copy.count(); i++, at++) {
				from[at] = copy.from() + i;
				to[at] = copy.to() + i;
			}
		}
		graph.copySlots(from, to);
	}

	/**
	 * Give each task its rows.
	 */
	void deliver(StepResult result, int vocabulary, int width) {
		int logitRow = 0;
		int hiddenRow = 0;
		for (Piece piece : this.pieces) {
			piece.task().take(result, piece.from(), piece.to(), logitRow, hiddenRow, vocabulary, width);
			logitRow += piece.rowsFrom(piece.task().firstLogitRow);
			hiddenRow += piece.rowsFrom(piece.task().firstHiddenRow);
		}
	}

	/**
	 * Some tokens of a task that are computed in one forward.
	 *
	 * @param task the task
	 * @param from the first token, by index
	 * @param to the index behind the last
	 * @param cached whether the cache is used
	 */
	record Piece(Task task, int from, int to, boolean cached) {

		int length() {
			return this.to - this.from;
		}

		int rowsFrom(int first) {
			return Math.max(0, this.to - Math.max(this.from, first));
		}

	}

}
