package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Checks that a file is what its entity tag says.
 */
final class ContentHash {

	private static final int BUFFER_SIZE = 1 << 16;

	private ContentHash() {
	}

	/**
	 * Compare a file with an entity tag.
	 * @param file the file
	 * @param etag 64 hexadecimal digits for SHA-256; 40 for a Git object id, or for
	 * SHA-1, which some mirrors send instead; anything else says nothing of the content
	 * @return {@code null} if it is right, or what was found instead
	 * @throws IOException if the file cannot be read
	 */
	static @Nullable String mismatch(Path file, String etag) throws IOException {
		if (etag.matches("[0-9a-f]{64}")) {
			String found = hash("SHA-256", "", file);
			return found.equals(etag) ? null : "SHA-256 " + found;
		}
		if (etag.matches("[0-9a-f]{40}")) {
			String found = hash("SHA-1", "blob " + Files.size(file) + "\0", file);
			return (found.equals(etag) || hash("SHA-1", "", file).equals(etag)) ? null : "Git object id " + found;
		}
		return null;
	}

	private static String hash(String algorithm, String prefix, Path file) throws IOException {
		try (InputStream stream = Files.newInputStream(file)) {
			MessageDigest digest = MessageDigest.getInstance(algorithm);
			digest.update(prefix.getBytes(StandardCharsets.US_ASCII));
			byte[] buffer = new byte[BUFFER_SIZE];
			for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
				digest.update(buffer, 0, count);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
