package dev.decoding.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.checkpoint.StoredDtype;
import dev.decoding.engine.checkpoint.StoredTensor;
import dev.decoding.engine.checkpoint.Weights;
import dev.decoding.engine.graph.Recipe.Part;
import dev.decoding.engine.graph.Recipe.Use;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the graph's weights from the checkpoint's tensors.
 */
final class WeightLoader implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WeightLoader.class);

	/** The most bytes that are read at once. */
	private static final int CHUNK = 1 << 26;

	/**
	 * A model of fewer parameters has room for its matrices twice: packed for oneDNN,
	 * which for one row takes longer to begin than to multiply, and for one row.
	 */
	private static final long SMALL = 1 << 22;

	private final Weights weights;

	private final PtNDManager manager;

	private final TorchType type;

	private final TorchScript prepare;

	private final TorchScript pack;

	private final boolean packed;

	private @Nullable TorchScript half;

	private final ByteBuffer staging = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.nativeOrder());

	private long bytes;

	private long parameters;

	WeightLoader(Weights weights, PtNDManager manager, TorchType type) {
		this.weights = weights;
		this.manager = manager;
		this.type = type;
		this.prepare = TorchScript.load(manager, TorchScript.resource("prepare.py"));
		this.pack = TorchScript.load(manager, TorchScript.resource("pack.py"));
		this.packed = canPack();
	}

	/**
	 * Return the resources that multiply with the matrices.
	 */
	List<String> linear() {
		if (!this.packed) {
			return List.of("linear.py");
		}
		return List.of("linear-packed.py", (this.half != null) ? "row-half.py" : "row-packed.py");
	}

	long bytes() {
		return this.bytes;
	}

	long parameters() {
		return this.parameters;
	}

	/**
	 * Whether matrices are packed for oneDNN: on a CPU that has what it takes for the
	 * data type.
	 */
	private boolean canPack() {
		return !this.manager.getDevice().isGpu() && this.type != TorchType.FLOAT16 && works(this.pack);
	}

	private boolean works(TorchScript script) {
		try (PtNDManager scratch = (PtNDManager) this.manager.newSubManager()) {
			PtNDArray sample = convert((PtNDArray) scratch.ones(new Shape(32, 32)));
			IValue arguments = IValue.from(sample);
			IValue result = script.call("probe", arguments, arguments);
			PtNDArray product = result.toTensor(scratch);
			boolean right = convert(product, TorchType.FLOAT32).toFloatArray()[0] == 32;
			result.close();
			return right;
		}
		catch (RuntimeException ex) {
			logger.debug("Matrices are not packed: {}", ex.getMessage());
			return false;
		}
	}

	/**
	 * Check that all tensors are there and of the right shape, before any is loaded.
	 */
	void check(DecoderSpec spec) {
		check(spec.embedding());
		List<Recipe> recipes = Stream.concat(spec.model().stream(), spec.layers().stream().flatMap(List::stream))
			.toList();
		recipes.forEach((recipe) -> recipe.parts().forEach(this::check));
		boolean small = recipes.stream().mapToLong(Recipe::size).sum() < SMALL;
		if (small && this.packed && this.type == TorchType.FLOAT32 && recipes.stream().allMatch(this::isHalf)) {
			loadHalf();
		}
	}

	private boolean isHalf(Recipe recipe) {
		return recipe.use() != Use.LINEAR || recipe.parts()
			.stream()
			.allMatch((part) -> this.weights.get(part.tensor(), part.shape()).dtype() == StoredDtype.F16);
	}

	private void loadHalf() {
		TorchScript script = TorchScript.load(this.manager, TorchScript.resource("row-half.py"));
		if (works(script)) {
			this.half = script;
		}
		else {
			script.close();
		}
	}

	private void check(Part part) {
		StoredTensor stored = this.weights.get(part.tensor(), part.shape());
		if (!TorchType.isReadable(stored.dtype())) {
			throw new InvalidCheckpointException("Tensor '%s' of '%s' is %s, but only F32, F16 and BF16 are supported"
				.formatted(stored.name(), stored.file(), stored.dtype()));
		}
	}

	Map<String, PtNDArray> load(List<Recipe> recipes) {
		Map<String, PtNDArray> loaded = new LinkedHashMap<>();
		for (Recipe recipe : recipes) {
			PtNDArray array = load(recipe);
			if (recipe.use() == Use.LINEAR && this.half != null) {
				loaded.put(recipe.name() + "_half", call(this.half, "half", array));
				loaded.put(recipe.name() + "_zeros", call(this.half, "zeros", array));
			}
			if (recipe.use() == Use.LINEAR && this.packed) {
				PtNDArray plain = array;
				array = call(this.pack, "pack", plain);
				plain.close();
			}
			loaded.put(recipe.name(), array);
		}
		return loaded;
	}

	private PtNDArray load(Recipe recipe) {
		TorchType target = (recipe.use() == Use.FLOAT) ? TorchType.FLOAT32 : this.type;
		List<PtNDArray> pieces = new ArrayList<>();
		for (Part part : recipe.parts()) {
			read(part, target, pieces);
		}
		PtNDArray array = (pieces.size() == 1) ? pieces.get(0) : call("join", list(pieces), IValue.from(target.code()));
		if (pieces.size() > 1) {
			pieces.forEach(PtNDArray::close);
		}
		if (recipe.transposed() && array.getShape().dimension() == 2) {
			array = replace(array, "transpose");
		}
		if (recipe.rows() != null) {
			long[] rows = Arrays.stream(recipe.rows()).asLongStream().toArray();
			try (PtNDArray index = (PtNDArray) this.manager.create(rows)) {
				array = replace(array, "rows", IValue.from(index));
			}
		}
		if (recipe.offset() != 0) {
			array = replace(array, "add", IValue.from(recipe.offset()));
		}
		this.parameters += recipe.size();
		this.bytes += array.size() * target.bytes();
		return array;
	}

	/**
	 * Read a tensor in pieces along its first dimension.
	 */
	private void read(Part part, TorchType target, List<PtNDArray> pieces) {
		StoredTensor stored = this.weights.get(part.tensor(), part.shape());
		int width = StoredDtype.F32 == stored.dtype() ? 4 : 2;
		long[] shape = part.shape();
		long offset = 0;
		if (part.slice() >= 0) {
			shape = Arrays.copyOfRange(shape, 1, shape.length);
			offset = part.slice() * TorchType.product(shape) * width;
		}
		long rowBytes = Math.max(1, TorchType.product(Arrays.copyOfRange(shape, 1, shape.length))) * width;
		long rowsAtOnce = Math.max(1, CHUNK / rowBytes);
		for (long row = 0; row < shape[0]; row += rowsAtOnce) {
			long[] piece = shape.clone();
			piece[0] = Math.min(rowsAtOnce, shape[0] - row);
			int size = Math.toIntExact(piece[0] * rowBytes);
			ByteBuffer buffer = (size <= CHUNK) ? this.staging.clear().limit(size)
					: ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
			stored.read(offset + row * rowBytes, buffer);
			buffer.flip();
			try (PtNDArray raw = TorchType.of(stored.dtype()).view(this.manager, buffer, piece)) {
				pieces.add(call("join", list(List.of(raw)), IValue.from(target.code())));
			}
		}
	}

	PtNDArray convert(PtNDArray array) {
		return convert(array, this.type);
	}

	private PtNDArray convert(PtNDArray array, TorchType target) {
		return call("join", list(List.of(array)), IValue.from(target.code()));
	}

	/**
	 * Return a tensor of zeros of the model's data type, whose memory is not touched.
	 */
	PtNDArray reserve(long... shape) {
		return call("reserve", IValue.listFrom(shape), IValue.from(this.type.code()),
				IValue.from((PtNDArray) this.manager.create(0f)));
	}

	private PtNDArray replace(PtNDArray array, String method, IValue... arguments) {
		IValue[] all = new IValue[arguments.length + 1];
		all[0] = IValue.from(array);
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		PtNDArray replaced = call(method, all);
		array.close();
		return replaced;
	}

	private PtNDArray call(String method, IValue... arguments) {
		PtNDArray array = tensor(this.prepare.call(method, arguments));
		for (IValue argument : arguments) {
			argument.close();
		}
		return array;
	}

	private PtNDArray call(TorchScript script, String method, PtNDArray array) {
		try (IValue argument = IValue.from(array)) {
			return tensor(script.call(method, argument));
		}
	}

	private PtNDArray tensor(IValue value) {
		PtNDArray array = value.toTensor(this.manager);
		value.close();
		return array;
	}

	private static IValue list(List<PtNDArray> arrays) {
		return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
	}

	@Override
	public void close() {
		this.prepare.close();
		this.pack.close();
		if (this.half != null) {
			this.half.close();
		}
	}

}
