package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.ModelNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the Hugging Face Hub: the options, and for what they leave open, the
 * environment variables of Hugging Face's own libraries.
 */
final class HubSettings {

	static final String DEFAULT_ENDPOINT = "https://huggingface.co";

	private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

	private final URI endpoint;

	private final @Nullable String token;

	private final Path cacheDirectory;

	private final boolean offline;

	private HubSettings(URI endpoint, @Nullable String token, Path cacheDirectory, boolean offline) {
		this.endpoint = endpoint;
		this.token = token;
		this.cacheDirectory = cacheDirectory;
		this.offline = offline;
	}

	/**
	 * Settings of this process.
	 * @param options what the user set
	 * @param location the location of the model, for messages
	 * @return the settings
	 */
	static HubSettings of(EngineOptions.Hub options, String location) {
		return of(options, location, System::getenv, Path.of(System.getProperty("user.home")));
	}

	static HubSettings of(EngineOptions.Hub options, String location, Environment environment, Path userHome) {
		Variables variables = new Variables(environment, userHome);
		Path hfHome = variables.path("HF_HOME")
			.orElseGet(() -> variables.path("XDG_CACHE_HOME")
				.orElseGet(() -> userHome.resolve(".cache"))
				.resolve("huggingface"));
		Path cache = (options.cacheDirectory() != null) ? options.cacheDirectory()
				: variables.path("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE").orElseGet(() -> hfHome.resolve("hub"));
		boolean offline = (options.offline() != null) ? options.offline()
				: variables.isTrue("HF_HUB_OFFLINE") || variables.isTrue("TRANSFORMERS_OFFLINE");
		String endpoint = (options.endpoint() != null) ? options.endpoint()
				: variables.text("HF_ENDPOINT").orElse(DEFAULT_ENDPOINT);
		return new HubSettings(endpoint(endpoint, location), token(options, variables, hfHome), cache, offline);
	}

	private static URI endpoint(String text, String location) {
		try {
			URI uri = URI.create(text.strip().replaceAll("/+$", ""));
			if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// Refused below.
		}
		throw new ModelNotFoundException(location, "The endpoint of the Hugging Face Hub, '" + text
				+ "', is not an address such as '" + DEFAULT_ENDPOINT + "'. Correct it or 'HF_ENDPOINT'.", null);
	}

	private static @Nullable String token(EngineOptions.Hub options, Variables variables, Path hfHome) {
		if (options.token() != null) {
			return options.token().isBlank() ? null : options.token().strip();
		}
		if (variables.isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
			return null;
		}
		return variables.text("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
			.orElseGet(() -> tokenFile(variables.path("HF_TOKEN_PATH").orElseGet(() -> hfHome.resolve("token"))));
	}

	private static @Nullable String tokenFile(Path file) {
		try {
			String token = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
			return token.isEmpty() ? null : token;
		}
		catch (IOException ex) {
			return null;
		}
	}

	URI endpoint() {
		return this.endpoint;
	}

	@Nullable String token() {
		return this.token;
	}

	Path cacheDirectory() {
		return this.cacheDirectory;
	}

	boolean offline() {
		return this.offline;
	}

	/**
	 * Environment variables.
	 */
	@FunctionalInterface
	interface Environment {

		@Nullable String get(String name);

	}

	private record Variables(Environment environment, Path userHome) {

		Optional<String> text(String... names) {
			for (String name : names) {
				String value = this.environment.get(name);
				if (value != null && !value.isBlank()) {
					return Optional.of(value.strip());
				}
			}
			return Optional.empty();
		}

		Optional<Path> path(String... names) {
			return text(names)
				.map((text) -> text.startsWith("~/") ? this.userHome.resolve(text.substring(2)) : Path.of(text));
		}

		boolean isTrue(String name) {
			return text(name).map((value) -> TRUE.contains(value.toUpperCase(Locale.ROOT))).orElse(false);
		}

	}

}
