package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.ModelNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings models from the Hugging Face Hub into the cache that all libraries of Hugging
 * Face share: configuration, tokenizer and weights in safetensors, and nothing else.
 */
final class HuggingFaceHub {

	private static final Logger logger = LoggerFactory.getLogger(HuggingFaceHub.class);

	private final HubSettings settings;

	private final HubModel model;

	private final HubCache cache;

	private final HubClient client;

	private final Retries retries;

	private final DownloadListener listener;

	HuggingFaceHub(HubSettings settings, HubModel model, HubCache cache, Retries retries, DownloadListener listener) {
		this.settings = settings;
		this.model = model;
		this.cache = cache;
		this.client = new HubClient(settings, model, retries.stall());
		this.retries = retries;
		this.listener = listener;
	}

	/**
	 * Find the model in the cache, or download what it lacks.
	 * @return the directory of the snapshot
	 * @throws ModelNotFoundException if it cannot be had
	 * @throws InvalidCheckpointException if what is downloaded is not what it should be
	 */
	Path resolve() {
		Optional<Path> cached = cached();
		if (cached.isPresent() && (this.settings.offline() || this.model.isCommit())) {
			return cached.get();
		}
		if (this.settings.offline()) {
			throw offline();
		}
		HubListing listing;
		try {
			listing = (cached.isPresent() ? this.retries.once() : this.retries).call(this.client::listing);
		}
		catch (IOException ex) {
			return cached.map((snapshot) -> outdated(snapshot, ex)).orElseThrow(() -> unreachable(ex));
		}
		try {
			return download(listing);
		}
		catch (IOException ex) {
			throw notFound("It cannot be brought into the cache '" + this.cache.repository() + "': " + ex
					+ ". Another place for the cache can be set by 'HF_HOME' or 'HF_HUB_CACHE'.", ex);
		}
	}

	private Optional<Path> cached() {
		return this.cache.commit(this.model.revision())
			.filter((commit) -> this.cache.missing(commit).isEmpty())
			.map(this.cache::snapshot);
	}

	private Path outdated(Path snapshot, IOException cause) {
		logger.warn("Could not reach '{}' to look for changes of '{}': {}. Using what is in the cache, '{}'",
				this.settings.endpoint(), this.model.id(), HubErrors.describe(cause), snapshot);
		return snapshot;
	}

	private Path download(HubListing listing) throws IOException {
		check(listing);
		String commit = listing.commit();
		for (HubFile file : describe(commit, listing.smallFiles())) {
			store(commit, file);
		}
		List<HubFile> weights = describe(commit, weights(listing));
		checkSpace(weights);
		for (int i = 0; i < weights.size(); i++) {
			logger.info("Downloading '{}' of '{}' to '{}', {} MB, file {} of {}", weights.get(i).name(),
					this.model.id(), this.cache.repository(), weights.get(i).size() / 1_000_000, i + 1, weights.size());
			store(commit, weights.get(i));
		}
		remember(commit);
		return this.cache.snapshot(commit);
	}

	private void check(HubListing listing) {
		if (!HubModel.isCommit(listing.commit())) {
			throw notFound("'" + this.settings.endpoint() + "' answered with '" + listing.commit()
					+ "' in place of a commit. Check the endpoint.", null);
		}
		if (!listing.files().contains(ModelConfig.FILE_NAME) || listing.weights().isEmpty()) {
			throw notFound("It has no '"
					+ (listing.files().contains(ModelConfig.FILE_NAME) ? Weights.SINGLE_FILE : ModelConfig.FILE_NAME)
					+ "' at revision '" + this.model.revision() + "', but " + listing.files()
					+ ". Only checkpoints of Hugging Face's layout with weights in safetensors are read; look for a "
					+ "repository or a revision that has them.", null);
		}
	}

	private List<String> weights(HubListing listing) throws IOException {
		String name = listing.weights().orElseThrow();
		if (name.equals(Weights.SINGLE_FILE)) {
			return List.of(name);
		}
		for (HubFile index : describe(listing.commit(), List.of(name))) {
			store(listing.commit(), index);
		}
		Path path = this.cache.snapshot(listing.commit()).resolve(name);
		List<String> shards = List.copyOf(new LinkedHashSet<>(ShardIndex.read(path).values()));
		for (String shard : shards) {
			if (!listing.files().contains(shard)) {
				throw notFound("Its '" + name + "' names the shard '" + shard + "', which is not in the repository.",
						null);
			}
		}
		return shards;
	}

	/**
	 * Look up the files that the snapshot lacks. What it has never changes.
	 */
	private List<HubFile> describe(String commit, List<String> names) {
		List<HubFile> files = new ArrayList<>();
		for (String name : names) {
			try {
				if (!Files.isRegularFile(this.cache.snapshot(commit).resolve(name))) {
					files.add(this.retries.call(() -> this.client.file(commit, name)));
				}
			}
			catch (IOException ex) {
				throw unreachable(ex);
			}
		}
		return files;
	}

	private void checkSpace(List<HubFile> files) throws IOException {
		long needed = 0;
		for (HubFile file : files) {
			if (!HubCache.isComplete(this.cache.blob(file.etag()), file)) {
				Path incomplete = this.cache.incomplete(file.etag());
				needed += Math.max(0, file.size() - (Files.exists(incomplete) ? Files.size(incomplete) : 0));
			}
		}
		Files.createDirectories(this.cache.repository());
		long free = Files.getFileStore(this.cache.repository()).getUsableSpace();
		if (needed > free) {
			throw notFound("Its weights need " + needed / 1_000_000 + " MB more in the cache '"
					+ this.cache.repository() + "', where " + free / 1_000_000
					+ " MB are free. Make room, or set another place by 'HF_HOME' or 'HF_HUB_CACHE'.", null);
		}
	}

	private void store(String commit, HubFile file) throws IOException {
		try (SharedLock lock = SharedLock.acquire(this.cache.lock(file.etag()))) {
			Path blob = this.cache.blob(file.etag());
			if (!HubCache.isComplete(blob, file)) {
				logger.debug("Downloading '{}' of '{}' under {}", file.name(), this.model.id(), lock);
				new BlobDownload(this.client, this.model, commit, file, this.cache.incomplete(file.etag()),
						this.retries, this.listener)
					.run(blob);
			}
			this.cache.link(commit, file);
		}
	}

	private void remember(String commit) {
		try {
			this.cache.remember(this.model.revision(), commit);
		}
		catch (IOException ex) {
			logger.debug("Could not note that '{}' of '{}' is {}", this.model.revision(), this.model.id(), commit, ex);
		}
	}

	private ModelNotFoundException offline() {
		String expected = this.cache.commit(this.model.revision())
			.map((commit) -> "'" + this.cache.snapshot(commit) + "' lacks " + this.cache.missing(commit))
			.orElseGet(() -> "'" + this.cache.repository() + "' has no revision '" + this.model.revision() + "'");
		return notFound("The hub is in offline mode, and " + expected
				+ ". Download it once with the offline mode off ('HF_HUB_OFFLINE'), or correct the cache directory.",
				null);
	}

	private ModelNotFoundException unreachable(IOException cause) {
		return notFound("Could not reach '" + this.settings.endpoint() + "': " + HubErrors.describe(cause)
				+ ". Check the network and the endpoint ('HF_ENDPOINT'), or name a local directory.", cause);
	}

	private ModelNotFoundException notFound(String detail, @Nullable Throwable cause) {
		return new ModelNotFoundException(this.model.location(),
				"'" + this.model.location() + "' cannot be loaded. " + detail, cause);
	}

}
