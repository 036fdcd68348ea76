package dev.decoding.samples.chat;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatController} over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.ai.model.chat=none")
class ChatControllerTests {

	@LocalServerPort
	private int port;

	private HttpCalls http = new HttpCalls(0);

	@BeforeEach
	void setUp() {
		this.http = new HttpCalls(this.port);
	}

	@Test
	void textIsAnsweredWithText() throws Exception {
		HttpResponse<String> response = this.http.post("text/plain", "Grüß Gott");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/plain"));
		assertThat(response.body()).isEqualTo("Grüß Gott");
	}

	@Test
	void jsonIsAnsweredWithText() throws Exception {
		HttpResponse<String> response = this.http.post("application/json", "{\"message\":\"Good day\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("Good day");
	}

	@Test
	void streamKeepsEverySpaceAndLine() throws Exception {
		HttpResponse<String> response = this.http.stream("a b\nc  d");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/event-stream"));
		assertThat(HttpCalls.events(response.body())).containsExactly("a", " b\nc", " ", " d");
	}

	@Test
	void emptyMessageIsAProblem() throws Exception {
		assertProblem(this.http.post("text/plain", " "), 400, "'message' is empty; give it a text.");
		assertProblem(this.http.post("text/plain", ""), 400, "'message' is empty; give it a text.");
		assertProblem(this.http.post("application/json", "{}"), 400, "'message' is empty; give it a text.");
		assertProblem(this.http.stream(""), 400, "'message' is empty; give it a text.");
	}

	@Test
	void missingMessageIsAProblem() throws Exception {
		assertProblem(this.http.get("/chat/stream"), 400, "Required parameter 'message' is not present.");
	}

	@Test
	void messageThatIsNotJsonIsAProblem() throws Exception {
		assertProblem(this.http.post("application/json", "{"), 400, "Failed to read request");
	}

	@Test
	void refusalOfTheModelIsAProblem() throws Exception {
		String message = "The sequence has 21 tokens but the model's context holds 20. Shorten the message.";
		assertProblem(this.http.post("text/plain", "x".repeat(21)), 413, message);
		assertProblem(this.http.stream("x".repeat(21)), 413, message);
		assertThat(this.http.post("text/plain", "still here").body()).isEqualTo("still here");
	}

	@Test
	void pageIsServed() throws Exception {
		assertThat(this.http.get("/").body()).contains("EventSource");
	}

	private void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"detail\":\"" + detail + "\"");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		ChatModel chatModel() {
			return new EchoModel();
		}

	}

}
