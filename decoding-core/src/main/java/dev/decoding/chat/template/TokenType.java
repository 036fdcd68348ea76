package dev.decoding.chat.template;

/**
 * What a piece of a template is.
 */
enum TokenType {

	DATA("template data / text"), VARIABLE_BEGIN("begin of print statement"), VARIABLE_END("end of print statement"),
	BLOCK_BEGIN("begin of statement block"), BLOCK_END("end of statement block"), NAME("name"), STRING("string"),
	INTEGER("integer"), FLOAT("float"), OPERATOR("operator"), END("end of template");

	private final String description;

	TokenType(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

}
