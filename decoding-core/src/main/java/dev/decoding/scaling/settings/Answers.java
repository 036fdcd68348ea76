package dev.decoding.scaling.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.search.AnswerFinder;

/**
 * What finds answers, by name.
 */
final class Answers {

	private static final String REGEX = "regex:";

	private static final String JSON = "json:";

	private Answers() {
	}

	static AnswerFinder of(BlockSettings settings, ScalingContext context) {
		String name = settings.require(ScalingParameters.ANSWER);
		AnswerFinder own = context.answers().get(name);
		if (own != null) {
			return own;
		}
		return switch (name) {
			case "standard" -> AnswerFinder.STANDARD;
			case "last-number" -> AnswerFinder.LAST_NUMBER;
			case "boxed" -> AnswerFinder.BOXED;
			default -> {
				if (name.startsWith(REGEX)) {
					yield AnswerFinder.matching(pattern(name.substring(REGEX.length())));
				}
				if (name.startsWith(JSON)) {
					yield AnswerFinder.json(name.substring(JSON.length()));
				}
				List<String> names = new ArrayList<>(List.of("standard", "last-number", "boxed"));
				names.addAll(context.answers().keySet());
				throw new IllegalArgumentException(
						"'%s' is '%s' but must be one of %s, or '%s' or '%s' with a pattern or a pointer behind it"
							.formatted(ScalingParameters.ANSWER.name(), name, names, REGEX, JSON));
			}
		};
	}

	private static Pattern pattern(String regex) {
		try {
			return Pattern.compile(regex);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException("'%s' has the pattern '%s', which is not one: %s"
				.formatted(ScalingParameters.ANSWER.name(), regex, ex.getDescription()), ex);
		}
	}

}
