/**
 * Chat: a conversation to the text that a model was trained to continue. A
 * {@link dev.decoding.chat.ChatTemplate} does it; which one a model has,
 * {@link dev.decoding.chat.ChatTemplates} says.
 */
@NullMarked
package dev.decoding.chat;

import org.jspecify.annotations.NullMarked;
