package dev.decoding.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdaptationTests {

	@Test
	void systemMessageJoinsTheUserMessageBehindIt() {
		assertThat(adapted(Adaptation.FOLD, "system:Be brief.", "user:Hi", "assistant:Yes?", "user:Bye"))
			.isEqualTo("user:Be brief.\n\nHi|assistant:Yes?|user:Bye");
	}

	@Test
	void systemMessageBecomesAUserMessageWhereNoneFollows() {
		assertThat(adapted(Adaptation.FOLD, "system:a", "assistant:b", "user:c", "system:d"))
			.isEqualTo("user:a|assistant:b|user:c|user:d");
	}

	@Test
	void severalSystemMessagesJoinTheSameUserMessage() {
		assertThat(adapted(Adaptation.FOLD, "system:a", "system:b", "user:c")).isEqualTo("user:a\n\nb\n\nc");
	}

	@Test
	void leadingSystemMessageIsKeptWhereOnlyLaterOnesAreFolded() {
		assertThat(adapted(Adaptation.FOLD_LATER, "system:a", "user:b", "system:c", "user:d"))
			.isEqualTo("system:a|user:b|user:c\n\nd");
		assertThat(adapted(Adaptation.FOLD_LATER_AND_MERGE, "system:a", "user:b", "system:c", "user:d"))
			.isEqualTo("system:a|user:b\n\nc\n\nd");
	}

	@Test
	void consecutiveMessagesOfOneRoleAreMerged() {
		assertThat(adapted(Adaptation.MERGE, "system:a", "system:b", "user:c", "user:d", "assistant:e", "assistant:f",
				"user:g"))
			.isEqualTo("system:a\n\nb|user:c\n\nd|assistant:e\n\nf|user:g");
		assertThat(adapted(Adaptation.FOLD_AND_MERGE, "system:a", "user:b", "user:c")).isEqualTo("user:a\n\nb\n\nc");
	}

	@Test
	void messagesWithMoreThanTextAreNotMerged() {
		Map<String, @Nullable Object> call = message("assistant:");
		call.put("tool_calls", List.of());
		Map<String, @Nullable Object> response = message("tool:noon");
		response.put("tool_call_id", "1");
		List<Map<String, ?>> messages = List.of(call, call, response, response);
		assertThat(Adaptation.FOLD_AND_MERGE.apply(messages)).isEqualTo(messages);
	}

	@Test
	void nothingIsChangedWhereNothingNeedsTo() {
		for (Adaptation adaptation : Adaptation.values()) {
			assertThat(adapted(adaptation, "user:a", "assistant:b", "user:c")).as(adaptation.name())
				.isEqualTo("user:a|assistant:b|user:c");
			assertThat(adapted(adaptation)).as(adaptation.name()).isEmpty();
		}
	}

	@Test
	void messagesGivenAreNotChanged() {
		List<Map<String, ?>> messages = List.of(message("system:a"), message("user:b"));
		Adaptation.FOLD_AND_MERGE.apply(messages);
		assertThat(messages).isEqualTo(List.of(message("system:a"), message("user:b")));
	}

	private static String adapted(Adaptation adaptation, String... messages) {
		List<Map<String, ?>> maps = new ArrayList<>();
		for (String message : messages) {
			maps.add(message(message));
		}
		return adaptation.apply(maps)
			.stream()
			.map((message) -> message.get("role") + ":" + message.get("content"))
			.collect(Collectors.joining("|"));
	}

	private static Map<String, @Nullable Object> message(String text) {
		Map<String, @Nullable Object> message = new LinkedHashMap<>();
		message.put("role", text.substring(0, text.indexOf(':')));
		message.put("content", text.substring(text.indexOf(':') + 1));
		return message;
	}

}
