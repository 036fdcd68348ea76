package dev.decoding.samples.cli;

import java.time.Duration;

import dev.decoding.model.CausalLm;

import org.springframework.ai.chat.client.ChatClient;

/**
 * A model that is loaded, and what is configured around it.
 */
interface OpenModel extends AutoCloseable {

	CausalLm lm();

	ChatClient chatClient();

	/**
	 * Return how long the model took to load.
	 * @return the time from the first look at the files to the model being ready
	 */
	Duration loadTime();

	@Override
	void close();

}
