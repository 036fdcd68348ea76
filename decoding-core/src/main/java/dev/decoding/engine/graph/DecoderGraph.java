package dev.decoding.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.checkpoint.Weights;
import dev.decoding.engine.graph.Step.Group;
import org.jspecify.annotations.Nullable;

/**
 * A decoder whose graph is one TorchScript module, run by one call a step.
 */
public final class DecoderGraph implements ModelGraph {

	/**
	 * Multiplications of a step that one thread is done with before others are awake.
	 */
	private static final long PARALLEL_FROM = 1 << 24;

	private static final FloatBuffer NOTHING = FloatBuffer.allocate(0);

	private final DecoderSpec spec;

	private final PtNDManager manager;

	private final TorchScript module;

	private final TorchScript prepare;

	private final TorchType type;

	private final EmbeddingTable embedding;

	private final List<IValue> constants;

	private final GraphInfo info;

	private final @Nullable Integer threads;

	/** As many threads as there may be, and as there are now. */
	private int mostThreads = 1;

	private int usedThreads = 1;

	private final @Nullable OneToken one;

	/** What the last step gave. */
	private List<PtNDArray> outputs = List.of();

	private List<PtNDArray> caches = List.of();

	private IValue keys;

	private IValue values;

	private DecoderGraph(DecoderSpec spec, TorchType type, PtNDManager manager, WeightLoader loader, Weights weights,
			@Nullable Integer threads) {
		this.threads = threads;
		this.spec = spec;
		this.manager = manager;
		this.type = type;
		this.embedding = new EmbeddingTable(weights.get(spec.embedding().tensor(), spec.embedding().shape()));
		IValue model = IValue.stringMapFrom(loader.load(spec.model()));
		IValue layers = IValue.listFrom(spec.layers()
			.stream()
			.map((recipes) -> IValue.stringMapFrom(loader.load(recipes)))
			.toArray(IValue[]::new));
		this.constants = List.of(model, layers, IValue.listFrom(spec.layerWindows()),
				IValue.listFrom(spec.layerRopes()));
		Map<String, Object> constants = new LinkedHashMap<>(spec.constants());
		constants.put("dtype", type.code());
		List<String> sources = new ArrayList<>(List.of(TorchScript.constants(constants)));
		loader.linear().forEach((resource) -> sources.add(TorchScript.resource(resource)));
		spec.variants().forEach((variant) -> sources.add(TorchScript.resource(variant)));
		sources.add(TorchScript.resource("decoder.py"));
		this.module = TorchScript.load(manager, sources.toArray(String[]::new));
		this.prepare = TorchScript.load(manager, TorchScript.resource("prepare.py"));
		this.info = new GraphInfo(spec.architecture(), spec.vocabulary(), spec.contextLength(), spec.hiddenSize(),
				spec.layers().size(), loader.parameters() + this.embedding.sizeBeside(spec), loader.bytes(),
				EmbeddingTable.isTied(spec));
		this.one = manager.getDevice().isGpu() ? null
				: new OneToken(manager, this.embedding, spec.hiddenSize(), spec.ropes());
		this.keys = IValue.listFrom(new PtNDArray[0]);
		this.values = this.keys;
		allocateCache(0);
	}

	/**
	 * Load a checkpoint. Its tensors are checked before any is loaded.
	 * @param config the checkpoint's configuration
	 * @param weights the checkpoint's weights, which stay open as long as the graph
	 * @param dtype the data type: {@code float32}, {@code float16} or {@code bfloat16}
	 * @param device where to run
	 * @param threads the number of CPU threads, or {@code null} for one a core
	 * @return the graph
	 */
	public static DecoderGraph load(ModelConfig config, Weights weights, String dtype, Device device,
			@Nullable Integer threads) {
		DecoderSpec spec = Architectures.spec(config);
		TorchType type = TorchType.valueOf(dtype.toUpperCase(java.util.Locale.ROOT));
		PtNDManager manager = (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
		try (WeightLoader loader = new WeightLoader(weights, manager, type)) {
			loader.check(spec);
			return new DecoderGraph(spec, type, manager, loader, weights, threads);
		}
		catch (RuntimeException | Error ex) {
			manager.close();
			throw ex;
		}
	}

	public GraphInfo info() {
		return this.info;
	}

	@Override
	public long bytesPerSlot() {
		return 2 * TorchType.product(this.spec.keyShape()) * this.type.bytes() * this.spec.layers().size();
	}

	@Override
	public int keyLength(int promptLength, int length) {
		return this.spec.ropes().stream().mapToInt((rope) -> rope.keyLength(promptLength, length)).max().orElse(0);
	}

	@Override
	public void allocateCache(int slots) {
		List<PtNDArray> arrays = new ArrayList<>();
		long[] shape = { slots, this.spec.keyShape()[0], this.spec.keyShape()[1] };
		try (PtNDArray like = (PtNDArray) this.manager.create(0f)) {
			for (int i = 0; i < 2 * this.spec.layers().size(); i++) {
				try (IValue size = IValue.listFrom(shape);
						IValue code = IValue.from(this.type.code());
						IValue device = IValue.from(like);
						IValue cache = this.prepare.call("reserve", size, code, device)) {
					arrays.add(cache.toTensor(this.manager));
				}
			}
		}
		this.keys.close();
		this.values.close();
		this.caches.forEach(PtNDArray::close);
		int layers = this.spec.layers().size();
		this.caches = arrays;
		this.keys = IValue.listFrom(arrays.subList(0, layers).toArray(PtNDArray[]::new));
		this.values = IValue.listFrom(arrays.subList(layers, 2 * layers).toArray(PtNDArray[]::new));
	}

	/**
	 * PyTorch keeps both settings for each thread.
	 */
	@Override
	public void attach() {
		JniUtils.setGraphExecutorOptimize(
				Boolean.parseBoolean(System.getProperty("ai.djl.pytorch.graph_optimizer", "true")));
		if (this.threads != null) {
			JniUtils.setNumThreads(this.threads);
		}
		this.mostThreads = JniUtils.getNumThreads();
		this.usedThreads = this.mostThreads;
	}

	private void useThreads(long multiplications) {
		int wanted = (multiplications < PARALLEL_FROM) ? 1 : this.mostThreads;
		if (wanted != this.usedThreads) {
			JniUtils.setNumThreads(wanted);
			this.usedThreads = wanted;
		}
	}

	@Override
	public StepResult forward(Step step) {
		useThreads(step.tokens().length * this.info.parameters());
		try (Arguments arguments = new Arguments(this.manager)) {
			OneToken one = this.one;
			if (one != null && OneToken.fits(step)) {
				one.addTo(arguments, step);
			}
			else {
				addStep(arguments, step);
			}
			this.constants.forEach(arguments::share);
			arguments.share(this.keys);
			arguments.share(this.values);
			try (IValue result = this.module.call("forward", arguments.toArray())) {
				return result(result, step, arguments);
			}
		}
	}

	private void addStep(Arguments arguments, Step step) {
		ByteBuffer rows = this.embedding.buffer(step.tokens().length);
		this.embedding.write(step.tokens(), rows);
		arguments.add(this.embedding.view(rows, arguments.manager(), this.spec.hiddenSize()));
		arguments.add(step.positions());
		arguments.add(step.groups().stream().anyMatch(Group::cached) ? cachedSlots(step) : new int[0]);
		arguments.add(cachedTokens(step));
		arguments.addGroups(step.groups());
		arguments.add(step.logitRows());
		arguments.add(step.hiddenRows());
		arguments.addLayers(step.layers());
		addAngles(arguments, step);
	}

	/**
	 * The slots of the tokens that are cached.
	 */
	private static int[] cachedSlots(Step step) {
		return IntStream.of(cachedTokens(step)).map((token) -> step.slots()[token]).toArray();
	}

	private static int[] cachedTokens(Step step) {
		IntStream.Builder tokens = IntStream.builder();
		int at = 0;
		for (Group group : step.groups()) {
			for (int i = 0; i < group.sequences() * group.tokensEach(); i++, at++) {
				if (group.cached()) {
					tokens.add(at);
				}
			}
		}
		return tokens.build().toArray();
	}

	private void addAngles(Arguments arguments, Step step) {
		List<PtNDArray> cosines = new ArrayList<>();
		List<PtNDArray> sines = new ArrayList<>();
		int count = step.tokens().length;
		for (Rope rope : this.spec.ropes()) {
			int width = rope.dimensions() / 2 * 2;
			float[] cos = new float[count * width];
			float[] sin = new float[count * width];
			for (int i = 0; i < count; i++) {
				rope.write(step.positions()[i], step.lengths()[i], cos, sin, i * width);
			}
			cosines.add(arguments.floats(cos, count, 1, width));
			sines.add(arguments.floats(sin, count, 1, width));
		}
		if (cosines.isEmpty()) {
			cosines.add(arguments.floats(new float[1], 1));
			sines.add(cosines.get(0));
		}
		arguments.add(IValue.listFrom(cosines.toArray(PtNDArray[]::new)));
		arguments.add(IValue.listFrom(sines.toArray(PtNDArray[]::new)));
	}

	/**
	 * The rows of a step. On a CPU they are read where the step wrote them, until the
	 * next step; from a GPU they are copied.
	 */
	private StepResult result(IValue result, Step step, Arguments arguments) {
		this.outputs.forEach(PtNDArray::close);
		PtNDArray[] outputs = result.toTensorArray((this.one != null) ? this.manager : arguments.manager());
		this.outputs = (this.one != null) ? List.of(outputs) : List.of();
		Map<Integer, FloatBuffer> layers = new HashMap<>();
		List<Integer> wanted = step.layers().stream().sorted().toList();
		for (int i = 0; i < wanted.size(); i++) {
			layers.put(wanted.get(i), floats(outputs[2 + i], step.logitRows()));
		}
		return new StepResult(floats(outputs[0], step.logitRows()), floats(outputs[1], step.hiddenRows()), layers);
	}

	private FloatBuffer floats(PtNDArray array, int[] rows) {
		return (rows.length > 0) ? array.toByteBuffer(this.one != null).order(ByteOrder.nativeOrder()).asFloatBuffer()
				: NOTHING;
	}

	@Override
	public void copySlots(int[] from, int[] to) {
		try (Arguments arguments = new Arguments(this.manager)) {
			arguments.add(IValue.listFrom(this.caches.toArray(PtNDArray[]::new)));
			arguments.add(from);
			arguments.add(to);
			this.prepare.call("copy_slots", arguments.toArray()).close();
		}
	}

	@Override
	public void close() {
		this.constants.forEach(IValue::close);
		this.keys.close();
		this.values.close();
		if (this.one != null) {
			this.one.close();
		}
		this.module.close();
		this.prepare.close();
		this.manager.close();
	}

}
