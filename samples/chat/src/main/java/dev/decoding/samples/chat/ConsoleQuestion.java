package dev.decoding.samples.chat;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Answers one question on the console: the command line's, or one that shows what the
 * model can do.
 */
@Component
class ConsoleQuestion implements ApplicationRunner {

	private static final String QUESTION = "What is 17 + 25 + 8?";

	private final ChatClient chat;

	ConsoleQuestion(ChatClient.Builder builder) {
		this.chat = builder.build();
	}

	@Override
	public void run(ApplicationArguments arguments) {
		String question = arguments.getNonOptionArgs().isEmpty() ? QUESTION
				: String.join(" ", arguments.getNonOptionArgs());
		System.out.println("\n> " + question);
		this.chat.prompt(question).stream().content().doOnNext(System.out::print).blockLast();
		System.out.println("\n");
	}

}
