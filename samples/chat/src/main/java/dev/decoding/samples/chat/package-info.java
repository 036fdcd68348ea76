/**
 * A web service that answers with a language model inside its own process. All it needs
 * is the starter, a model (the arithmetic one, unless another is configured), and an
 * injected {@link org.springframework.ai.chat.client.ChatClient ChatClient}.
 */
@NullMarked
package dev.decoding.samples.chat;

import org.jspecify.annotations.NullMarked;
