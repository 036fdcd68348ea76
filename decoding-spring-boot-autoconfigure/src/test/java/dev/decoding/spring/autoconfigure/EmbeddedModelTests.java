package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedModel}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedModelTests {

	private static final String CONFIG = "decoding/arithmetic/config.json";

	@TempDir
	private Path classPath;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
		.withBean(ModelLoader.class, () -> (options) -> FakeModel.saying(options.location()));

	@BeforeEach
	void putModelOnClassPath() throws IOException {
		Files.createDirectories(this.classPath.resolve(CONFIG).getParent());
		Files.writeString(this.classPath.resolve(CONFIG), "{}");
	}

	@Test
	void isUsedWhereNoOtherIsConfigured(CapturedOutput output) throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.classPath.toUri().toURL() },
				getClass().getClassLoader())) {
			this.contextRunner.withClassLoader(classLoader).run((context) -> {
				assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("classpath:/decoding/arithmetic/");
				assertThat(output.toString().lines().filter((line) -> line.contains("'decoding.model.location'")))
					.singleElement()
					.asString()
					.contains("'dev.decoding:decoding-arithmetic-model'");
			});
		}
	}

	@Test
	void givesWayToWhatIsConfigured(CapturedOutput output) throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.classPath.toUri().toURL() },
				getClass().getClassLoader())) {
			this.contextRunner.withClassLoader(classLoader)
				.withPropertyValues("decoding.model.location=mine")
				.run((context) -> {
					assertThat(context.getBean(ChatModel.class).call("Hi")).isEqualTo("mine");
					assertThat(output).doesNotContain("'decoding.model.location'");
				});
		}
	}

	@Test
	void isNotUsedWhereItIsNot() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(new ClassPathResource(CONFIG)))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ModelNotConfiguredException.class));
	}

}
