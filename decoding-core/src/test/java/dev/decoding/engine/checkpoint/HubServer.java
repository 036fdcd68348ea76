package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face Hub of one model on the loopback interface, and a second server that it
 * redirects to for weights. It can be told to misbehave.
 */
final class HubServer implements AutoCloseable {

	static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	final Map<String, byte[]> files;

	final List<Request> requests = new CopyOnWriteArrayList<>();

	/** What a GET of a file does wrong, one at a time; then it behaves. */
	final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();

	/** What is announced of a file instead of the truth. */
	final Map<String, Long> sizes = new ConcurrentHashMap<>();

	final Map<String, String> etags = new ConcurrentHashMap<>();

	/** Statuses of the requests to come, with an error code. */
	final Deque<Refusal> refusals = new ArrayDeque<>();

	volatile String commit = COMMIT;

	volatile boolean rangesIgnored;

	volatile @Nullable String requiredToken;

	/** Whether requests for {@code org/former} are redirected to {@code org/name}. */
	volatile boolean renamed;

	/** Where every request is redirected to. */
	volatile @Nullable String redirect;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer hub;

	private final HttpServer contentNetwork;

	HubServer(Map<String, byte[]> files) {
		this.files = new ConcurrentHashMap<>(files);
		this.hub = start();
		this.contentNetwork = start();
		this.hub.createContext("/api/models/", (exchange) -> handle(exchange, this::answerListing));
		this.hub.createContext("/", (exchange) -> handle(exchange, this::answerFile));
		this.contentNetwork.createContext("/", (exchange) -> handle(exchange,
				(content) -> send(content, content.getRequestURI().getPath().substring(1))));
	}

	private HttpServer start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.setExecutor(this.threads);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String endpoint() {
		return endpoint(this.hub);
	}

	private static String endpoint(HttpServer server) {
		return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
	}

	byte[] content(String file) {
		return Objects.requireNonNull(this.files.get(file));
	}

	List<Request> requests(String method, String ending) {
		return this.requests.stream()
			.filter((request) -> request.method().equals(method) && request.path().endsWith(ending))
			.toList();
	}

	void fail(String file, Fault... faults) {
		this.faults.put(file, new ConcurrentLinkedDeque<>(List.of(faults)));
	}

	private void handle(HttpExchange exchange, Handler handler) throws IOException {
		try (exchange; InputStream body = exchange.getRequestBody()) {
			body.readAllBytes();
			String server = (exchange.getLocalAddress().getPort() == this.hub.getAddress().getPort()) ? "hub" : "cdn";
			this.requests.add(new Request(server, exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
					exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("Range")));
			if (server.equals("hub") && (redirect(exchange) || refuse(exchange))) {
				return;
			}
			handler.handle(exchange);
		}
	}

	private boolean redirect(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		String target = this.redirect;
		if (target == null && this.renamed && path.contains("org/former")) {
			target = path.replace("org/former", "org/name");
		}
		if (target == null) {
			return false;
		}
		exchange.getResponseHeaders().set("Location", target);
		exchange.sendResponseHeaders(307, -1);
		return true;
	}

	private boolean refuse(HttpExchange exchange) throws IOException {
		Refusal refusal;
		synchronized (this.refusals) {
			refusal = this.refusals.poll();
		}
		if (refusal == null && this.requiredToken != null
				&& !("Bearer " + this.requiredToken).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			refusal = new Refusal(401, "RepoNotFound");
		}
		if (refusal == null) {
			return false;
		}
		exchange.getResponseHeaders().set("X-Error-Code", refusal.code());
		exchange.sendResponseHeaders(refusal.status(), -1);
		return true;
	}

	private void answerListing(HttpExchange exchange) throws IOException {
		String siblings = this.files.keySet()
			.stream()
			.map((name) -> "{\"rfilename\":\"" + name + "\"}")
			.collect(Collectors.joining(","));
		byte[] answer = ("{\"sha\":\"" + this.commit + "\",\"siblings\":[" + siblings + "]}")
			.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, answer.length);
		exchange.getResponseBody().write(answer);
	}

	private void answerFile(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String name = path.substring(path.lastIndexOf('/') + 1);
		byte[] content = this.files.get(name);
		if (content == null || !path.equals("/org/name/resolve/" + this.commit + "/" + name)) {
			exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
			exchange.sendResponseHeaders(404, -1);
			return;
		}
		exchange.getResponseHeaders().set("X-Repo-Commit", this.commit);
		boolean large = name.endsWith(".safetensors");
		String etag = this.etags.getOrDefault(name, large ? sha256(content) : gitObjectId(content));
		if (large) {
			exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + etag + "\"");
			exchange.getResponseHeaders()
				.set("X-Linked-Size", String.valueOf(this.sizes.getOrDefault(name, (long) content.length)));
			exchange.getResponseHeaders().set("Location", endpoint(this.contentNetwork) + "/" + name);
			exchange.sendResponseHeaders(302, -1);
			return;
		}
		exchange.getResponseHeaders().set("ETag", "W/\"" + etag + "\"");
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
			exchange.sendResponseHeaders(200, -1);
			return;
		}
		send(exchange, name);
	}

	private void send(HttpExchange exchange, String name) throws IOException {
		byte[] content = this.files.get(name);
		if (content == null) {
			exchange.sendResponseHeaders(404, -1);
			return;
		}
		String range = exchange.getRequestHeaders().getFirst("Range");
		int from = (range != null && !this.rangesIgnored) ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
		if (from >= content.length && from > 0) {
			exchange.sendResponseHeaders(416, -1);
			return;
		}
		Deque<Fault> pending = this.faults.get(name);
		Fault fault = (pending != null) ? pending.poll() : null;
		if (fault instanceof Fault.Status status) {
			exchange.sendResponseHeaders(status.status(), -1);
			return;
		}
		if (from > 0) {
			exchange.getResponseHeaders()
				.set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
		}
		byte[] rest = Arrays.copyOfRange(content, from, content.length);
		boolean chunked = fault instanceof Fault.Append || fault instanceof Fault.EndSilently;
		exchange.sendResponseHeaders((from > 0) ? 206 : 200, chunked ? 0 : rest.length);
		write(exchange.getResponseBody(), rest, fault);
	}

	private void write(OutputStream body, byte[] rest, @Nullable Fault fault) throws IOException {
		if (fault instanceof Fault.Drop drop) {
			body.write(rest, 0, Math.min(drop.after(), rest.length));
			body.flush();
		}
		else if (fault instanceof Fault.EndSilently end) {
			body.write(rest, 0, Math.min(end.after(), rest.length));
			body.close();
		}
		else if (fault instanceof Fault.Append append) {
			body.write(rest);
			body.write(new byte[append.bytes()]);
			body.close();
		}
		else if (fault instanceof Fault.Stall stall) {
			body.write(rest, 0, Math.min(stall.after(), rest.length));
			body.flush();
			awaitClose();
		}
		else if (fault instanceof Fault.Corrupt) {
			byte[] wrong = rest.clone();
			wrong[wrong.length - 1] ^= 1;
			body.write(wrong);
		}
		else {
			body.write(rest);
		}
	}

	private void awaitClose() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static String sha256(byte[] content) {
		return hash("SHA-256", content);
	}

	static String gitObjectId(byte[] content) {
		byte[] prefix = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
		byte[] object = Arrays.copyOf(prefix, prefix.length + content.length);
		System.arraycopy(content, 0, object, prefix.length, content.length);
		return hash("SHA-1", object);
	}

	static String hash(String algorithm, byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.hub.stop(0);
		this.contentNetwork.stop(0);
		this.threads.shutdownNow();
	}

	record Request(String server, String method, String path, @Nullable String authorization, @Nullable String range) {

	}

	record Refusal(int status, String code) {

	}

	/**
	 * Something that goes wrong while a file is sent.
	 */
	sealed interface Fault {

		/** The connection drops after some bytes. */
		record Drop(int after) implements Fault {
		}

		/** A body of unknown length ends after some bytes. */
		record EndSilently(int after) implements Fault {
		}

		/** A body of unknown length goes on for some bytes. */
		record Append(int bytes) implements Fault {
		}

		/** Nothing comes any more after some bytes. */
		record Stall(int after) implements Fault {
		}

		/** The last byte is wrong. */
		record Corrupt() implements Fault {
		}

		/** An error of the server. */
		record Status(int status) implements Fault {
		}

	}

	@FunctionalInterface
	private interface Handler {

		void handle(HttpExchange exchange) throws IOException;

	}

}
