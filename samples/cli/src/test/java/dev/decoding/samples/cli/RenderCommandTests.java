package dev.decoding.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RenderCommand}.
 */
class RenderCommandTests {

	private static final String TEMPLATE = "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m.content }}\n"
			+ "{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}{{ tools | tojson }}";

	private final CliRunner cli = new CliRunner(new AlphabetModel());

	@TempDir
	private Path directory;

	@BeforeEach
	void writeFiles() throws IOException {
		write("t.jinja", TEMPLATE);
		write("messages.json", "[{\"role\":\"user\",\"content\":\"Grüße\"}]");
		write("tools.json", "[{\"type\":\"function\",\"maximum\":1.0}]");
	}

	@Test
	void templateOfAFileIsRendered() {
		assertThat(this.cli.run("render", "--template", path("t.jinja"), "--messages", path("messages.json"), "--tools",
				path("tools.json"), "--variables", "{\"bos_token\":\"<s>\"}", "--add-generation-prompt"))
			.isZero();
		assertThat(this.cli.out().strip())
			.isEqualTo("<s>user: Grüße\nassistant:[{\"type\": \"function\", \"maximum\": 1.0}]");
	}

	@Test
	void templateOfACheckpointIsRendered() throws IOException {
		write("config.json", "{}");
		write("tokenizer_config.json",
				"{\"chat_template\":\"{{ bos_token }}{{ messages[0].content }}\",\"bos_token\":\"<b>\"}");
		assertThat(this.cli.run("render", "--model", this.directory.toString(), "--messages", path("messages.json")))
			.isZero();
		assertThat(this.cli.out().strip()).isEqualTo("<b>Grüße");
		assertThat(this.cli.opened).isEmpty();
	}

	@Test
	void eachLineOfABatchGivesItsText() {
		this.cli.withInput("""
				{"template":"{{ messages[0].content }}{{ x }}","messages":[{"content":"a"}],"x":1e22}
				{"template":"{{ raise_exception('no') }}","messages":[]}
				{"template":"{% if %}"}
				{"messages":[]}
				nonsense
				""");
		assertThat(this.cli.run("render", "--batch", "-")).isZero();
		assertThat(this.cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("{\"text\":\"a1e+22\"}"),
				(line) -> assertThat(line).isEqualTo("{\"error\":\"Template 'chat_template', line 1, column 19: no\"}"),
				(line) -> assertThat(line).startsWith("{\"error\":\"Template 'chat_template', line 1, column 7: "),
				(line) -> assertThat(line).startsWith("{\"error\":\"There is no chat template"),
				(line) -> assertThat(line).startsWith("{\"error\":\"The line is not a JSON object"));
	}

	@Test
	void timeCanBeSet() throws IOException {
		write("t.jinja", "{{ strftime_now('%d %b %Y') }}");
		assertThat(this.cli.run("render", "--template", path("t.jinja"), "--messages", path("messages.json"), "--now",
				"2024-07-26T15:16:17"))
			.isZero();
		assertThat(this.cli.out().strip()).isEqualTo("26 Jul 2024");
	}

	@Test
	void eachLineCanHaveItsTime() {
		this.cli.withInput("""
				{"template": "{{ strftime_now('%Y') }} {{ now }}", "messages": [], "now": "2024-07-26T15:16:17"}
				{"template": "{{ strftime_now('%Y') }}", "messages": [], "now": "soon"}
				""");
		assertThat(this.cli.run("render", "--batch", "-")).isZero();
		assertThat(this.cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("{\"text\":\"2024 2024-07-26T15:16:17\"}"),
				(line) -> assertThat(line).startsWith("{\"error\":\"'now' is 'soon' but must be a time"));
	}

	@Test
	void errorsShowTheLine() throws IOException {
		write("t.jinja", "a\n{{ nothing.at.all }}\n");
		assertThat(this.cli.run("render", "--template", path("t.jinja"), "--messages", path("messages.json")))
			.isEqualTo(1);
		assertThat(this.cli.err()).startsWith("Template 'chat_template', line 2, column 12: 'nothing' is undefined")
			.contains("{{ nothing.at.all }}");
	}

	@Test
	void templateAndMessagesAreNeeded() {
		assertThat(this.cli.run("render", "--messages", path("messages.json"))).isEqualTo(2);
		assertThat(this.cli.run("render", "--template", path("t.jinja"))).isEqualTo(2);
		assertThat(this.cli.err()).contains("Either '--model' or '--template' is missing.")
			.contains("'--messages' is missing.");
	}

	private String path(String file) {
		return this.directory.resolve(file).toString();
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.directory.resolve(file), text);
	}

}
