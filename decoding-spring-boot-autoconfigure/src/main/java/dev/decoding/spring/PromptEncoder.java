package dev.decoding.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.decoding.chat.ChatMessage;
import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.ChatTemplates;
import dev.decoding.chat.Role;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Tokenizer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;

/**
 * Turns messages into the tokens that the model was trained to answer.
 */
class PromptEncoder {

	private static final Log logger = LogFactory.getLog(PromptEncoder.class);

	private final Tokenizer tokenizer;

	private final ChatTemplate template;

	private final Set<Integer> endTokens;

	/**
	 * Choose the chat template of a model, and warn if the checkpoint's own is not
	 * understood.
	 * @param model the model
	 */
	PromptEncoder(CausalLm model) {
		this.tokenizer = model.tokenizer();
		ChatTemplates.Choice choice = ChatTemplates.choose(model.info().chatFormat(), this.tokenizer.vocabulary());
		if (choice.warning() != null) {
			logger.warn("Model '%s': %s".formatted(model.info().name(), choice.warning()));
		}
		this.template = choice.template();
		this.endTokens = new LinkedHashSet<>(model.info().endOfTextTokens());
		this.endTokens.addAll(choice.endOfTurnTokens());
	}

	/**
	 * Return the tokens that end an answer: those that end any text of the model, and
	 * those that end a message of its chat template.
	 * @return the token ids
	 */
	Set<Integer> endTokens() {
		return this.endTokens;
	}

	/**
	 * Refuse what has no tokens.
	 * @param messages the messages of a prompt
	 * @throws IllegalArgumentException if a message is more than text
	 */
	void check(List<Message> messages) {
		for (Message message : messages) {
			if (message instanceof MediaContent content && !content.getMedia().isEmpty()) {
				throw new IllegalArgumentException(
						"The %s message has media of type %s but this model reads only text. Leave them out.".formatted(
								message.getMessageType().getValue(),
								content.getMedia().stream().map(Media::getMimeType).toList()));
			}
			if (message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
				throw new IllegalArgumentException("The assistant message has tool calls but this model does not call "
						+ "tools. Leave them out.");
			}
			role(message);
		}
	}

	/**
	 * Encode messages.
	 * @param messages the messages of a prompt
	 * @return the token ids, with all special tokens
	 */
	int[] encode(List<Message> messages) {
		return this.tokenizer.encode(this.template.render(chat(messages), true), this.template.addsSpecialTokens());
	}

	/**
	 * Return whether a prompt ends with the last of its messages just as it is, rather
	 * than with what a chat template adds.
	 * @param messages the messages of a prompt
	 * @return whether the answer continues it
	 */
	boolean isContinued(List<Message> messages) {
		List<ChatMessage> chat = chat(messages);
		return !chat.isEmpty() && this.template.render(chat, true).endsWith(chat.get(chat.size() - 1).content());
	}

	private static List<ChatMessage> chat(List<Message> messages) {
		return messages.stream()
			.map((message) -> new ChatMessage(role(message), Objects.requireNonNullElse(message.getText(), "")))
			.toList();
	}

	private static Role role(Message message) {
		return switch (message.getMessageType()) {
			case SYSTEM -> Role.SYSTEM;
			case USER -> Role.USER;
			case ASSISTANT -> Role.ASSISTANT;
			case TOOL -> throw new IllegalArgumentException(
					"There is a tool message but this model does not call tools. Leave it out.");
		};
	}

}
