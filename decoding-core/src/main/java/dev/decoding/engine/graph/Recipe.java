package dev.decoding.engine.graph;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a weight of the graph is made from tensors of the checkpoint.
 *
 * @param name the weight's name in the graph
 * @param parts the tensors, joined along their first dimension
 * @param rows the order of the joined rows, or {@code null} to leave them
 * @param transposed whether the checkpoint has the weight as {@code [in, out]}
 * @param offset what to add to each value
 * @param use what the weight is for
 */
record Recipe(String name, List<Part> parts, int @Nullable [] rows, boolean transposed, double offset, Use use) {

	Recipe {
		parts = List.copyOf(parts);
	}

	static Recipe of(String name, Use use, Part... parts) {
		return new Recipe(name, List.of(parts), null, false, 0, use);
	}

	Recipe withRows(int @Nullable [] rows) {
		return new Recipe(this.name, this.parts, rows, this.transposed, this.offset, this.use);
	}

	/**
	 * Return the recipe of a weight that the checkpoint has as {@code [in, out]}.
	 */
	Recipe asTransposed() {
		List<Part> stored = this.parts.stream().map(Part::transposed).toList();
		return new Recipe(this.name, stored, this.rows, true, this.offset, this.use);
	}

	/**
	 * Return the recipe of a weight whose use is another.
	 */
	Recipe withUse(Use use) {
		return new Recipe(this.name, this.parts, this.rows, this.transposed, this.offset, use);
	}

	Recipe withOffset(double offset) {
		return new Recipe(this.name, this.parts, this.rows, this.transposed, offset, this.use);
	}

	/**
	 * Return how many parameters of the checkpoint are in the weight, each counted once.
	 */
	long size() {
		long all = this.parts.stream().distinct().mapToLong(Part::size).sum();
		if (this.rows == null) {
			return all;
		}
		Part first = this.parts.get(0);
		return this.rows.length * (first.size() / first.rowCount(this.transposed));
	}

	/**
	 * What a weight is for.
	 */
	enum Use {

		/** A matrix of {@code linear}, packed where that is faster. */
		LINEAR,

		/** A tensor of the model's data type. */
		PLAIN,

		/** A tensor of float32, whatever the model's data type. */
		FLOAT

	}

	/**
	 * A tensor of the checkpoint, or one slice of it along the first dimension.
	 *
	 * @param tensor the tensor's name
	 * @param slice which slice, or -1 for the whole
	 * @param shape the shape of the stored tensor
	 */
	record Part(String tensor, int slice, long... shape) {

		static Part of(String tensor, long... shape) {
			return new Part(tensor, -1, shape);
		}

		/**
		 * Return how many parameters the part has.
		 */
		long size() {
			return TorchType.product(this.shape) / ((this.slice < 0) ? 1 : this.shape[0]);
		}

		private long rowCount(boolean transposed) {
			int dimension = ((this.slice < 0) ? 0 : 1) + (transposed ? 1 : 0);
			return this.shape[Math.min(dimension, this.shape.length - 1)];
		}

		private Part transposed() {
			return (this.shape.length == 2) ? new Part(this.tensor, this.slice, this.shape[1], this.shape[0]) : this;
		}

		static Part slice(String tensor, int slice, long... shape) {
			return new Part(tensor, slice, shape);
		}

	}

}
