package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.ModelNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads one file to its blob: goes on where an earlier attempt ended, tries again
 * when the connection drops, and keeps nothing that has the wrong size or hash.
 */
final class BlobDownload {

	private static final Logger logger = LoggerFactory.getLogger(BlobDownload.class);

	private static final int BUFFER_SIZE = 1 << 16;

	private static final long REPORT_INTERVAL = 100_000_000;

	private final HubClient client;

	private final HubModel model;

	private final String commit;

	private final HubFile file;

	private final Path incomplete;

	private final Retries retries;

	private final DownloadListener listener;

	BlobDownload(HubClient client, HubModel model, String commit, HubFile file, Path incomplete, Retries retries,
			DownloadListener listener) {
		this.client = client;
		this.model = model;
		this.commit = commit;
		this.file = file;
		this.incomplete = incomplete;
		this.retries = retries;
		this.listener = listener;
	}

	/**
	 * Download the file. The caller holds the lock of the blob.
	 * @param blob where it goes when it is complete and right
	 * @throws IOException if the cache cannot be written
	 */
	void run(Path blob) throws IOException {
		Files.createDirectories(blob.getParent());
		boolean resumed = present() > 0;
		this.listener.progress(this.file.name(), present(), this.file.size());
		fetch();
		String found = ContentHash.mismatch(this.incomplete, this.file.etag());
		if (found != null && resumed) {
			logger.warn("What was left of an earlier download of '{}' is damaged; downloading it again",
					this.file.name());
			Files.delete(this.incomplete);
			fetch();
			found = ContentHash.mismatch(this.incomplete, this.file.etag());
		}
		if (found != null) {
			throw refused("a content of hash " + this.file.etag(), found);
		}
		Files.move(this.incomplete, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		this.listener.progress(this.file.name(), Files.size(blob), this.file.size());
	}

	private void fetch() throws IOException {
		if (this.file.size() >= 0 && present() > this.file.size()) {
			Files.delete(this.incomplete);
		}
		long best = present();
		int failures = 0;
		while (this.file.size() < 0 || present() < this.file.size() || !Files.exists(this.incomplete)) {
			try {
				fetchRest();
				return;
			}
			catch (DiskException ex) {
				throw ex;
			}
			catch (IOException ex) {
				failures = (present() > best) ? 1 : failures + 1;
				best = Math.max(best, present());
				if (failures >= this.retries.attempts() || Thread.currentThread().isInterrupted()) {
					throw unreachable(ex);
				}
				logger.debug("Download of '{}' ended at byte {}: {}", this.file.name(), present(), ex.toString());
				this.retries.pause(failures, ex);
			}
		}
	}

	private void fetchRest() throws IOException {
		long from = present();
		HttpResponse<InputStream> response = this.client.get(this.commit, this.file.name(), from);
		try (InputStream body = response.body(); StallGuard guard = new StallGuard(body, this.retries.stall())) {
			if (response.statusCode() == 416) {
				Files.deleteIfExists(this.incomplete);
				throw new IOException("the server has nothing after byte " + from);
			}
			if (response.statusCode() != 206) {
				from = 0;
			}
			else if (!HubClient.header(response, "Content-Range").orElse("").startsWith("bytes " + from + "-")) {
				Files.deleteIfExists(this.incomplete);
				throw new IOException("the server answered with another range than was asked for");
			}
			checkAnnounced(response, from);
			receive(body, from, guard);
		}
	}

	private void checkAnnounced(HttpResponse<?> response, long from) throws IOException {
		long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
		if (length >= 0 && this.file.size() >= 0 && from + length != this.file.size()) {
			throw refused(this.file.size() + " bytes", (from + length) + " bytes");
		}
	}

	private void receive(InputStream body, long from, StallGuard guard) throws IOException {
		long done = from;
		try (FileChannel channel = open(from)) {
			byte[] buffer = new byte[BUFFER_SIZE];
			long reported = System.nanoTime();
			for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
				guard.progress();
				done += count;
				if (this.file.size() >= 0 && done > this.file.size()) {
					throw refused(this.file.size() + " bytes", "more");
				}
				write(channel, ByteBuffer.wrap(buffer, 0, count));
				if (System.nanoTime() - reported > REPORT_INTERVAL) {
					this.listener.progress(this.file.name(), done, this.file.size());
					reported = System.nanoTime();
				}
			}
		}
		if (guard.stalled() || (this.file.size() >= 0 && done < this.file.size())) {
			throw new IOException("the connection ended at byte " + done);
		}
	}

	private FileChannel open(long from) throws DiskException {
		try {
			FileChannel channel = FileChannel.open(this.incomplete, StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			channel.truncate(from).position(from);
			return channel;
		}
		catch (IOException ex) {
			throw new DiskException(ex);
		}
	}

	private static void write(FileChannel channel, ByteBuffer buffer) throws DiskException {
		try {
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
		}
		catch (IOException ex) {
			throw new DiskException(ex);
		}
	}

	private long present() throws IOException {
		return Files.exists(this.incomplete) ? Files.size(this.incomplete) : 0;
	}

	private InvalidCheckpointException refused(String expected, String found) throws IOException {
		Files.deleteIfExists(this.incomplete);
		return new InvalidCheckpointException("'" + this.file.name() + "' of '" + this.model.id()
				+ "' was not downloaded as it should be: expected " + expected + ", found " + found
				+ ". What was downloaded has been deleted; try again, or check the endpoint.");
	}

	private ModelNotFoundException unreachable(IOException cause) throws IOException {
		return new ModelNotFoundException(this.model.location(),
				"The download of '" + this.file.name() + "' of '" + this.model.id() + "' failed at byte " + present()
						+ " of " + this.file.size() + ": " + HubErrors.describe(cause)
						+ ". What is there is kept; start again to go on from it.",
				cause);
	}

	/**
	 * The file cannot be written, which no further attempt would change.
	 */
	private static final class DiskException extends IOException {

		DiskException(IOException cause) {
			super(cause.getMessage(), cause);
		}

		@Override
		public String toString() {
			return String.valueOf(getCause());
		}

	}

}
