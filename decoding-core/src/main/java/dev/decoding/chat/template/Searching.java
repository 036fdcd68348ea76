package dev.decoding.chat.template;

/**
 * Finds parts of text.
 */
final class Searching {

	private Searching() {
	}

	/**
	 * Find a part.
	 * @param arguments the text, the part, and where to begin and to end
	 * @param last whether to find the last one
	 * @param required whether it is an error if there is none
	 */
	static Object find(BoundArguments arguments, boolean last, boolean required) {
		String text = arguments.text(0);
		String part = arguments.text(1);
		SliceIndices within = within(arguments, text);
		String searched = Text.substring(text, within.start(), within.start() + within.length());
		int found = last ? TextSearch.lastIndexOf(searched, part, searched.length())
				: TextSearch.indexOf(searched, part, 0);
		if (found < 0 || isBeyond(arguments, text, part)) {
			if (required) {
				throw PythonError.value("substring not found");
			}
			return -1L;
		}
		return (long) within.start() + searched.codePointCount(0, found);
	}

	static Object count(BoundArguments arguments) {
		String text = arguments.text(0);
		String part = arguments.text(1);
		SliceIndices within = within(arguments, text);
		String searched = Text.substring(text, within.start(), within.start() + within.length());
		if (part.isEmpty()) {
			return isBeyond(arguments, text, part) ? 0L : (long) within.length() + 1;
		}
		long count = 0;
		for (int at = TextSearch.indexOf(searched, part, 0); at >= 0; at = TextSearch.indexOf(searched, part,
				at + part.length())) {
			count++;
		}
		return count;
	}

	/**
	 * Return whether an empty part is looked for behind the end.
	 */
	private static boolean isBeyond(BoundArguments arguments, String text, String part) {
		return part.isEmpty() && arguments.has(2) && arguments.clamped(2, 0) > Text.length(text);
	}

	private static SliceIndices within(BoundArguments arguments, String text) {
		return SliceIndices.of(arguments.get(2), arguments.get(3), None.NONE, Text.length(text));
	}

}
