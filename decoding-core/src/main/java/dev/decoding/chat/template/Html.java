package dev.decoding.chat.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes HTML out of text.
 */
final class Html {

	private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+);");

	private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'",
			"nbsp", "\u00a0");

	private Html() {
	}

	static String unescape(String text) {
		return ENTITY.matcher(text).replaceAll((match) -> {
			String entity = match.group(1);
			String character = entity.startsWith("#") ? character(entity) : NAMED.get(entity);
			return Matcher.quoteReplacement((character != null) ? character : match.group());
		});
	}

	private static String character(String entity) {
		boolean hex = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
		int codePoint = hex ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
		return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "\ufffd";
	}

	static String stripTags(String text) {
		String stripped = remove(remove(text, "<!--", "-->"), "<", ">");
		return unescape(String.join(" ", Whitespace.words(stripped)));
	}

	private static String remove(String text, String start, String end) {
		StringBuilder rest = new StringBuilder();
		int at = 0;
		for (int from = text.indexOf(start); from >= 0; from = text.indexOf(start, at)) {
			int to = text.indexOf(end, from);
			if (to < 0) {
				break;
			}
			rest.append(text, at, from);
			at = to + end.length();
		}
		return rest.append(text, at, text.length()).toString();
	}

}
