package dev.decoding.scaling.policy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy as a JSON file: <code>{"bins": {"edges": [0.8, 0.5]}, "entries": [{"bin": 1,
 * "budget": 4, "strategy": "majority"}]}</code>.
 */
public final class PolicyFile {

	/** A policy that was learned on chains of arithmetic, with a good verifier. */
	public static final String STANDARD = "classpath:/dev/decoding/scaling/policy/standard.json";

	private static final String CLASSPATH = "classpath:";

	private PolicyFile() {
	}

	/**
	 * Read a policy.
	 * @param location the path of a file, or {@code classpath:} and the path of a
	 * resource
	 * @return the policy
	 * @throws IllegalArgumentException if there is no such file, or it is no policy
	 */
	public static ComputePolicy read(String location) {
		try (InputStream stream = open(location)) {
			return JsonMapper.shared().readValue(stream, ComputePolicy.class);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					"'policy' is '%s', which cannot be read: %s; name a file, or 'classpath:' and a resource"
						.formatted(location, ex),
					ex);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"'policy' is '%s', which is no policy: %s".formatted(location, ex.getOriginalMessage()), ex);
		}
	}

	/**
	 * Write a policy.
	 * @param policy the policy
	 * @param file where to write it
	 * @throws IOException if it cannot be written
	 */
	public static void write(ComputePolicy policy, Path file) throws IOException {
		Files.writeString(file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(policy) + "\n");
	}

	private static InputStream open(String location) throws IOException {
		if (!location.startsWith(CLASSPATH)) {
			return Files.newInputStream(Path.of(location));
		}
		String resource = location.substring(CLASSPATH.length()).replaceAll("^/+", "");
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		InputStream stream = ((context != null) ? context : PolicyFile.class.getClassLoader())
			.getResourceAsStream(resource);
		if (stream == null) {
			throw new FileNotFoundException("there is no such resource");
		}
		return stream;
	}

}
