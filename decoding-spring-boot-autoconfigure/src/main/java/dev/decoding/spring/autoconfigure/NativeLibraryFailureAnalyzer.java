package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Properties;

import dev.decoding.engine.NativeLibraryException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Explains that PyTorch's native library is missing, and which artifact brings it.
 */
class NativeLibraryFailureAnalyzer extends AbstractFailureAnalyzer<NativeLibraryException> {

	private static final List<String> PUBLISHED = List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NativeLibraryException cause) {
		return new FailureAnalysis("PyTorch's native library for '%s' is not available: %s"
			.formatted(cause.getPlatform(), cause.getMessage()), action(cause.getPlatform()), cause);
	}

	private static String action(String platform) {
		if (!PUBLISHED.contains(platform)) {
			return "Run the application on one of the platforms that PyTorch is published for: %s."
				.formatted(String.join(", ", PUBLISHED));
		}
		String version = version();
		return """
				Add the library to the class path. With Maven:

				    <dependency>
				        <groupId>ai.djl.pytorch</groupId>
				        <artifactId>pytorch-native-cpu</artifactId>
				        <version>%1$s</version>
				        <classifier>%2$s</classifier>
				        <scope>runtime</scope>
				    </dependency>

				With Gradle:

				    runtimeOnly("ai.djl.pytorch:pytorch-native-cpu:%1$s:%2$s")
				""".formatted(version, platform);
	}

	/**
	 * Return the version of PyTorch that DJL's engine was made for.
	 */
	private static String version() {
		try {
			Properties properties = PropertiesLoaderUtils.loadAllProperties("pytorch-engine.properties");
			return properties.getProperty("pytorch_version", "VERSION");
		}
		catch (IOException ex) {
			return "VERSION";
		}
	}

}
