package dev.decoding.arithmetic;

import java.util.List;

import dev.decoding.arithmetic.chain.Tier;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to train on or to measure with.
 *
 * @param kind what it is an example of
 * @param messages the conversation
 * @param train which messages the model shall learn to write
 * @param attempts for each message by the assistant that solves a chain, for each of its
 * lines whether it and all before it are right
 * @param tier how hard the chain is, {@code null} where there is none
 * @param nats how surprising the messages to learn are to someone who knows how they were
 * made: minus the logarithm of their probability
 */
public record Example(Kind kind, List<Message> messages, List<Integer> train, List<List<Boolean>> attempts,
		@Nullable Tier tier, double nats) {

	public Example {
		messages = List.copyOf(messages);
		train = List.copyOf(train);
		attempts = List.copyOf(attempts);
	}

	/**
	 * Return this example as JSON: {@code messages}, {@code train}, {@code kind},
	 * {@code tier} (from 1), {@code nats}; {@code attempts} for a chain, and
	 * {@code steps}, the last of them.
	 * @return an object in one line
	 */
	public String toJson() {
		StringBuilder json = new StringBuilder("{\"messages\":[");
		for (int i = 0; i < this.messages.size(); i++) {
			Message message = this.messages.get(i);
			json.append((i > 0) ? "," : "").append("{\"role\":\"").append(message.role()).append("\",\"content\":");
			quote(message.content(), json);
			json.append('}');
		}
		json.append("],\"train\":").append(compact(this.train));
		json.append(",\"kind\":\"").append(this.kind).append('"');
		if (this.tier != null) {
			json.append(",\"tier\":").append(this.tier.ordinal() + 1);
		}
		if (!this.attempts.isEmpty()) {
			json.append(",\"steps\":").append(compact(this.attempts.get(this.attempts.size() - 1)));
			json.append(",\"attempts\":").append(compact(this.attempts));
		}
		return json.append(",\"nats\":").append(this.nats).append('}').toString();
	}

	private static String compact(List<?> list) {
		return list.toString().replace(" ", "");
	}

	private static void quote(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"', '\\' -> json.append('\\').append(c);
				case '\n' -> json.append("\\n");
				default -> {
					if (c < ' ') {
						json.append("\\u%04x".formatted((int) c));
					}
					else {
						json.append(c);
					}
				}
			}
		}
		json.append('"');
	}

}
