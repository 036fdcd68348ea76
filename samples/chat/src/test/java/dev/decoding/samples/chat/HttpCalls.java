package dev.decoding.samples.chat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls the web service as any client would.
 *
 * @param port where it listens
 */
record HttpCalls(int port) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	HttpResponse<String> post(String contentType, String body) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri("/chat"))
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString(body))
			.build());
	}

	HttpResponse<String> stream(String message) throws IOException, InterruptedException {
		String query = "message=" + URLEncoder.encode(message, StandardCharsets.UTF_8);
		return send(HttpRequest.newBuilder(uri("/chat/stream?" + query)).header("Accept", "text/event-stream").build());
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri(path)).build());
	}

	/**
	 * Read server-sent events as a browser does.
	 * @param body the stream
	 * @return the data of each event
	 */
	static List<String> events(String body) {
		List<String> events = new ArrayList<>();
		for (String event : body.split("\n\n")) {
			List<String> data = event.lines()
				.filter((line) -> line.startsWith("data:"))
				.map((line) -> line.substring("data:".length()))
				.map((line) -> line.startsWith(" ") ? line.substring(1) : line)
				.toList();
			if (!data.isEmpty()) {
				events.add(String.join("\n", data));
			}
		}
		return events;
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return CLIENT.send(request, BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
