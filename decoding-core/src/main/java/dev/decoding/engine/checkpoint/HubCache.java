package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import dev.decoding.engine.InvalidCheckpointException;

/**
 * One repository in the cache, in the layout of {@code huggingface_hub}: the contents in
 * {@code blobs}, by their entity tags; a directory of links to them in {@code snapshots}
 * for each commit; and in {@code refs}, what commits branches and tags stood for.
 */
final class HubCache {

	private final Path cacheDirectory;

	private final String folder;

	private final LinkMaker linkMaker;

	HubCache(Path cacheDirectory, String id) {
		this(cacheDirectory, id, (link, target) -> Files.createSymbolicLink(link, target));
	}

	HubCache(Path cacheDirectory, String id, LinkMaker linkMaker) {
		this.cacheDirectory = cacheDirectory;
		this.folder = "models--" + id.replace("/", "--");
		this.linkMaker = linkMaker;
	}

	Path repository() {
		return this.cacheDirectory.resolve(this.folder);
	}

	Path snapshot(String commit) {
		return repository().resolve("snapshots").resolve(commit);
	}

	Path blob(String etag) {
		return repository().resolve("blobs").resolve(etag);
	}

	Path incomplete(String etag) {
		return repository().resolve("blobs").resolve(etag + ".incomplete");
	}

	Path lock(String etag) {
		return this.cacheDirectory.resolve(".locks").resolve(this.folder).resolve(etag + ".lock");
	}

	/**
	 * Find the commit that a revision stood for when it was last looked up.
	 * @param revision the branch, tag or commit
	 * @return the commit, or nothing if the revision has never been looked up
	 */
	Optional<String> commit(String revision) {
		if (HubModel.isCommit(revision)) {
			return Optional.of(revision);
		}
		try {
			return Optional.of(Files.readString(ref(revision)).strip()).filter(HubModel::isCommit);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	void remember(String revision, String commit) throws IOException {
		if (HubModel.isCommit(revision) || commit(revision).filter(commit::equals).isPresent()) {
			return;
		}
		Path ref = ref(revision);
		Files.createDirectories(ref.resolveSibling(""));
		Path temporary = Files.createTempFile(repository(), "ref", ".tmp");
		Files.writeString(temporary, commit);
		Files.move(temporary, ref, StandardCopyOption.REPLACE_EXISTING);
	}

	private Path ref(String revision) {
		return repository().resolve("refs").resolve(revision);
	}

	/**
	 * Put a file into a snapshot: a link to its blob, or the content where there can be
	 * no links.
	 * @param commit the commit of the snapshot
	 * @param file the file
	 * @throws IOException if it cannot be written
	 */
	void link(String commit, HubFile file) throws IOException {
		Path snapshot = snapshot(commit);
		Path link = snapshot.resolve(file.name());
		Path blob = blob(file.etag());
		Files.createDirectories(snapshot);
		try {
			Files.deleteIfExists(link);
			this.linkMaker.link(link, snapshot.relativize(blob));
		}
		catch (FileAlreadyExistsException ex) {
			// Another process was first, with the same content.
		}
		catch (IOException | UnsupportedOperationException | SecurityException ex) {
			Path copy = Files.createTempFile(snapshot, "copy", ".tmp");
			Files.copy(blob, copy, StandardCopyOption.REPLACE_EXISTING);
			Files.move(copy, link, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	static boolean isComplete(Path path, HubFile file) {
		try {
			return Files.isRegularFile(path) && (file.size() < 0 || Files.size(path) == file.size());
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * List what a snapshot lacks to be loaded.
	 * @param commit the commit of the snapshot
	 * @return the names of missing files
	 */
	List<String> missing(String commit) {
		Path snapshot = snapshot(commit);
		List<String> required = new ArrayList<>();
		required.add(ModelConfig.FILE_NAME);
		Path index = snapshot.resolve(Weights.INDEX_FILE);
		if (!Files.isRegularFile(snapshot.resolve(Weights.SINGLE_FILE)) && Files.isRegularFile(index)) {
			try {
				required.addAll(new LinkedHashSet<>(ShardIndex.read(index).values()));
			}
			catch (InvalidCheckpointException ex) {
				required.add(Weights.INDEX_FILE + " (" + ex.getMessage() + ")");
			}
		}
		else {
			required.add(Weights.SINGLE_FILE);
		}
		return required.stream().filter((name) -> !Files.isRegularFile(snapshot.resolve(name))).toList();
	}

	/**
	 * Makes symbolic links, where the file system can.
	 */
	@FunctionalInterface
	interface LinkMaker {

		void link(Path link, Path target) throws IOException;

	}

}
