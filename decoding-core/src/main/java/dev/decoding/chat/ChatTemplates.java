package dev.decoding.chat;

import dev.decoding.model.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the {@link ChatTemplate} of a model: {@link ChatMl} if the checkpoint's
 * template writes it, or if there is no template but a vocabulary made for it, and
 * {@link Concatenation} otherwise.
 */
public final class ChatTemplates {

	private ChatTemplates() {
	}

	/**
	 * Choose the template of a model.
	 * @param template the checkpoint's Jinja template, if it has one
	 * @param vocabulary the tokens of the model
	 * @return the choice
	 */
	public static Choice choose(@Nullable String template, Vocabulary vocabulary) {
		boolean tokens = vocabulary.id(ChatMl.START).isPresent() && vocabulary.id(ChatMl.END).isPresent();
		if (template == null) {
			return new Choice(tokens ? new ChatMl(false) : new Concatenation(), null);
		}
		if (!template.contains(ChatMl.START) || !template.contains(ChatMl.END)) {
			return new Choice(new Concatenation(),
					"The checkpoint's 'chat_template' is not understood: only ChatML is. " + plainText());
		}
		if (!tokens) {
			return new Choice(new Concatenation(),
					"The checkpoint's 'chat_template' is ChatML but its vocabulary lacks '" + ChatMl.START + "' or '"
							+ ChatMl.END + "'. " + plainText());
		}
		return new Choice(new ChatMl(template.contains("bos_token")), null);
	}

	private static String plainText() {
		return "Messages are joined as plain text, which such a model may answer badly. "
				+ "Send a prompt with the model's own markup as a single user message, or use a model with ChatML.";
	}

	/**
	 * What was chosen.
	 *
	 * @param template the template
	 * @param warning what a user should know of it: that the checkpoint's own template
	 * was not understood
	 */
	public record Choice(ChatTemplate template, @Nullable String warning) {

	}

}
