package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChatTemplateFile}.
 */
class ChatTemplateFileTests {

	@TempDir
	Path directory;

	@Test
	void readShouldPreferTheFileOfItsOwn() throws IOException {
		write("chat_template.jinja", "{{ messages }}\n");
		write("tokenizer_config.json", "{\"chat_template\":\"other\"}");
		assertThat(ChatTemplateFile.read(this.directory)).isEqualTo("{{ messages }}\n");
	}

	@Test
	void readShouldTakeTheTemplateOfTheTokenizerConfig() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":\"{{ bos_token }}\"}");
		assertThat(ChatTemplateFile.read(this.directory)).isEqualTo("{{ bos_token }}");
	}

	@Test
	void readShouldTakeTheDefaultOfSeveralTemplates() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"tool_use\",\"template\":\"a\"},"
				+ "{\"name\":\"default\",\"template\":\"b\"}]}");
		assertThat(ChatTemplateFile.read(this.directory)).isEqualTo("b");
	}

	@Test
	void readShouldReturnNullWithoutATemplate() throws IOException {
		assertThat(ChatTemplateFile.read(this.directory)).isNull();
		write("tokenizer_config.json", "{\"model_max_length\":Infinity}");
		assertThat(ChatTemplateFile.read(this.directory)).isNull();
		write("tokenizer_config.json", "{\"chat_template\":null}");
		assertThat(ChatTemplateFile.read(this.directory)).isNull();
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"rag\",\"template\":\"a\"}]}");
		assertThat(ChatTemplateFile.read(this.directory)).isNull();
	}

	@Test
	void readShouldRefuseBrokenJson() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":");
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatTemplateFile.read(this.directory))
			.withMessageStartingWith("'" + this.directory.resolve("tokenizer_config.json") + "': ");
	}

	@Test
	void readShouldRefuseWhatIsNoTemplate() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"default\"}]}");
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatTemplateFile.read(this.directory))
			.withMessage("'" + this.directory.resolve("tokenizer_config.json") + "': expected 'chat_template' to be a "
					+ "template or a list of templates with 'name' and 'template', found {\"name\":\"default\"}");
		write("tokenizer_config.json", "{\"chat_template\":1}");
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatTemplateFile.read(this.directory))
			.withMessageEndingWith("found 1");
	}

	@Test
	void readShouldRefuseATemplateThatIsNotText() throws IOException {
		Files.write(this.directory.resolve("chat_template.jinja"), new byte[] { (byte) 0xC3, (byte) 0x28 });
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatTemplateFile.read(this.directory))
			.withMessageStartingWith("'" + this.directory.resolve("chat_template.jinja") + "' cannot be read: ");
	}

	private void write(String file, String text) throws IOException {
		Files.write(this.directory.resolve(file), text.getBytes(StandardCharsets.UTF_8));
	}

}
