package dev.decoding.chat.template;

/**
 * One piece of a template.
 *
 * @param type what it is
 * @param text its text: the name, the operator, or the text that a string or data stands
 * for
 * @param value the value of a number, or else the text
 * @param position where it begins in the source
 */
record Token(TokenType type, String text, Object value, int position) {

	Token(TokenType type, String text, int position) {
		this(type, text, text, position);
	}

	boolean isName(String name) {
		return this.type == TokenType.NAME && this.text.equals(name);
	}

	boolean isOperator(String operator) {
		return this.type == TokenType.OPERATOR && this.text.equals(operator);
	}

	String describe() {
		return switch (this.type) {
			case NAME, OPERATOR -> this.text;
			default -> this.type.description();
		};
	}

}
