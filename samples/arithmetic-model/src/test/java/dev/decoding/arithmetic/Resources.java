package dev.decoding.arithmetic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the shipped model.
 */
final class Resources {

	private static final String FOLDER = "/decoding/arithmetic/";

	private Resources() {
	}

	static byte[] bytes(String file) throws IOException {
		try (InputStream stream = Resources.class.getResourceAsStream(FOLDER + file)) {
			assertThat(stream).as(FOLDER + file).isNotNull();
			return stream.readAllBytes();
		}
	}

	static String text(String file) throws IOException {
		return new String(bytes(file), StandardCharsets.UTF_8);
	}

	static String sha256(String file) throws IOException, NoSuchAlgorithmException {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
	}

}
