/**
 * A web service that answers with a language model inside its own process. All it needs
 * is the starter, the location of a model, and an injected
 * {@link org.springframework.ai.chat.client.ChatClient ChatClient}.
 */
@NullMarked
package dev.decoding.samples.chat;

import org.jspecify.annotations.NullMarked;
