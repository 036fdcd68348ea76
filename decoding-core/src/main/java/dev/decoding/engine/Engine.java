package dev.decoding.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.djl.Device;
import dev.decoding.engine.cache.PrefixCache;
import dev.decoding.engine.checkpoint.ChatFormatFiles;
import dev.decoding.engine.checkpoint.Checkpoints;
import dev.decoding.engine.checkpoint.GenerationConfig;
import dev.decoding.engine.checkpoint.LocalCheckpoint;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.checkpoint.Weights;
import dev.decoding.engine.graph.DecoderGraph;
import dev.decoding.engine.graph.GraphInfo;
import dev.decoding.engine.tokenizer.Tokenizers;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads checkpoints into this process.
 */
public final class Engine {

	private static final Logger logger = LoggerFactory.getLogger(Engine.class);

	/**
	 * Tokens of a block of the cache. Sequences that part have a block each from there
	 * on, and half of it is wasted: beams part often, and four tokens waste little.
	 */
	static final int BLOCK_SIZE = 4;

	/**
	 * Single tokens to compute before the model is used, since PyTorch's executor watches
	 * the first runs of a graph before it optimises it.
	 */
	private static final int WARM_UP = 4;

	private final EngineOptions options;

	/** What to close, last first. */
	private final List<AutoCloseable> opened = new ArrayList<>();

	private Engine(EngineOptions options) {
		this.options = options;
	}

	/**
	 * Load a model.
	 * @param options where it is and how to run it
	 * @return the model, ready to evaluate; closing it frees its memory
	 * @throws ModelNotFoundException if there is no checkpoint at the location
	 * @throws InvalidCheckpointException if a file of the checkpoint is wrong
	 * @throws UnsupportedArchitectureException if there is no graph for the architecture
	 * @throws NativeLibraryException if PyTorch cannot be loaded
	 * @throws IllegalArgumentException if an option does not fit the machine or the
	 * checkpoint
	 */
	public static CausalLm load(EngineOptions options) {
		Engine engine = new Engine(options);
		try {
			return engine.load();
		}
		catch (RuntimeException | Error ex) {
			engine.close();
			throw ex;
		}
	}

	/**
	 * One thread loads the model and runs it: PyTorch's parallel regions have a team of
	 * workers for each thread that begins one, and as soon as there are more workers than
	 * processors they no longer wait for one another awake.
	 */
	private CausalLm load() {
		LocalCheckpoint checkpoint = open(
				Checkpoints.resolve(this.options.location(), this.options.hub(), new LoggingDownloadListener()));
		String name = name(checkpoint.directory());
		ExecutorService thread = Executors.newSingleThreadExecutor((loop) -> daemon(loop, name));
		open(thread::shutdown);
		try {
			Loaded loaded = CompletableFuture.supplyAsync(() -> load(checkpoint.directory(), name, thread), thread)
				.join();
			warmUp(loaded.scheduler(), loaded.info());
			this.opened.remove(loaded.scheduler());
			return new EngineCausalLm(loaded.info(), loaded.tokenizer(), loaded.scheduler(), this::close);
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException exception) {
				throw exception;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw ex;
		}
	}

	private static Thread daemon(Runnable loop, String name) {
		Thread thread = new Thread(loop, "decoding-" + name);
		thread.setDaemon(true);
		return thread;
	}

	private Loaded load(Path directory, String name, Executor thread) {
		ModelConfig config = ModelConfig.read(directory);
		Weights weights = open(Weights.open(directory));
		Device device = PyTorch.device(this.options.device());
		String dtype = dtype(config, device);
		DecoderGraph graph = open(DecoderGraph.load(config, weights, dtype, device, this.options.threads()));
		GraphInfo shape = graph.info();
		GenerationConfig special = GenerationConfig.read(directory, config);
		ModelInfo info = new ModelInfo(name, shape.architecture(), shape.vocabularySize(), contextLength(shape),
				shape.hiddenSize(), shape.layers(), special.eosTokenIds(), special.bosTokenId(), special.padTokenId(),
				name(device), dtype, shape.parameters(), shape.weightBytes(), ChatFormatFiles.read(directory),
				shape.tiedEmbeddings());
		Tokenizer tokenizer = open(Tokenizers.load(directory, shape.vocabularySize()));
		PrefixCache cache = allocate(graph);
		this.opened.remove(graph);
		return new Loaded(info, tokenizer,
				open(new Scheduler(thread, graph, cache,
						new Planner.Limits(this.options.prefillChunk(), this.options.maxBatch()),
						shape.vocabularySize(), shape.hiddenSize())));
	}

	private <T extends AutoCloseable> T open(T resource) {
		this.opened.add(resource);
		return resource;
	}

	private static String name(Path directory) {
		Path name = directory.toAbsolutePath().normalize().getFileName();
		return (name != null) ? name.toString() : directory.toString();
	}

	private static String name(Device device) {
		return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
	}

	/**
	 * The data type of the checkpoint unless another is asked for. CPUs have no fast
	 * arithmetic for float16, which is computed there as float32, of which it is a part.
	 */
	private String dtype(ModelConfig config, Device device) {
		if (this.options.dtype() != Dtype.AUTO) {
			return this.options.dtype().name().toLowerCase(Locale.ROOT);
		}
		String dtype = config.dtype().orElse("float32");
		return switch (dtype) {
			case "bfloat16" -> dtype;
			case "float16" -> device.isGpu() ? dtype : "float32";
			default -> "float32";
		};
	}

	private int contextLength(GraphInfo shape) {
		Integer wanted = this.options.contextLength();
		if (wanted == null) {
			return shape.contextLength();
		}
		if (wanted < 1 || wanted > shape.contextLength()) {
			throw new IllegalArgumentException(
					"A context length of %d tokens does not fit the checkpoint '%s': choose from 1 to %d"
						.formatted(wanted, this.options.location(), shape.contextLength()));
		}
		return wanted;
	}

	private PrefixCache allocate(DecoderGraph graph) {
		long bytesPerBlock = graph.bytesPerSlot() * BLOCK_SIZE;
		int blocks = (int) Math.min(this.options.kvCacheSize() / bytesPerBlock, Integer.MAX_VALUE / BLOCK_SIZE);
		graph.allocateCache(blocks * BLOCK_SIZE);
		logger.debug("The cache of '{}' holds {} tokens of {} bytes", this.options.location(), blocks * BLOCK_SIZE,
				graph.bytesPerSlot());
		return new PrefixCache(blocks, BLOCK_SIZE);
	}

	private void warmUp(Scheduler scheduler, ModelInfo info) {
		int prompt = Math.max(1, Math.min(this.options.prefillChunk(), info.contextLength() / 2));
		TokenSequence sequence = TokenSequence.of(new int[prompt]);
		for (int i = 0; i < WARM_UP && sequence.length() < info.contextLength(); i++) {
			scheduler.evaluate(List.of(Query.next(sequence)));
			sequence = sequence.append(0);
		}
		scheduler.forget();
	}

	private void close() {
		Collections.reverse(this.opened);
		for (AutoCloseable resource : this.opened) {
			try {
				resource.close();
			}
			catch (Exception ex) {
				logger.warn("Could not release all of '{}'", this.options.location(), ex);
			}
		}
		this.opened.clear();
	}

	/**
	 * What was loaded.
	 */
	private record Loaded(ModelInfo info, Tokenizer tokenizer, Scheduler scheduler) {
	}

}
