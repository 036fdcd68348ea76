package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes links of addresses in text.
 */
final class Urlize {

	private static final Pattern WORDS = Pattern.compile("\\s+|\\S+", Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern HEAD = Pattern.compile("^(?:[(<]|&lt;)+");

	private static final Pattern TAIL = Pattern.compile("(?:[)>.,\\n]|&gt;)+$");

	private static final Pattern HTTP = Pattern.compile("^((https?://|www\\.)(([\\w%-]+\\.)+)?"
			+ "([a-z]{2,63}|xn--[\\w%]{2,59})|([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)"
			+ "|(https?://)((\\d{1,3}(\\.\\d{1,3}){3})|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}])))"
			+ "(?::\\d{1,5})?(?:[/?#]\\S*)?$", Pattern.CASE_INSENSITIVE);

	private static final Pattern EMAIL = Pattern.compile("^\\S+@\\w[\\w.-]*\\.\\w+$");

	private static final int MAX_WORD = 2000;

	private final String attributes;

	private final int limit;

	private final List<String> schemes;

	private Urlize(String attributes, int limit, List<String> schemes) {
		this.attributes = attributes;
		this.limit = limit;
		this.schemes = schemes;
	}

	static Object apply(Rendering rendering, BoundArguments arguments) {
		TreeSet<String> relations = new TreeSet<>(List.of("noopener"));
		if (arguments.has(4)) {
			relations.addAll(Whitespace.words(arguments.text(4)));
		}
		if (arguments.isTrue(2, false)) {
			relations.add("nofollow");
		}
		String attributes = " rel=\"" + Markup.escapeText(String.join(" ", relations)) + "\"";
		if (arguments.has(3)) {
			attributes += " target=\"" + Markup.escape(arguments.get(3)).text() + "\"";
		}
		List<String> schemes = new ArrayList<>();
		if (arguments.has(5)) {
			Iteration.list(rendering, arguments.get(5)).forEach((scheme) -> schemes.add(Text.of(scheme)));
		}
		int limit = arguments.has(1) ? arguments.clamped(1, 0) : Integer.MAX_VALUE;
		Urlize urlize = new Urlize(attributes, limit, schemes);
		StringBuilder text = new StringBuilder();
		Matcher words = WORDS.matcher(Markup.escape(arguments.get(0)).text());
		while (words.find()) {
			rendering.step();
			text.append((words.group().length() > MAX_WORD) ? words.group() : urlize.word(words.group()));
			rendering.checkLength(text.length());
		}
		return rendering.autoescape() ? new Markup(text.toString()) : text.toString();
	}

	private String word(String word) {
		String middle = word;
		String head = "";
		String tail = "";
		Matcher matcher = HEAD.matcher(middle);
		if (matcher.find()) {
			head = matcher.group();
			middle = middle.substring(matcher.end());
		}
		matcher = TAIL.matcher(middle);
		if (matcher.find()) {
			tail = matcher.group();
			middle = middle.substring(0, matcher.start());
		}
		for (String[] pair : new String[][] { { "(", ")" }, { "<", ">" }, { "&lt;", "&gt;" } }) {
			int open = count(middle, pair[0]);
			if (open <= count(middle, pair[1])) {
				continue;
			}
			for (int i = Math.min(open, count(tail, pair[1])); i > 0; i--) {
				int end = tail.indexOf(pair[1]) + pair[1].length();
				middle += tail.substring(0, end);
				tail = tail.substring(end);
			}
		}
		return head + link(middle) + tail;
	}

	private String link(String word) {
		if (HTTP.matcher(word).find()) {
			boolean complete = word.startsWith("https://") || word.startsWith("http://");
			return "<a href=\"" + (complete ? "" : "https://") + word + "\"" + this.attributes + ">" + trim(word)
					+ "</a>";
		}
		if (word.startsWith("mailto:") && EMAIL.matcher(word.substring(7)).find()) {
			return "<a href=\"" + word + "\">" + word.substring(7) + "</a>";
		}
		if (word.contains("@") && !word.startsWith("www.") && !word.startsWith("@") && !word.contains(":")
				&& EMAIL.matcher(word).find()) {
			return "<a href=\"mailto:" + word + "\">" + word + "</a>";
		}
		String link = word;
		for (String scheme : this.schemes) {
			if (!link.equals(scheme) && link.startsWith(scheme)) {
				link = "<a href=\"" + link + "\"" + this.attributes + ">" + link + "</a>";
			}
		}
		return link;
	}

	private String trim(String word) {
		return (Text.length(word) > this.limit) ? Text.substring(word, 0, this.limit) + "..." : word;
	}

	private static int count(String text, String part) {
		int count = 0;
		for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
			count++;
		}
		return count;
	}

}
