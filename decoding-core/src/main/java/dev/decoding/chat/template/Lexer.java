package dev.decoding.chat.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a template into tokens, with Jinja's rules for white space around tags:
 * {@code trim_blocks} and {@code lstrip_blocks} are on.
 */
final class Lexer {

	private static final String OPERATORS = "+-/*%~[](){}<>=.:|,;";

	private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");

	private final Source source;

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private final Deque<Character> brackets = new ArrayDeque<>();

	private int position;

	private boolean lineStarts = true;

	Lexer(Source source) {
		this.source = source;
		this.text = source.text();
	}

	List<Token> tokens() {
		while (this.position < this.text.length()) {
			lexData();
		}
		this.tokens.add(new Token(TokenType.END, "", this.text.length()));
		return this.tokens;
	}

	private void lexData() {
		int begin = nextTag(this.position);
		if (begin < 0) {
			addData(this.text.substring(this.position), this.position);
			this.position = this.text.length();
			return;
		}
		char kind = this.text.charAt(begin + 1);
		int raw = (kind == '%') ? rawBegin(begin) : -1;
		int afterTag = begin + 2;
		char sign = sign(afterTag);
		addData(strip(this.text.substring(this.position, begin), sign, kind != '{'), this.position);
		if (raw >= 0) {
			this.position = raw;
			lexRaw(begin);
			return;
		}
		this.position = (sign != 0) ? afterTag + 1 : afterTag;
		this.lineStarts = false;
		switch (kind) {
			case '#' -> lexComment(begin);
			case '%' -> {
				this.tokens.add(new Token(TokenType.BLOCK_BEGIN, "{%", begin));
				lexCode(TokenType.BLOCK_END, '%');
			}
			default -> {
				this.tokens.add(new Token(TokenType.VARIABLE_BEGIN, "{{", begin));
				lexCode(TokenType.VARIABLE_END, '}');
			}
		}
	}

	private int nextTag(int from) {
		for (int i = this.text.indexOf('{', from); i >= 0
				&& i + 1 < this.text.length(); i = this.text.indexOf('{', i + 1)) {
			char next = this.text.charAt(i + 1);
			if (next == '{' || next == '%' || next == '#') {
				return i;
			}
		}
		return -1;
	}

	private char sign(int at) {
		char sign = charAt(at);
		return (sign == '-' || sign == '+') ? sign : 0;
	}

	/**
	 * Strip the text in front of a tag.
	 */
	private String strip(String data, char sign, boolean block) {
		if (sign == '-') {
			return Whitespace.stripTrailing(data);
		}
		if (sign != '+' && block) {
			int lineStart = data.lastIndexOf('\n') + 1;
			if ((lineStart > 0 || this.lineStarts) && lineStart < data.length()
					&& Whitespace.isBlank(data, lineStart)) {
				return data.substring(0, lineStart);
			}
		}
		return data;
	}

	private void addData(String data, int at) {
		if (!data.isEmpty()) {
			this.tokens.add(new Token(TokenType.DATA, data, at));
		}
	}

	/**
	 * Find the end of a {@code raw} tag.
	 * @return the position behind it, or -1 if the tag is another
	 */
	private int rawBegin(int begin) {
		int at = begin + 2;
		at = skipWhitespace((sign(at) != 0) ? at + 1 : at);
		if (!this.text.startsWith("raw", at)) {
			return -1;
		}
		at = skipWhitespace(at + 3);
		if (this.text.startsWith("-%}", at)) {
			return skipWhitespace(at + 3);
		}
		return this.text.startsWith("%}", at) ? at + 2 : -1;
	}

	private void lexRaw(int begin) {
		if (this.position == this.text.length()) {
			return;
		}
		this.lineStarts = this.text.charAt(this.position - 1) == '\n';
		for (int end = this.text.indexOf("{%", this.position); end >= 0; end = this.text.indexOf("{%", end + 1)) {
			char sign = sign(end + 2);
			int at = skipWhitespace((sign != 0) ? end + 3 : end + 2);
			if (this.text.startsWith("endraw", at)) {
				int behind = tagEnd(skipWhitespace(at + 6), '%');
				if (behind >= 0) {
					addData(strip(this.text.substring(this.position, end), sign, true), this.position);
					moveTo(behind);
					return;
				}
			}
		}
		throw this.source.syntaxError("Missing end of raw directive", begin);
	}

	private void lexComment(int begin) {
		if (this.position == this.text.length()) {
			return;
		}
		for (int end = this.position; end < this.text.length(); end++) {
			int behind = tagEnd(end, '#');
			if (behind >= 0) {
				moveTo(behind);
				return;
			}
		}
		throw this.source.syntaxError("Missing end of comment tag", begin);
	}

	/**
	 * Match the end of a tag, with the white space that goes with it.
	 * @return the position behind it, or -1
	 */
	private int tagEnd(int at, char kind) {
		boolean variable = kind == '}';
		char sign = sign(at);
		if (sign == '+' && variable) {
			return -1;
		}
		int end = (sign != 0) ? at + 1 : at;
		if (charAt(end) != kind || charAt(end + 1) != '}') {
			return -1;
		}
		end += 2;
		if (sign == '-') {
			return skipWhitespace(end);
		}
		return (sign == 0 && !variable && charAt(end) == '\n') ? end + 1 : end;
	}

	private void moveTo(int next) {
		this.lineStarts = this.text.charAt(next - 1) == '\n';
		this.position = next;
	}

	private void lexCode(TokenType end, char kind) {
		this.brackets.clear();
		while (this.position < this.text.length()) {
			int behind = this.brackets.isEmpty() ? tagEnd(this.position, kind) : -1;
			if (behind >= 0) {
				this.tokens.add(new Token(end, "", this.position));
				moveTo(behind);
				return;
			}
			lexToken();
		}
	}

	private void lexToken() {
		int start = this.position;
		char c = this.text.charAt(start);
		if (Whitespace.isWhitespace(c)) {
			this.position = skipWhitespace(start);
		}
		else if (NumberLexer.isDigit(c)) {
			NumberLexer number = new NumberLexer(this.text, start);
			this.tokens.add(number.token());
			this.position = number.end();
		}
		else if (c == '\'' || c == '"') {
			lexString(c);
		}
		else if (c == '_' || Character.isUnicodeIdentifierPart(this.text.codePointAt(start))) {
			lexName();
		}
		else {
			lexOperator();
		}
	}

	private void lexName() {
		int start = this.position;
		int end = start;
		while (end < this.text.length()) {
			int c = this.text.codePointAt(end);
			if (c != '_' && (!Character.isUnicodeIdentifierPart(c) || Character.isIdentifierIgnorable(c))) {
				break;
			}
			end += Character.charCount(c);
		}
		int first = this.text.codePointAt(start);
		if (end == start || (first != '_' && !Character.isUnicodeIdentifierStart(first))) {
			throw this.source.syntaxError("Invalid character in identifier", start);
		}
		this.tokens.add(new Token(TokenType.NAME, this.text.substring(start, end), start));
		this.position = end;
	}

	private void lexString(char quote) {
		int start = this.position;
		int end = start + 1;
		while (end < this.text.length() && this.text.charAt(end) != quote) {
			end += (this.text.charAt(end) == '\\') ? 2 : 1;
		}
		if (end >= this.text.length()) {
			throw unexpected(start);
		}
		String value = StringEscapes.decode(this.text.substring(start + 1, end), this.source, start);
		this.tokens.add(new Token(TokenType.STRING, value, start));
		this.position = end + 1;
	}

	private void lexOperator() {
		int start = this.position;
		for (String operator : LONG_OPERATORS) {
			if (this.text.startsWith(operator, start)) {
				this.tokens.add(new Token(TokenType.OPERATOR, operator, start));
				this.position += 2;
				return;
			}
		}
		char c = this.text.charAt(start);
		if (OPERATORS.indexOf(c) < 0) {
			throw unexpected(start);
		}
		balance(c);
		this.tokens.add(new Token(TokenType.OPERATOR, String.valueOf(c), start));
		this.position++;
	}

	private void balance(char c) {
		switch (c) {
			case '(' -> this.brackets.push(')');
			case '[' -> this.brackets.push(']');
			case '{' -> this.brackets.push('}');
			case ')', ']', '}' -> {
				Character expected = this.brackets.poll();
				if (expected == null) {
					throw this.source.syntaxError("unexpected '" + c + "'", this.position);
				}
				if (expected != c) {
					throw this.source.syntaxError("unexpected '" + c + "', expected '" + expected + "'", this.position);
				}
			}
			default -> {
			}
		}
	}

	private TemplateException unexpected(int at) {
		String c = Character.toString(this.text.codePointAt(at));
		return this.source.syntaxError("unexpected char " + Representation.of(c) + " at " + at, at);
	}

	private int skipWhitespace(int from) {
		int at = from;
		while (at < this.text.length() && Whitespace.isWhitespace(this.text.charAt(at))) {
			at++;
		}
		return at;
	}

	private char charAt(int at) {
		return (at < this.text.length()) ? this.text.charAt(at) : 0;
	}

}
