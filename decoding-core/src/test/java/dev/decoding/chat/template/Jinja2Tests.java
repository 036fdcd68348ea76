package dev.decoding.chat.template;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares many small templates, of every construct, operator, filter, test and method,
 * with what Jinja2 says of them.
 */
class Jinja2Tests {

	@Test
	void rendersAsJinja2() throws IOException {
		Cases cases = read();
		Clock clock = Clock.fixed(LocalDateTime.parse(cases.now()).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
		SoftAssertions comparison = new SoftAssertions();
		for (Case one : cases.cases()) {
			String text = render(one.template(), cases.variables(), clock);
			if (one.error() == null) {
				comparison.assertThat(text).as(one.template()).isEqualTo(one.expected());
			}
			else {
				comparison.assertThat(text).as(one.template()).startsWith("error: ");
			}
		}
		comparison.assertAll();
	}

	private static String render(String template, Map<String, Object> variables, Clock clock) {
		try {
			return Template.parse("test", template).render(variables, RenderLimits.DEFAULT, clock);
		}
		catch (TemplateException ex) {
			return "error: " + ex.reason();
		}
	}

	private static Cases read() throws IOException {
		try (InputStream json = Jinja2Tests.class.getResourceAsStream("jinja2.json")) {
			return JsonMapper.shared().readValue(json, Cases.class);
		}
	}

	/**
	 * The cases.
	 */
	record Cases(String about, String now, Map<String, Object> variables, List<Case> cases) {

	}

	/**
	 * One template, with the text or the error of Jinja2.
	 */
	record Case(String template, String expected, String error, String message) {

	}

}
