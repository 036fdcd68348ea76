package dev.decoding.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a person is watching.
 */
final class Terminal {

	private static final Path STREAMS = Path.of("/proc/self/fd");

	private Terminal() {
	}

	static boolean isStandardOutput() {
		return isTerminal("1");
	}

	static boolean isStandardError() {
		return isTerminal("2");
	}

	private static boolean isTerminal(String stream) {
		if (!Files.isDirectory(STREAMS)) {
			return System.console() != null;
		}
		try {
			String target = Files.readSymbolicLink(STREAMS.resolve(stream)).toString();
			return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
