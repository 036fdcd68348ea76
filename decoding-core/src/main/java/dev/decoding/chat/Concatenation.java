package dev.decoding.chat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Messages as plain text, one behind the other with a line break between, for models that
 * were not trained on conversations: a single message is continued just as it is.
 */
public record Concatenation() implements ChatTemplate {

	@Override
	public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
		return messages.stream().map(ChatMessage::content).collect(Collectors.joining("\n"));
	}

	@Override
	public boolean addsSpecialTokens() {
		return true;
	}

	@Override
	public List<String> endOfTurnTokens() {
		return List.of();
	}

}
