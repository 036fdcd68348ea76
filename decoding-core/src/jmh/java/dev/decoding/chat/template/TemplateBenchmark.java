package dev.decoding.chat.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to render a conversation of 20 messages with 10 tools through the
 * templates of real models, which are read from the directory of references.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplateBenchmark {

	private static final Path DIRECTORY = Path.of(System.getProperty("decoding.reference", "../../shared/reference"),
			"chat-templates", "templates");

	@Param({ "Qwen-Qwen3-0.6B", "meta-llama-Llama-3.1-8B-Instruct" })
	private String name;

	private String source;

	private Template template;

	private Map<String, Object> variables;

	@Setup
	public void read() {
		try {
			this.source = Files.readString(DIRECTORY.resolve(this.name + ".jinja"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.template = Template.parse(this.name, this.source);
		this.variables = new LinkedHashMap<>();
		this.variables.put("messages", messages());
		this.variables.put("tools", tools());
		this.variables.put("add_generation_prompt", true);
		this.variables.put("bos_token", "<s>");
	}

	private static List<Map<String, Object>> messages() {
		List<Map<String, Object>> messages = new ArrayList<>();
		messages.add(Map.of("role", "system", "content", "You are a helpful assistant. ".repeat(10)));
		for (int i = 0; messages.size() < 20; i++) {
			messages.add(Map.of("role", "user", "content", ("What is the weather in city " + i + "? ").repeat(5)));
			if (i % 3 == 1) {
				Map<String, Object> call = Map.of("name", "tool_" + i, "arguments", Map.of("city", "Berlin", "day", i));
				messages.add(Map.of("role", "assistant", "content", "", "tool_calls",
						List.of(Map.of("type", "function", "function", call))));
				messages.add(Map.of("role", "tool", "content", "{\"temperature\": 21.5, \"unit\": \"C\"}"));
			}
			messages.add(Map.of("role", "assistant", "content", "It is sunny, with a light breeze. ".repeat(8)));
		}
		return messages.subList(0, 20);
	}

	private static List<Map<String, Object>> tools() {
		List<Map<String, Object>> tools = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			Map<String, Object> properties = Map.of("city", Map.of("type", "string", "description", "Name of the city"),
					"day", Map.of("type", "integer", "minimum", 0, "description", "Days from now"), "units",
					Map.of("type", "string", "enum", List.of("C", "F")));
			tools.add(Map.of("type", "function", "function", Map.of("name", "tool_" + i, "description",
					"Tells the weather of a city on a day", "parameters",
					Map.of("type", "object", "properties", properties, "required", List.of("city", "day")))));
		}
		return tools;
	}

	@Benchmark
	public String render() {
		return this.template.render(this.variables, RenderLimits.DEFAULT, Clock.systemUTC());
	}

	@Benchmark
	public Template parse() {
		return Template.parse(this.name, this.source);
	}

}
