package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.decoding.engine.ModelNotFoundException;

/**
 * Speaks to the Hugging Face Hub. The token goes to the hub and to nobody else, also when
 * the hub redirects to where large files are. What may succeed on another attempt is an
 * {@link IOException}; what will not is a {@link ModelNotFoundException}.
 */
final class HubClient {

	private static final int MAX_REDIRECTS = 10;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429, 500, 502, 503, 504);

	private final HubSettings settings;

	private final HubModel model;

	private final Duration timeout;

	private final HttpClient http;

	HubClient(HubSettings settings, HubModel model, Duration timeout) {
		this.settings = settings;
		this.model = model;
		this.timeout = timeout;
		this.http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(CONNECT_TIMEOUT)
			.build();
	}

	/**
	 * Look up what the repository holds.
	 * @return the commit and its files
	 * @throws IOException if the hub cannot be reached
	 */
	HubListing listing() throws IOException {
		URI uri = uri("/api/models/" + this.model.id() + "/revision/" + encode(this.model.revision()));
		HttpResponse<InputStream> response = follow("GET", uri, -1, true);
		try (InputStream body = response.body()) {
			check(response, "");
			String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
			return HubListing.of(JsonFile.parseObject("answer of " + uri, text));
		}
	}

	/**
	 * Look up what identifies a file.
	 * @param commit the commit
	 * @param name the name of the file
	 * @return the file
	 * @throws IOException if the hub cannot be reached
	 */
	HubFile file(String commit, String name) throws IOException {
		HttpResponse<InputStream> response = follow("HEAD", uri(commit, name), -1, false);
		response.body().close();
		check(response, name);
		String etag = header(response, "X-Linked-Etag").or(() -> header(response, "ETag"))
			.map((value) -> value.replaceFirst("^W/", "").replace("\"", ""))
			.filter((value) -> value.matches("\\w[\\w.-]{0,200}"))
			.orElseThrow(() -> refused(name, "expected an entity tag that identifies it, found none"));
		Optional<String> found = header(response, "X-Repo-Commit").filter((value) -> !value.equals(commit));
		if (found.isPresent()) {
			throw refused(name, "expected commit " + commit + ", found " + found.get());
		}
		return new HubFile(name, etag, size(response));
	}

	private static long size(HttpResponse<?> response) {
		boolean redirected = isRedirect(response);
		return header(response, "X-Linked-Size")
			.or(() -> redirected ? Optional.empty() : header(response, "Content-Length"))
			.filter((value) -> value.matches("\\d{1,18}"))
			.map(Long::parseLong)
			.orElse(-1L);
	}

	/**
	 * Begin to download a file.
	 * @param commit the commit
	 * @param name the name of the file
	 * @param from the first byte that is wanted
	 * @return the response, of status 200, 206 or 416, whose body the caller closes
	 * @throws IOException if the hub cannot be reached
	 */
	HttpResponse<InputStream> get(String commit, String name, long from) throws IOException {
		HttpResponse<InputStream> response = follow("GET", uri(commit, name), from, true);
		if (Set.of(200, 206, 416).contains(response.statusCode())) {
			return response;
		}
		response.body().close();
		check(response, name);
		throw new IOException("'" + response.uri().getHost() + "' answered with HTTP status " + response.statusCode());
	}

	private URI uri(String commit, String name) {
		return uri("/" + this.model.id() + "/resolve/" + commit + "/" + encode(name));
	}

	private URI uri(String path) {
		return URI.create(this.settings.endpoint() + path);
	}

	private static String encode(String segment) {
		return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private HttpResponse<InputStream> follow(String method, URI start, long from, boolean elsewhere)
			throws IOException {
		URI uri = start;
		for (int hop = 0; hop < MAX_REDIRECTS; hop++) {
			HttpResponse<InputStream> response = send(method, uri, from);
			Optional<String> location = isRedirect(response) ? header(response, "Location") : Optional.empty();
			if (location.isEmpty()) {
				return response;
			}
			URI target = target(uri, location.get());
			if (!elsewhere && (!isHub(target) || header(response, "X-Linked-Etag").isPresent())) {
				return response;
			}
			response.body().close();
			uri = target;
		}
		throw new IOException("'" + start + "' redirects more than " + MAX_REDIRECTS + " times");
	}

	private static URI target(URI uri, String location) throws IOException {
		try {
			URI target = uri.resolve(location);
			if (target.getHost() != null
					&& ("https".equals(target.getScheme()) || target.getScheme().equals(uri.getScheme()))) {
				return target;
			}
		}
		catch (IllegalArgumentException ex) {
			// Refused below.
		}
		throw new IOException("'" + uri + "' redirects to what is no address, or not as safe");
	}

	private HttpResponse<InputStream> send(String method, URI uri, long from) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.timeout(this.timeout)
			.method(method, HttpRequest.BodyPublishers.noBody())
			.header("User-Agent", "decoding; java/" + Runtime.version().feature())
			.header("Accept-Encoding", "identity");
		String token = this.settings.token();
		if (token != null && isHub(uri)) {
			request.header("Authorization", "Bearer " + token);
		}
		if (from > 0) {
			request.header("Range", "bytes=" + from + "-");
		}
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
	}

	private boolean isHub(URI uri) {
		URI hub = this.settings.endpoint();
		return hub.getScheme().equals(uri.getScheme()) && hub.getHost().equalsIgnoreCase(uri.getHost())
				&& port(hub) == port(uri);
	}

	private static int port(URI uri) {
		return (uri.getPort() >= 0) ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
	}

	private static boolean isRedirect(HttpResponse<?> response) {
		return response.statusCode() / 100 == 3;
	}

	static Optional<String> header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name);
	}

	private void check(HttpResponse<?> response, String file) throws IOException {
		int status = response.statusCode();
		if (status / 100 == 2 || isRedirect(response)) {
			return;
		}
		String host = response.uri().getHost();
		if (TEMPORARY.contains(status)) {
			Duration retryAfter = header(response, "Retry-After").filter((value) -> value.matches("\\d{1,6}"))
				.map((value) -> Duration.ofSeconds(Long.parseLong(value)))
				.orElse(Duration.ZERO);
			throw new Retries.BusyException("'" + host + "' answered with HTTP status " + status, retryAfter);
		}
		if (!isHub(response.uri())) {
			throw new IOException("'" + host + "', where the hub redirects to, answered with HTTP status " + status);
		}
		throw new ModelNotFoundException(this.model.location(),
				HubErrors.describe(response, this.settings, this.model, file), null);
	}

	private ModelNotFoundException refused(String file, String detail) {
		return new ModelNotFoundException(this.model.location(), "'" + file + "' of '" + this.model.id()
				+ "' cannot be downloaded from '" + this.settings.endpoint() + "': " + detail + ".", null);
	}

}
