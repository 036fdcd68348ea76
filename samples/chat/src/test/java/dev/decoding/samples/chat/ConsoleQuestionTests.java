package dev.decoding.samples.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConsoleQuestion}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleQuestionTests {

	private final ConsoleQuestion console = new ConsoleQuestion(ChatClient.builder(new EchoModel()));

	@Test
	void answersAQuestionOfItsOwn(CapturedOutput output) {
		this.console.run(new DefaultApplicationArguments("--server.port=0"));
		assertThat(output).contains("> What is 17 + 25 + 8?\nWhat is 17 + 25 + 8?\n");
	}

	@Test
	void answersTheCommandLine(CapturedOutput output) {
		this.console.run(new DefaultApplicationArguments("2", "+", "2"));
		assertThat(output).contains("> 2 + 2\n2 + 2\n");
	}

}
