package dev.decoding.spring;

/**
 * The text that a chat template made of messages.
 *
 * @param text the text, with special tokens by name
 * @param continued whether the last of the messages ends it just as it is, rather than
 * what a template adds, so that the answer continues it
 */
record RenderedPrompt(String text, boolean continued) {

}
