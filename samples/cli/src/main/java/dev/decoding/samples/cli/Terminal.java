package dev.decoding.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a person is watching.
 */
final class Terminal {

	private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

	private Terminal() {
	}

	static boolean isStandardError() {
		if (!Files.isSymbolicLink(STANDARD_ERROR)) {
			return System.console() != null;
		}
		try {
			String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
			return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
