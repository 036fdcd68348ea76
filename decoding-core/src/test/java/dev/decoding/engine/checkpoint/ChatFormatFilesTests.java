package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChatFormatFiles}.
 */
class ChatFormatFilesTests {

	@TempDir
	Path directory;

	@Test
	void readShouldPreferTheFileOfItsOwn() throws IOException {
		write("chat_template.jinja", "{{ messages }}\n");
		write("tokenizer_config.json", "{\"chat_template\":\"other\"}");
		assertThat(ChatFormatFiles.read(this.directory).template()).isEqualTo("{{ messages }}\n");
	}

	@Test
	void readShouldTakeTheTemplateOfTheTokenizerConfig() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":\"{{ bos_token }}\"}");
		assertThat(ChatFormatFiles.read(this.directory).template()).isEqualTo("{{ bos_token }}");
	}

	@Test
	void readShouldTakeTheDefaultOfSeveralTemplates() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"tool_use\",\"template\":\"a\"},"
				+ "{\"name\":\"default\",\"template\":\"b\"}]}");
		assertThat(ChatFormatFiles.read(this.directory).template()).isEqualTo("b");
	}

	@Test
	void readShouldReturnNullWithoutATemplate() throws IOException {
		assertThat(ChatFormatFiles.read(this.directory).template()).isNull();
		write("tokenizer_config.json", "{\"model_max_length\":Infinity}");
		assertThat(ChatFormatFiles.read(this.directory).template()).isNull();
		write("tokenizer_config.json", "{\"chat_template\":null}");
		assertThat(ChatFormatFiles.read(this.directory).template()).isNull();
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"rag\",\"template\":\"a\"}]}");
		assertThat(ChatFormatFiles.read(this.directory).template()).isNull();
	}

	@Test
	void readShouldKeepTemplatesByName() throws IOException {
		write("chat_template.json", "{\"chat_template\":\"z\"}");
		assertThat(ChatFormatFiles.read(this.directory).templates()).isEqualTo(Map.of("default", "z"));
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"tool_use\",\"template\":\"a\"},"
				+ "{\"name\":\"default\",\"template\":\"b\"}]}");
		assertThat(ChatFormatFiles.read(this.directory).templates()).isEqualTo(Map.of("default", "b", "tool_use", "a"));
	}

	@Test
	void readShouldTakeTheSpecialTokensOfTheTokenizerConfig() throws IOException {
		write("special_tokens_map.json", "{\"bos_token\":\"<old>\",\"unk_token\":{\"content\":\"<unk>\"}}");
		write("tokenizer_config.json", "{\"bos_token\":{\"content\":\"<s>\",\"lstrip\":false},\"eos_token\":\"</s>\","
				+ "\"pad_token\":null,\"add_bos_token\":true}");
		assertThat(ChatFormatFiles.read(this.directory).specialTokens())
			.isEqualTo(Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>"));
	}

	@Test
	void readShouldRefuseBrokenJson() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":");
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatFormatFiles.read(this.directory))
			.withMessageStartingWith("'" + this.directory.resolve("tokenizer_config.json") + "': ");
	}

	@Test
	void readShouldRefuseWhatIsNoTemplate() throws IOException {
		write("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"default\"}]}");
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatFormatFiles.read(this.directory))
			.withMessage("'" + this.directory.resolve("tokenizer_config.json") + "': expected 'chat_template' to be a "
					+ "template or a list of templates with 'name' and 'template', found {\"name\":\"default\"}");
		write("tokenizer_config.json", "{\"chat_template\":1}");
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatFormatFiles.read(this.directory))
			.withMessageEndingWith("found 1");
	}

	@Test
	void readShouldRefuseATemplateThatIsNotText() throws IOException {
		Files.write(this.directory.resolve("chat_template.jinja"), new byte[] { (byte) 0xC3, (byte) 0x28 });
		assertThatExceptionOfType(InvalidCheckpointException.class)
			.isThrownBy(() -> ChatFormatFiles.read(this.directory))
			.withMessageStartingWith("'" + this.directory.resolve("chat_template.jinja") + "' cannot be read: ");
	}

	private void write(String file, String text) throws IOException {
		Files.write(this.directory.resolve(file), text.getBytes(StandardCharsets.UTF_8));
	}

}
