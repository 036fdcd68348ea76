package dev.decoding.chat;

import java.util.List;

/**
 * How a model was trained to read a conversation. Templates have no state and can be used
 * by any number of threads.
 */
public interface ChatTemplate {

	/**
	 * Render a conversation.
	 * @param messages the messages, oldest first
	 * @param addGenerationPrompt whether to open a message of the assistant behind them,
	 * for the model to write
	 * @return the text, with special tokens by name
	 */
	String render(List<ChatMessage> messages, boolean addGenerationPrompt);

	/**
	 * Return whether the tokenizer still has to add its own special tokens to the text,
	 * such as a begin-of-text token.
	 * @return whether to encode with special tokens added
	 */
	boolean addsSpecialTokens();

	/**
	 * Return the tokens with which the model ends its message, beside those that end any
	 * text.
	 * @return the tokens as the tokenizer's file spells them
	 */
	List<String> endOfTurnTokens();

}
