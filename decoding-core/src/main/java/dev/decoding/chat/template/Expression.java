package dev.decoding.chat.template;

/**
 * Something of a template that has a value.
 */
@FunctionalInterface
interface Expression {

	Object evaluate(Frame frame);

}
