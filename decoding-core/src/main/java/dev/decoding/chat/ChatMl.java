package dev.decoding.chat;

import java.util.List;

/**
 * ChatML, the template of Qwen, SmolLM2, LFM2 and many others: <pre>
 * &lt;|im_start|&gt;user
 * Hello&lt;|im_end|&gt;
 * &lt;|im_start|&gt;assistant
 * </pre> Just that: default system messages, which some models' templates add, are not
 * known here.
 *
 * @param addsSpecialTokens whether the model expects the tokenizer's special tokens
 * around it, such as a begin-of-text token in front
 */
public record ChatMl(boolean addsSpecialTokens) implements ChatTemplate {

	/** The token that begins a message. */
	public static final String START = "<|im_start|>";

	/** The token that ends a message. */
	public static final String END = "<|im_end|>";

	@Override
	public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
		StringBuilder text = new StringBuilder();
		for (ChatMessage message : messages) {
			text.append(START).append(message.role().text()).append('\n');
			text.append(message.content()).append(END).append('\n');
		}
		if (addGenerationPrompt) {
			text.append(START).append(Role.ASSISTANT.text()).append('\n');
		}
		return text.toString();
	}

	@Override
	public List<String> endOfTurnTokens() {
		return List.of(END);
	}

}
