package dev.decoding.chat;

import java.util.List;
import java.util.Set;

import dev.decoding.chat.template.TemplateException;
import dev.decoding.model.ChatFormat;
import dev.decoding.model.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the {@link ChatTemplate} of a model: the checkpoint's own. Without one, it is
 * ChatML if the vocabulary is made for it, and else messages are plain text.
 */
public final class ChatTemplates {

	private static final String PROBE = "decoding";

	private static final int LONGEST_TOKEN = 64;

	private ChatTemplates() {
	}

	/**
	 * Choose the template of a model.
	 * @param format what the checkpoint says
	 * @param vocabulary the tokens of the model
	 * @return the choice
	 */
	public static Choice choose(ChatFormat format, Vocabulary vocabulary) {
		if (format.templates().isEmpty()) {
			return choice(withoutTemplate(vocabulary), vocabulary, null);
		}
		try {
			return choice(ChatTemplate.of(format), vocabulary, null);
		}
		catch (TemplateException | IllegalArgumentException ex) {
			ChatTemplate template = withoutTemplate(vocabulary);
			return choice(template, vocabulary,
					"The checkpoint's 'chat_template' is not understood, so that messages " + "are written as "
							+ template.usual().name() + ", which such a model may answer badly. " + ex.getMessage());
		}
	}

	/**
	 * Choose a template, rather than the one of the model.
	 * @param template the template
	 * @param vocabulary the tokens of the model
	 * @return the choice
	 */
	public static Choice choose(ChatTemplate template, Vocabulary vocabulary) {
		return choice(template, vocabulary, null);
	}

	private static ChatTemplate withoutTemplate(Vocabulary vocabulary) {
		boolean chatMl = vocabulary.id("<|im_start|>").isPresent() && vocabulary.id("<|im_end|>").isPresent();
		return chatMl ? ChatTemplate.CHATML : ChatTemplate.CONCATENATION;
	}

	private static Choice choice(ChatTemplate template, Vocabulary vocabulary, @Nullable String warning) {
		return new Choice(template, endOfTurnTokens(template, vocabulary), warning);
	}

	/**
	 * Find the special token that the template writes behind a message of the assistant.
	 */
	private static Set<Integer> endOfTurnTokens(ChatTemplate template, Vocabulary vocabulary) {
		String text;
		try {
			text = template.render(List.of(new ChatMessage(Role.USER, "Hi"), new ChatMessage(Role.ASSISTANT, PROBE)),
					false);
		}
		catch (TemplateException ex) {
			return Set.of();
		}
		int behind = text.lastIndexOf(PROBE);
		String rest = (behind >= 0) ? text.substring(behind + PROBE.length()).strip() : "";
		for (int length = Math.min(rest.length(), LONGEST_TOKEN); length > 0; length--) {
			int id = vocabulary.id(rest.substring(0, length)).orElse(-1);
			if (id >= 0 && vocabulary.isSpecial(id)) {
				return Set.of(id);
			}
		}
		return Set.of();
	}

	/**
	 * What was chosen.
	 *
	 * @param template the template
	 * @param endOfTurnTokens the ids of the tokens with which the model ends its message,
	 * beside those that end any text
	 * @param warning what a user should know of it: that the checkpoint's own template
	 * was not understood
	 */
	public record Choice(ChatTemplate template, Set<Integer> endOfTurnTokens, @Nullable String warning) {

	}

}
