package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.decoding.engine.InvalidCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ModelConfig} and {@link RopeSettings}.
 */
class ModelConfigTests {

	@TempDir
	Path directory;

	@Test
	void accessorsShouldReadValues() throws IOException {
		ModelConfig config = config("""
				{"model_type":"llama","hidden_size":64,"scale":2,"eps":1e-5,"tied":true,"names":["a","b"],
				"sizes":[1,2],"factors":[1,2.5],"inner":{"deep":3},"whole":8.0,"limit":[0.0,Infinity]}""");
		assertThat(config.modelType()).isEqualTo("llama");
		assertThat(config.requiredInt("hidden_size")).isEqualTo(64);
		assertThat(config.intOr("whole", 1)).isEqualTo(8);
		assertThat(config.requiredDouble("scale")).isEqualTo(2.0);
		assertThat(config.doubleOr("eps", 1)).isEqualTo(1e-5);
		assertThat(config.booleanOr("tied", false)).isTrue();
		assertThat(config.requiredBoolean("tied")).isTrue();
		assertThat(config.strings("names")).containsExactly("a", "b");
		assertThat(config.ints("sizes")).containsExactly(1, 2);
		assertThat(config.doubles("factors")).containsExactly(1.0, 2.5);
		assertThat(config.doubles("limit")).containsExactly(0.0, Double.POSITIVE_INFINITY);
		assertThat(config.intOrInts("sizes")).containsExactly(1, 2);
		assertThat(config.intOrInts("hidden_size")).containsExactly(64);
		assertThat(config.object("inner").orElseThrow().requiredInt("deep")).isEqualTo(3);
	}

	@Test
	void nullShouldCountAsAbsent() throws IOException {
		ModelConfig config = config("{\"x\":null}");
		assertThat(config.has("x")).isFalse();
		assertThat(config.intOr("x", 7)).isEqualTo(7);
		assertThat(config.doubleOr("y", 0.5)).isEqualTo(0.5);
		assertThat(config.stringOr("x", "z")).isEqualTo("z");
		assertThat(config.booleanOr("x", true)).isTrue();
		assertThat(config.strings("x")).isEmpty();
		assertThat(config.intOrInts("x")).isEmpty();
		assertThat(config.object("x")).isEmpty();
		assertThat(config.dtype()).isEmpty();
	}

	@Test
	void errorsShouldNameFileKeyExpectedAndFound() throws IOException {
		ModelConfig config = config(
				"{\"i\":\"64\",\"f\":1.5,\"n\":1,\"a\":[1,\"b\"],\"o\":{\"p\":\"q\"},\"big\":4294967296}");
		assertRefused(config, (c) -> c.requiredInt("missing"),
				"expected 'missing' to be a whole number, found nothing");
		assertRefused(config, (c) -> c.requiredInt("i"), "expected 'i' to be a whole number, found \"64\"");
		assertRefused(config, (c) -> c.intOr("f", 1), "expected 'f' to be a whole number, found 1.5");
		assertRefused(config, (c) -> c.intOr("big", 1), "expected 'big' to be a whole number, found 4294967296");
		assertRefused(config, (c) -> c.doubleOr("i", 1), "expected 'i' to be a number, found \"64\"");
		assertRefused(config, (c) -> c.requiredString("n"), "expected 'n' to be a string, found 1");
		assertRefused(config, (c) -> c.booleanOr("n", true), "expected 'n' to be true or false, found 1");
		assertRefused(config, (c) -> c.ints("a"), "'a' to be an array of whole numbers, found \"b\" at index 1");
		assertRefused(config, (c) -> c.strings("n"), "expected 'n' to be an array of strings, found 1");
		assertRefused(config, (c) -> c.object("a"), "expected 'a' to be an object, found [1,\"b\"]");
		assertRefused(config, (c) -> c.object("o").orElseThrow().requiredInt("p"),
				"expected 'o.p' to be a whole number, found \"q\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"a\":1,\"a\":2}", "{} x", "version https://git-lfs.github.com/spec/v1" })
	void readShouldRefuseWhatIsNoJsonObject(String text) throws IOException {
		Path file = Files.writeString(this.directory.resolve("config.json"), text);
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> ModelConfig.read(this.directory))
			.withMessageStartingWith("'" + file + "': expected a JSON object, found");
	}

	@Test
	void readShouldRefuseMissingFile() {
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> ModelConfig.read(this.directory))
			.withMessage("'" + this.directory.resolve("config.json")
					+ "': expected the configuration of the model, found nothing");
	}

	@Test
	void textShouldBeTheTextConfigWithWhatTheWholeSays() throws IOException {
		ModelConfig text = config("""
				{"model_type":"gemma3","torch_dtype":"bfloat16","eos_token_id":[1,106],"hidden_size":1,
				"text_config":{"model_type":"gemma3_text","hidden_size":64,"eos_token_id":null,"vocab_size":"x"}}""")
			.text();
		assertThat(text.modelType()).isEqualTo("gemma3_text");
		assertThat(text.requiredInt("hidden_size")).isEqualTo(64);
		assertThat(text.dtype()).contains("bfloat16");
		assertThat(text.ints("eos_token_id")).containsExactly(1, 106);
		assertRefused(text, (c) -> c.requiredInt("vocab_size"), "'text_config.vocab_size'");
		assertThat(text.text()).isSameAs(text);
	}

	@Test
	void dtypeShouldBeReadInBothLayouts() throws IOException {
		assertThat(config("{\"dtype\":\"float16\"}").dtype()).contains("float16");
		assertThat(config("{\"torch_dtype\":\"torch.bfloat16\"}").dtype()).contains("bfloat16");
	}

	@Test
	void ropeShouldReadTheLayoutOfVersion5() throws IOException {
		ModelConfig rope = config("""
				{"rope_parameters":{"rope_theta":500000.0,"rope_type":"llama3","factor":8.0,"low_freq_factor":"x"}}""")
			.rope();
		assertThat(rope.requiredDouble("rope_theta")).isEqualTo(500000.0);
		assertThat(rope.requiredString("rope_type")).isEqualTo("llama3");
		assertRefused(rope, (c) -> c.requiredDouble("low_freq_factor"), "'rope_parameters.low_freq_factor'");
	}

	@Test
	void ropeShouldReadTheLayoutOfVersion4() throws IOException {
		ModelConfig rope = config("""
				{"rope_theta":10000,"rotary_pct":0.25,"original_max_position_embeddings":16,
				"rope_scaling":{"type":"su","factor":8.0}}""").rope();
		assertThat(rope.requiredDouble("rope_theta")).isEqualTo(10000.0);
		assertThat(rope.requiredString("rope_type")).isEqualTo("longrope");
		assertThat(rope.requiredDouble("partial_rotary_factor")).isEqualTo(0.25);
		assertThat(rope.requiredInt("original_max_position_embeddings")).isEqualTo(16);
		assertRefused(rope, (c) -> c.requiredDouble("low"), "'rope_scaling.low'");
		ModelConfig plain = config("{\"rotary_emb_base\":20000,\"rope_scaling\":null}").rope();
		assertThat(plain.requiredDouble("rope_theta")).isEqualTo(20000.0);
		assertThat(plain.requiredString("rope_type")).isEqualTo("default");
	}

	@Test
	void ropeShouldDistinguishKindsOfLayers() throws IOException {
		ModelConfig current = config("""
				{"rope_parameters":{"full_attention":{"rope_theta":1e6,"rope_type":"linear","factor":8},
				"sliding_attention":{"rope_theta":1e4,"rope_type":"default"}}}""");
		ModelConfig former = config("""
				{"rope_theta":1e6,"rope_local_base_freq":1e4,"rope_scaling":{"rope_type":"linear","factor":8}}""");
		for (ModelConfig config : new ModelConfig[] { current, former }) {
			assertThat(config.rope("full_attention").requiredDouble("rope_theta")).isEqualTo(1e6);
			assertThat(config.rope("full_attention").requiredString("rope_type")).isEqualTo("linear");
			assertThat(config.rope("full_attention").requiredInt("factor")).isEqualTo(8);
			assertThat(config.rope("sliding_attention").requiredDouble("rope_theta")).isEqualTo(1e4);
			assertThat(config.rope("sliding_attention").requiredString("rope_type")).isEqualTo("default");
			assertThat(config.rope().requiredDouble("rope_theta")).isEqualTo(1e6);
		}
		assertThat(config("{\"rope_theta\":5}").rope("sliding_attention").requiredDouble("rope_theta")).isEqualTo(5);
	}

	private ModelConfig config(String json) throws IOException {
		Files.writeString(this.directory.resolve("config.json"), json);
		return ModelConfig.read(this.directory);
	}

	private void assertRefused(ModelConfig config, Consumer<ModelConfig> access, String message) {
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> access.accept(config))
			.withMessageStartingWith("'" + this.directory.resolve("config.json") + "': expected '")
			.withMessageContaining(message);
	}

}
