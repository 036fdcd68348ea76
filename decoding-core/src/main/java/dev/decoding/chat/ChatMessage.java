package dev.decoding.chat;

/**
 * One message of a conversation.
 *
 * @param role who wrote it
 * @param content the text
 */
public record ChatMessage(Role role, String content) {

}
