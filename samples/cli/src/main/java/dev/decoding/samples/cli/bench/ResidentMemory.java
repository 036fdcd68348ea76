package dev.decoding.samples.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Memory of this process that is in RAM, as Linux counts it. Elsewhere it is not known.
 *
 * @param bytes what is resident now
 * @param peakBytes the most that ever was
 */
public record ResidentMemory(@Nullable Long bytes, @Nullable Long peakBytes) {

	private static final Path STATUS = Path.of("/proc/self/status");

	/**
	 * Look it up.
	 * @return the memory of this process
	 */
	public static ResidentMemory now() {
		try {
			return Files.isReadable(STATUS) ? parse(Files.readString(STATUS)) : new ResidentMemory(null, null);
		}
		catch (IOException ex) {
			return new ResidentMemory(null, null);
		}
	}

	static ResidentMemory parse(String status) {
		return new ResidentMemory(find(status, "VmRSS:"), find(status, "VmHWM:"));
	}

	private static @Nullable Long find(String status, String key) {
		return status.lines()
			.filter((line) -> line.startsWith(key))
			.map((line) -> Long.parseLong(line.substring(key.length()).replace("kB", "").strip()) * 1024)
			.findFirst()
			.orElse(null);
	}

}
