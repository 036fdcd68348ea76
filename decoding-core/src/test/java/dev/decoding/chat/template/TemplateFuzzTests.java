package dev.decoding.chat.template;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutates templates and variables at random: each ends in a text or in an exception of
 * the engine, within its limits. The system property {@code decoding.fuzz.cases} says how
 * many.
 */
class TemplateFuzzTests {

	private static final int CASES = Integer.getInteger("decoding.fuzz.cases", 3000);

	private static final RenderLimits LIMITS = new RenderLimits(50_000, 1_000_000, 5_000, 40, Duration.ofSeconds(20));

	private static final List<String> PIECES = List.of("{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "|", ".", "[", "]",
			"(", ")", "~", "\"", "'", "\\", "\n", " ", " is ", " in ", " if ", " else ", "not ", ":", ",", "**", "*",
			"//", "99999999", "0", "-1", "none", "{% endfor %}", "{% for x in l %}", "{% if n %}", "{% endif %}",
			"{% set x = ", "loop", "caller()", "recursive", "ns.x", "|list", "|tojson", "|join", "|map('upper')",
			"|sort", "|string", "|int", "range(9)", "namespace()", ".items()", "[::-1]", "|indent(9)", "%s", "{}",
			"\ud83c\udf89", "é", "\u0000", "|safe", "|replace('a', 'bb')", "{% raw %}", "{% endraw %}",
			"{% macro m(a, b=1) %}", "{% endmacro %}", "m(1)", "{% break %}", "{% generation %}", "{% endgeneration %}",
			"* 1000000", "['a'] * 999", "|format(1)", ".format(1)");

	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void everyTemplateEndsWithinItsLimits() throws IOException {
		Map<?, ?> cases = read();
		List<String> templates = ((List<?>) cases.get("cases")).stream()
			.map((one) -> (String) ((Map<?, ?>) one).get("template"))
			.toList();
		Map<?, ?> variables = (Map<?, ?>) cases.get("variables");
		int rendered = 0;
		for (int seed = 0; seed < CASES; seed++) {
			Random random = new Random(seed);
			String template = mutate(templates, random);
			rendered += run(seed, template, variables(variables, random)) ? 1 : 0;
		}
		assertThat(rendered).isGreaterThan(CASES / 20).isLessThan(CASES);
	}

	private static boolean run(int seed, String template, Map<String, Object> variables) {
		try {
			Template.parse("fuzz", template).render(variables, LIMITS, Clock.systemUTC());
			return true;
		}
		catch (TemplateException ex) {
			assertThat(ex.line()).isPositive();
			return false;
		}
		catch (RuntimeException | Error ex) {
			throw new AssertionError("Seed " + seed + ", template: " + template, ex);
		}
	}

	private static String mutate(List<String> templates, Random random) {
		StringBuilder template = new StringBuilder(pick(templates, random));
		if (random.nextInt(3) == 0) {
			template.insert(random.nextInt(template.length() + 1), pick(templates, random));
		}
		for (int i = random.nextInt(5); i >= 0; i--) {
			int from = random.nextInt(template.length() + 1);
			int to = Math.min(template.length(), from + random.nextInt(6));
			switch (random.nextInt(5)) {
				case 0 -> template.delete(from, to);
				case 1 -> template.insert(from, template.substring(from, to));
				case 2 -> template.replace(from, to, pick(PIECES, random));
				case 3 -> {
					String other = pick(templates, random);
					int start = random.nextInt(other.length() + 1);
					template.insert(from, other, start, Math.min(other.length(), start + random.nextInt(20)));
				}
				default -> template.insert(from, pick(PIECES, random));
			}
		}
		return template.toString();
	}

	private static Map<String, Object> variables(Map<?, ?> originals, Random random) {
		Map<String, Object> variables = new LinkedHashMap<>();
		List<Object> values = new ArrayList<>(originals.values());
		originals.forEach((name, value) -> variables.put((String) name,
				(random.nextInt(8) == 0) ? value(values, random, 3) : value));
		return variables;
	}

	private static @Nullable Object value(List<Object> values, Random random, int depth) {
		return switch (random.nextInt((depth > 0) ? 9 : 7)) {
			case 0 -> null;
			case 1 -> random.nextInt();
			case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
			case 3 -> random.nextBoolean();
			case 4 -> "";
			case 5 -> "<a&'\"\n\ud83c\udf89";
			case 6 -> values.get(random.nextInt(values.size()));
			case 7 -> List.of(1, "a", (random.nextBoolean()) ? List.of() : List.of(2.5, true));
			default -> {
				Map<String, Object> map = new LinkedHashMap<>();
				for (int i = random.nextInt(4); i > 0; i--) {
					map.put(pick(List.of("a", "b", "items", "name", "_x", "age", ""), random),
							value(values, random, depth - 1));
				}
				yield map;
			}
		};
	}

	private static String pick(List<String> from, Random random) {
		return from.get(random.nextInt(from.size()));
	}

	private static Map<?, ?> read() throws IOException {
		try (InputStream json = TemplateFuzzTests.class.getResourceAsStream("jinja2.json")) {
			return JsonMapper.shared().readValue(json, Map.class);
		}
	}

}
