package dev.decoding.spring;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * What a response holds.
 */
public final class Responses {

	private Responses() {
	}

	public static String text(ChatResponse response) {
		return Objects.requireNonNull(generation(response).getOutput().getText());
	}

	public static @Nullable String finishReason(ChatResponse response) {
		return generation(response).getMetadata().getFinishReason();
	}

	private static Generation generation(ChatResponse response) {
		return Objects.requireNonNull(response.getResult());
	}

}
