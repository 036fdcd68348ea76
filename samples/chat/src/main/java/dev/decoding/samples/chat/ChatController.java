package dev.decoding.samples.chat;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers messages, at once or as a stream.
 */
@RestController
@RequestMapping("/chat")
class ChatController {

	private final ChatClient chat;

	ChatController(ChatClient.Builder builder) {
		this.chat = builder.build();
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
	String answer(@RequestBody Question question) {
		return answer(question.message());
	}

	@PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
	String answer(@RequestBody(required = false) @Nullable String message) {
		return Objects.requireNonNullElse(this.chat.prompt(check(message)).call().content(), "");
	}

	@GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<String>> stream(@RequestParam String message) {
		return this.chat.prompt(check(message)).stream().content().map(this::toEvent);
	}

	private String check(@Nullable String message) {
		if (!StringUtils.hasText(message)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "'message' is empty; give it a text.");
		}
		return message;
	}

	/**
	 * A client drops one space after {@code data:}, so that the one that begins a word
	 * needs another before it.
	 */
	private ServerSentEvent<String> toEvent(String text) {
		return ServerSentEvent.builder(" " + text.replaceAll("\\R", "\n ")).build();
	}

	record Question(@Nullable String message) {

	}

}
