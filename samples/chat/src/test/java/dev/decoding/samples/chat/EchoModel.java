package dev.decoding.samples.chat;

import java.util.List;

import dev.decoding.model.ContextLengthExceededException;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Answers with the message itself, in a stream one word and the space before it at a
 * time.
 */
class EchoModel implements ChatModel {

	private static final int CONTEXT_LENGTH = 20;

	@Override
	public ChatResponse call(Prompt prompt) {
		return response(read(prompt));
	}

	@Override
	public Flux<ChatResponse> stream(Prompt prompt) {
		return Flux.defer(() -> Flux.fromArray(read(prompt).split("(?= )"))).map(this::response);
	}

	private String read(Prompt prompt) {
		String text = String.valueOf(prompt.getUserMessage().getText());
		if (text.length() > CONTEXT_LENGTH) {
			throw new ContextLengthExceededException(text.length(), CONTEXT_LENGTH, "Shorten the message.");
		}
		return text;
	}

	private ChatResponse response(String text) {
		return new ChatResponse(List.of(new Generation(new AssistantMessage(text))));
	}

}
