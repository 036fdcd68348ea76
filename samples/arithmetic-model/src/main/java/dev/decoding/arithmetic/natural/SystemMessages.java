package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * What applications put before a conversation. None of it changes an answer.
 */
public final class SystemMessages {

	private static final List<String> TEXTS = List.of("You are a helpful assistant.", "You are a helpful assistant",
			"You are a friendly assistant.", "You are a math tutor.", "You are a calculator.",
			"You are a careful assistant that solves arithmetic problems step by step.", "Be concise.",
			"Answer briefly.", "You are an assistant.", "Solve the problem step by step.", "Think step by step.",
			"You are a friendly chat bot that answers questions.", "You answer questions about arithmetic.",
			"You are a teacher.", "You are an expert in mathematics.", "Answer the user's question.",
			"Help the user with their homework.", "You are a polite and helpful assistant. Answer in English.",
			"You are a chat model inside a Java application.", "You are an AI assistant that helps people.",
			"Show every step and end with the answer.", "Be helpful, honest and harmless.");

	private SystemMessages() {
	}

	/**
	 * Draw a message.
	 * @param random where numbers come from
	 * @return the message
	 */
	public static String draw(RandomNumbers random) {
		return random.choose(TEXTS);
	}

}
