package dev.decoding.chat.template;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.decoding.chat.template.TemplateException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Template}.
 */
class TemplateTests {

	private static final RenderLimits LIMITS = new RenderLimits(100_000, 1_000_000, 10_000, 50, Duration.ofSeconds(5));

	@Test
	void rendersVariables() {
		assertThat(render("{% for m in messages %}{{ m.role }}: {{ m['content'] }}\n{% endfor %}",
				Map.of("messages", List.of(Map.of("role", "user", "content", "Hi")))))
			.isEqualTo("user: Hi\n");
	}

	@Test
	void aSyntaxErrorShowsTheLine() {
		assertThatExceptionOfType(TemplateException.class)
			.isThrownBy(() -> Template.parse("mine", "one\n{{ two\n{% if %}"))
			.satisfies((ex) -> {
				assertThat(ex.kind()).isEqualTo(Kind.SYNTAX);
				assertThat(ex.line()).isEqualTo(3);
				assertThat(ex.column()).isEqualTo(1);
			})
			.withMessageContaining(
					"Template 'mine', line 3, column 1: expected token 'end of print statement', got '{'")
			.withMessageEndingWith("%n    {%% if %%}%n    ^".formatted());
	}

	@Test
	void anErrorWhileRenderingShowsTheLine() {
		assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> render("a\n{{ 'x' ~ user.name.first }}"))
			.satisfies((ex) -> {
				assertThat(ex.kind()).isEqualTo(Kind.RUNTIME);
				assertThat(ex.line()).isEqualTo(2);
				assertThat(ex.reason()).isEqualTo("'user' is undefined");
			});
	}

	@Test
	void theTemplatesOwnErrorIsToldApart() {
		assertThatExceptionOfType(TemplateException.class)
			.isThrownBy(() -> render("{{ raise_exception('System role not supported') }}"))
			.satisfies((ex) -> {
				assertThat(ex.kind()).isEqualTo(Kind.RAISED);
				assertThat(ex.reason()).isEqualTo("System role not supported");
			});
	}

	@Test
	void theClockTellsTheTime() {
		Clock clock = Clock.fixed(Instant.parse("2024-07-26T15:16:17Z"), ZoneOffset.UTC);
		assertThat(Template.parse("t", "{{ strftime_now('%d %b %Y %H:%M') }}")
			.render(Map.of(), RenderLimits.DEFAULT, clock)).isEqualTo("26 Jul 2024 15:16");
	}

	@Test
	void objectsOfJavaAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> render("{{ x }}", Map.of("x", List.of(new Object()))))
			.withMessage("The template variable 'x' has a value of java.lang.Object. "
					+ "Pass text, numbers, booleans, lists and maps only.");
	}

	@Test
	void variablesThatAreNotUsedAreNotLookedAt() {
		assertThat(render("a", Map.of("x", new Object()))).isEqualTo("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{ 'a' * 10 ** 9 }}", "{{ 10 ** (10 ** 10) }}", "{{ 'a'.center(1000000000) }}",
			"{% for i in range(100000) %}{% endfor %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
			"{{ '%900000000d' % 1 }}", "{{ '{:900000000}'.format(1) }}", "{{ [1] * 1000000000 }}",
			"{{ ('a' * 50000)|replace('a', 'a' * 50000) }}", "{{ 'a'|indent(1000000000, true) }}",
			"{% set n = namespace(s='a') %}{% for i in range(50) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
			"{% set n = namespace(s=[]) %}{% for i in range(9999) %}{% set n.s = [n.s] %}{% endfor %}{{ n.s }}",
			"{{ range(10000)|map('string')|map('upper')|list|length }}", "{{ [1]|batch(1000000000, 1)|list }}",
			"{{ [1]|slice(1000000000)|list }}", "{% set n = namespace() %}{% set n.n = n %}{{ n }}",
			"{% set n = namespace(s=[]) %}{% for i in range(60) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s == 1 }}",
			"{{ {}|tojson(indent=1000000000) }}", "{% for i in range(9000) %}{{ 'some more text' }}{% endfor %}",
			"{{ 'a'|center(1000000000) }}", "{{ 'a'.join('b' * 60000) }}", "{{ '\\t'.expandtabs(1000000000) }}" })
	void noTemplateExceedsItsLimits(String source) {
		Template template = Template.parse("t", source);
		assertThatExceptionOfType(TemplateException.class)
			.isThrownBy(() -> template.render(Map.of(), LIMITS, Clock.systemUTC()))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.LIMIT));
	}

	private static String render(String source) {
		return render(source, Map.of());
	}

	private static String render(String source, Map<String, ?> variables) {
		return Template.parse("t", source).render(variables);
	}

}
