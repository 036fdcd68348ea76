package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks text into lines of a width, as Python's {@code textwrap} does.
 */
final class WordWrap {

	private static final Pattern CHUNKS = Pattern.compile("[\\t\\n\\x0b\\f\\r ]+|[^\\t\\n\\x0b\\f\\r ]+");

	private static final Pattern HYPHENATED = Pattern
		.compile("-{2,}(?=\\w)|[^\\s-]*?\\w[^\\s-]*?-(?=\\p{L}[^\\s-])|[^-]+|-");

	private static final int MAX_HYPHENATED = 200;

	private final int width;

	private final boolean breakLongWords;

	private final boolean breakOnHyphens;

	private WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
		this.width = width;
		this.breakLongWords = breakLongWords;
		this.breakOnHyphens = breakOnHyphens;
	}

	static Object apply(Rendering rendering, BoundArguments arguments) {
		int width = arguments.clamped(1, 79);
		String separator = arguments.has(3) ? arguments.text(3) : "\n";
		if (width <= 0) {
			throw PythonError.value("invalid width " + width + " (must be > 0)");
		}
		WordWrap wrap = new WordWrap(width, arguments.isTrue(2, true), arguments.isTrue(4, true));
		List<String> wrapped = new ArrayList<>();
		for (Object line : Splitting.lines(rendering, arguments.text(0), false).items()) {
			rendering.step();
			wrapped.add(String.join(separator, wrap.wrap(rendering, Text.of(line))));
		}
		return String.join(separator, wrapped);
	}

	private List<String> wrap(Rendering rendering, String line) {
		List<String> chunks = chunks(line);
		List<String> lines = new ArrayList<>();
		int at = 0;
		while (at < chunks.size()) {
			if (!lines.isEmpty() && chunks.get(at).isBlank()) {
				at++;
				continue;
			}
			List<String> current = new ArrayList<>();
			int length = 0;
			while (at < chunks.size() && length + Text.length(chunks.get(at)) <= this.width) {
				length += Text.length(chunks.get(at));
				current.add(chunks.get(at++));
			}
			if (at < chunks.size() && Text.length(chunks.get(at)) > this.width) {
				rendering.allocate(chunks.get(at).length());
				at = breakLong(chunks, at, current, length);
			}
			if (!current.isEmpty() && current.get(current.size() - 1).isBlank()) {
				current.remove(current.size() - 1);
			}
			if (!current.isEmpty()) {
				lines.add(String.join("", current));
			}
		}
		return lines;
	}

	private int breakLong(List<String> chunks, int at, List<String> current, int length) {
		String chunk = chunks.get(at);
		int space = this.width - length;
		if (this.breakLongWords) {
			int end = space;
			if (this.breakOnHyphens) {
				int hyphen = Text.substring(chunk, 0, space).lastIndexOf('-');
				if (hyphen > 0 && chunk.substring(0, hyphen).chars().anyMatch((c) -> c != '-')) {
					end = Text.length(chunk.substring(0, hyphen)) + 1;
				}
			}
			current.add(Text.substring(chunk, 0, end));
			chunks.set(at, Text.substring(chunk, end, Text.length(chunk)));
			return at;
		}
		if (current.isEmpty()) {
			current.add(chunk);
			return at + 1;
		}
		return at;
	}

	private List<String> chunks(String line) {
		List<String> chunks = new ArrayList<>();
		Matcher matcher = CHUNKS.matcher(line);
		while (matcher.find()) {
			if (!this.breakOnHyphens || matcher.group().isBlank() || matcher.group().length() > MAX_HYPHENATED) {
				chunks.add(matcher.group());
				continue;
			}
			Matcher parts = HYPHENATED.matcher(matcher.group());
			StringBuilder word = new StringBuilder();
			while (parts.find()) {
				word.append(parts.group());
				if (parts.group().endsWith("-") && parts.group().length() > 1) {
					chunks.add(word.toString());
					word.setLength(0);
				}
			}
			if (!word.isEmpty()) {
				chunks.add(word.toString());
			}
		}
		return chunks;
	}

}
