package dev.decoding.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.ChatTemplates;
import dev.decoding.chat.template.Template;
import dev.decoding.chat.template.TemplateException;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Tokenizer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.Message;

/**
 * Turns messages into the tokens that the model was trained to answer.
 */
class PromptEncoder {

	/** Where every prompt is logged, so that it can be had without anything else. */
	static final String PROMPT_LOGGER = "dev.decoding.spring.prompt";

	private static final Log logger = LogFactory.getLog(PromptEncoder.class);

	private static final Log promptLogger = LogFactory.getLog(PROMPT_LOGGER);

	private final Tokenizer tokenizer;

	private final String model;

	private final ChatTemplate template;

	private final PromptRenderer renderer;

	private final Set<Integer> endTokens;

	/**
	 * Choose the chat template of a model, and warn if the checkpoint's own is not
	 * understood.
	 * @param model the model
	 * @param own the template to use in place of the checkpoint's
	 */
	PromptEncoder(CausalLm model, @Nullable Template own) {
		this.tokenizer = model.tokenizer();
		this.model = model.info().name();
		ChatTemplates.Choice choice = choose(model, own);
		if (choice.warning() != null) {
			logger.warn("Model '%s': %s".formatted(this.model, choice.warning()));
		}
		this.template = choice.template();
		this.renderer = new PromptRenderer(this.template, this.model);
		this.endTokens = new LinkedHashSet<>(model.info().endOfTextTokens());
		this.endTokens.addAll(choice.endOfTurnTokens());
	}

	private static ChatTemplates.Choice choose(CausalLm model, @Nullable Template own) {
		if (own == null) {
			return ChatTemplates.choose(model.info().chatFormat(), model.tokenizer().vocabulary());
		}
		return ChatTemplates.choose(new ChatTemplate(own, null, model.info().chatFormat().specialTokens(), false),
				model.tokenizer().vocabulary());
	}

	/**
	 * Return what the template puts between two answers.
	 * @param message what the user says between them
	 * @return the text, with special tokens by name
	 */
	String between(String message) {
		return this.template.between(message);
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
	 * Write messages as the model was trained to read them.
	 * @param messages the messages of a prompt
	 * @param options what else the chat template sees
	 * @return the text
	 * @throws IllegalArgumentException if something cannot be said to this model
	 * @throws TemplateException if the chat template fails
	 */
	RenderedPrompt render(List<Message> messages, DecodingChatOptions options) {
		return this.renderer.render(messages, options);
	}

	/**
	 * Encode a prompt, and log it.
	 * @param prompt the prompt
	 * @return the token ids, with all special tokens
	 */
	int[] encode(RenderedPrompt prompt) {
		int[] tokens = this.tokenizer.encode(prompt.text(), this.template.addsSpecialTokens());
		if (promptLogger.isDebugEnabled()) {
			promptLogger.debug("Prompt of %d tokens for model '%s':%n%s".formatted(tokens.length, this.model,
					describe(prompt, tokens)));
		}
		return tokens;
	}

	/**
	 * Return a prompt just as the model reads it.
	 * @param prompt the prompt
	 * @param tokens its tokens
	 * @return its text, with all special tokens by name
	 */
	String describe(RenderedPrompt prompt, int[] tokens) {
		return this.template.addsSpecialTokens() ? this.tokenizer.decode(tokens, false) : prompt.text();
	}

}
