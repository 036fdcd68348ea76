package dev.decoding.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;

/**
 * The arguments of steps of one cached token, as tensors over memory that stays: a step
 * writes its numbers there instead of making a dozen tensors, which takes a small model a
 * tenth of its time. On a CPU only, where a tensor reads the memory that it was made of.
 */
final class OneToken implements AutoCloseable {

	private final PtNDManager manager;

	private final EmbeddingTable embedding;

	private final ByteBuffer row;

	private final ByteBuffer position;

	private final ByteBuffer slot;

	private final List<Angles> angles;

	private final IValue embedded;

	private final IValue positions;

	private final IValue slots;

	private final IValue first;

	private final IValue none;

	private final IValue noSlots;

	private final IValue noLayers;

	private final IValue cosines;

	private final IValue sines;

	/**
	 * Make the arguments.
	 * @param parent the manager of the graph
	 * @param embedding the table of token embeddings
	 * @param width the width of an embedding
	 * @param ropes the rotary embeddings
	 */
	OneToken(PtNDManager parent, EmbeddingTable embedding, int width, List<Rope> ropes) {
		this.manager = (PtNDManager) parent.newSubManager();
		this.embedding = embedding;
		this.row = embedding.buffer(1);
		this.position = bytes(Long.BYTES);
		this.slot = bytes(Long.BYTES);
		this.angles = ropes.stream().map(Angles::of).toList();
		this.embedded = IValue.from(embedding.view(this.row, this.manager, width));
		this.positions = numbers(this.position, 1);
		this.slots = numbers(this.slot, 1);
		this.first = numbers(bytes(Long.BYTES), 1);
		PtNDArray empty = view(bytes(0), DataType.INT64, 0);
		this.none = IValue.from(empty);
		this.noSlots = IValue.listFrom(empty);
		this.noLayers = IValue.listFrom(new long[0]);
		this.cosines = floats(Angles::cosines);
		this.sines = floats(Angles::sines);
	}

	/**
	 * Return whether a step can have these arguments.
	 */
	static boolean fits(Step step) {
		return step.tokens().length == 1 && step.groups().get(0).cached();
	}

	private static ByteBuffer bytes(int size) {
		return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
	}

	private IValue numbers(ByteBuffer buffer, int count) {
		return IValue.from(view(buffer, DataType.INT64, count));
	}

	private IValue floats(Function<Angles, ByteBuffer> part) {
		Stream<ByteBuffer> parts = this.angles.isEmpty() ? Stream.of(bytes(Float.BYTES))
				: this.angles.stream().map(part);
		return IValue
			.listFrom(parts.map((buffer) -> view(buffer, DataType.FLOAT32, 1, 1, buffer.capacity() / Float.BYTES))
				.toArray(PtNDArray[]::new));
	}

	private PtNDArray view(ByteBuffer buffer, DataType type, long... shape) {
		return Arguments.view(this.manager, buffer, type, shape);
	}

	/**
	 * Add a step's arguments, which are these until the next step.
	 */
	void addTo(Arguments arguments, Step step) {
		this.embedding.write(step.tokens(), this.row);
		this.position.putLong(0, step.positions()[0]);
		this.slot.putLong(0, step.slots()[0]);
		this.angles.forEach((angles) -> angles.write(step.positions()[0], step.lengths()[0]));
		arguments.share(this.embedded);
		arguments.share(this.positions);
		arguments.share(this.slots);
		arguments.share(this.first);
		if (step.groups().get(0).contiguous()) {
			arguments.addNumbers(step.groups());
			arguments.share(this.noSlots);
			arguments.share(this.noSlots);
		}
		else {
			arguments.addGroups(step.groups());
		}
		arguments.share((step.logitRows().length > 0) ? this.first : this.none);
		arguments.share((step.hiddenRows().length > 0) ? this.first : this.none);
		if (step.layers().isEmpty()) {
			arguments.share(this.noLayers);
		}
		else {
			arguments.addLayers(step.layers());
		}
		arguments.share(this.cosines);
		arguments.share(this.sines);
	}

	@Override
	public void close() {
		for (IValue value : List.of(this.embedded, this.positions, this.slots, this.first, this.none, this.noSlots,
				this.noLayers, this.cosines, this.sines)) {
			value.close();
		}
		this.manager.close();
	}

	/**
	 * Cosines and sines of the angles of a rotary embedding.
	 */
	private record Angles(Rope rope, float[] cos, float[] sin, ByteBuffer cosines, ByteBuffer sines) {

		static Angles of(Rope rope) {
			int width = rope.dimensions() / 2 * 2;
			return new Angles(rope, new float[width], new float[width], bytes(width * Float.BYTES),
					bytes(width * Float.BYTES));
		}

		void write(int position, int length) {
			this.rope.write(position, length, this.cos, this.sin, 0);
			this.cosines.asFloatBuffer().put(this.cos);
			this.sines.asFloatBuffer().put(this.sin);
		}

	}

}
