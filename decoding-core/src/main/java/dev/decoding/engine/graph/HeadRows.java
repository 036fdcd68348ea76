package dev.decoding.engine.graph;

import java.util.stream.IntStream;

/**
 * The rows of a matrix that makes all queries, then all keys, then all values, each head
 * with its dimensions in the order in which halves are rotated together: where to find
 * them in checkpoints that have another order.
 *
 * @param heads the number of heads of the queries
 * @param keyHeads the number of heads of keys and values
 * @param headDim the width of a head
 */
record HeadRows(int heads, int keyHeads, int headDim) {

	/**
	 * Return the rows of a matrix whose heads rotate neighbouring dimensions together.
	 * @param rotary how many dimensions of a head are rotated
	 */
	int[] neighboursToHalves(int rotary) {
		int rotated = (this.heads + this.keyHeads) * this.headDim;
		return IntStream.range(0, rotated + this.keyHeads * this.headDim).map((row) -> {
			int dimension = row % this.headDim;
			if (row >= rotated || dimension >= rotary) {
				return row;
			}
			int half = rotary / 2;
			return row - dimension + ((dimension < half) ? 2 * dimension : 2 * (dimension - half) + 1);
		}).toArray();
	}

	/**
	 * Return the rows of a matrix that has, for each head of the keys, the queries of its
	 * group, the keys and the values together.
	 */
	int[] ungroup() {
		int queries = this.heads / this.keyHeads * this.headDim;
		int group = queries + 2 * this.headDim;
		IntStream ofQueries = IntStream.range(0, this.heads * this.headDim)
			.map((row) -> row / queries * group + row % queries);
		IntStream ofKeys = IntStream.range(0, this.keyHeads * this.headDim)
			.map((row) -> row / this.headDim * group + queries + row % this.headDim);
		IntStream ofValues = IntStream.range(0, this.keyHeads * this.headDim)
			.map((row) -> row / this.headDim * group + queries + this.headDim + row % this.headDim);
		return IntStream.concat(IntStream.concat(ofQueries, ofKeys), ofValues).toArray();
	}

}
