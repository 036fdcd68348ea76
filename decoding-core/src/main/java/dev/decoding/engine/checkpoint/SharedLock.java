package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock between threads and between processes. Its file stays behind, as those of
 * {@code huggingface_hub} do: deleting it would let two processes in. Python's libraries
 * lock in a way that Java cannot see on Unix; what the two write at the same time is
 * caught by its hash.
 */
final class SharedLock implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SharedLock.class);

	private static final long POLL_INTERVAL = 50;

	private final FileChannel channel;

	private SharedLock(FileChannel channel) {
		this.channel = channel;
	}

	static SharedLock acquire(Path file) throws IOException {
		Files.createDirectories(file.resolveSibling(""));
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			boolean waiting = false;
			while (!tryLock(channel, file)) {
				if (!waiting) {
					logger.info("Waiting for another download that holds '{}'", file);
					waiting = true;
				}
				Thread.sleep(POLL_INTERVAL);
			}
			return new SharedLock(channel);
		}
		catch (InterruptedException ex) {
			channel.close();
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while waiting for '" + file + "'");
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private static boolean tryLock(FileChannel channel, Path file) throws IOException {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (ClosedByInterruptException ex) {
			throw ex;
		}
		catch (IOException ex) {
			logger.debug("The file system of '{}' has no locks", file, ex);
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
