package dev.decoding.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import dev.decoding.engine.graph.Step.Group;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of a graph, and the native memory that they take, which is
 * freed with them.
 */
final class Arguments implements AutoCloseable {

	private final PtNDManager parent;

	private @Nullable PtNDManager manager;

	private final List<IValue> all = new ArrayList<>();

	private final List<IValue> own = new ArrayList<>();

	Arguments(PtNDManager parent) {
		this.parent = parent;
	}

	/**
	 * Return the manager of what is freed with these arguments.
	 */
	PtNDManager manager() {
		PtNDManager manager = this.manager;
		if (manager == null) {
			manager = (PtNDManager) this.parent.newSubManager();
			this.manager = manager;
		}
		return manager;
	}

	void add(IValue value) {
		this.all.add(value);
		this.own.add(value);
	}

	/**
	 * Add a value that outlives the call.
	 */
	void share(IValue value) {
		this.all.add(value);
	}

	void add(PtNDArray array) {
		add(IValue.from(array));
	}

	void add(int[] values) {
		add(integers(values));
	}

	void addGroups(List<Group> groups) {
		addNumbers(groups);
		add(groups.stream().map(Group::keySlots));
		add(groups.stream().map(Group::sharedSlots));
	}

	/**
	 * Add what is said of groups in numbers, not in slots.
	 */
	void addNumbers(List<Group> groups) {
		IValue[] numbers = groups.stream().map(Arguments::numbers).map(IValue::listFrom).toArray(IValue[]::new);
		add(IValue.listFrom(numbers));
		this.own.addAll(Arrays.asList(numbers));
	}

	void addLayers(List<Integer> layers) {
		add(IValue.listFrom(layers.stream().mapToLong(Integer::longValue).toArray()));
	}

	private void add(Stream<int[]> lists) {
		add(IValue.listFrom(lists.map(this::integers).toArray(PtNDArray[]::new)));
	}

	/**
	 * Sequences, tokens each, first slot (-1 for a table of slots, -2 for no cache),
	 * keys, whether some token must not see all of them, and how many are shared.
	 */
	private static long[] numbers(Group group) {
		long first = !group.cached() ? -2 : group.contiguous() ? group.firstSlot() : -1;
		boolean masked = group.tokensEach() > 1
				|| Arrays.stream(group.keyLengths()).anyMatch((length) -> length != group.keyLength());
		return new long[] { group.sequences(), group.tokensEach(), first, group.keyLength(), masked ? 1 : 0,
				group.sharedSlots().length };
	}

	PtNDArray integers(int[] values) {
		ByteBuffer buffer = ByteBuffer.allocateDirect(values.length * Long.BYTES).order(ByteOrder.nativeOrder());
		for (int value : values) {
			buffer.putLong(value);
		}
		return view(manager(), buffer.flip(), DataType.INT64, values.length);
	}

	PtNDArray floats(float[] values, long... shape) {
		ByteBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
		buffer.asFloatBuffer().put(values);
		return view(manager(), buffer, DataType.FLOAT32, shape);
	}

	/**
	 * Return a tensor of what is in a direct buffer, over the buffer's memory on a CPU.
	 */
	static PtNDArray view(PtNDManager manager, ByteBuffer buffer, DataType type, long... shape) {
		return JniUtils.createNdFromByteBuffer(manager, buffer, new Shape(shape), type, SparseFormat.DENSE,
				manager.getDevice());
	}

	IValue[] toArray() {
		return this.all.toArray(IValue[]::new);
	}

	@Override
	public void close() {
		this.own.forEach(IValue::close);
		if (this.manager != null) {
			this.manager.close();
		}
	}

}
