package dev.decoding.samples.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the application as the README starts it, with the model that comes along.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ChatApplicationTests {

	@LocalServerPort
	private int port;

	@Test
	void answersOnTheConsoleAndOverHttp(CapturedOutput output) throws Exception {
		String solution = "17 + 25 = 42\n42 + 8 = 50\nAnswer: 50";
		assertThat(output).contains("> What is 17 + 25 + 8?\n" + solution);
		HttpCalls http = new HttpCalls(this.port);
		assertThat(http.post("text/plain", "What is 17 + 25 + 8?").body()).isEqualTo(solution);
		assertThat(String.join("", HttpCalls.events(http.stream("What is 7 times 8?").body())))
			.isEqualTo("7 * 8 = 56\nAnswer: 56");
	}

}
