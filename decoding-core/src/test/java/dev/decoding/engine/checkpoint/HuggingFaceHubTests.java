package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.ModelNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HuggingFaceHub} against a server that misbehaves.
 */
class HuggingFaceHubTests {

	private static final Retries RETRIES = new Retries(4, Duration.ofMillis(1), Duration.ofSeconds(20));

	private static final String WEIGHTS = "model.safetensors";

	@TempDir
	Path cache;

	private HubServer server;

	private final List<String> progress = new ArrayList<>();

	@BeforeEach
	void startServer() {
		Map<String, byte[]> files = CheckpointFixture.single();
		files.put(WEIGHTS, randomBytes(300_000));
		files.put("pytorch_model.bin", new byte[10]);
		files.put("README.md", new byte[10]);
		files.put("onnx/config.json", new byte[10]);
		this.server = new HubServer(files);
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void resolveShouldDownloadWhatIsNeededIntoTheStandardLayout() throws IOException {
		Path snapshot = resolve("hf:org/name");
		Path repository = this.cache.resolve("models--org--name");
		assertThat(snapshot).isEqualTo(repository.resolve("snapshots").resolve(HubServer.COMMIT));
		assertThat(names(snapshot)).containsExactly("chat_template.jinja", "config.json", "generation_config.json",
				WEIGHTS, "tokenizer.json");
		assertThat(repository.resolve("refs/main")).hasContent(HubServer.COMMIT);
		byte[] weights = this.server.content(WEIGHTS);
		String etag = HubServer.sha256(weights);
		assertThat(repository.resolve("blobs").resolve(etag)).hasBinaryContent(weights);
		assertThat(Files.readSymbolicLink(snapshot.resolve(WEIGHTS))).isEqualTo(Path.of("..", "..", "blobs", etag));
		assertThat(names(repository.resolve("blobs"))).hasSize(5).noneMatch((name) -> name.contains("."));
		assertThat(this.cache.resolve(".locks/models--org--name").resolve(etag + ".lock")).exists();
		assertThat(this.progress).contains(WEIGHTS + " 0 300000", WEIGHTS + " 300000 300000");
	}

	@Test
	void resolveShouldDownloadNothingTwice() {
		Path first = resolve("hf:org/name");
		this.server.requests.clear();
		assertThat(resolve("hf:org/name")).isEqualTo(first);
		assertThat(this.server.requests).extracting(HubServer.Request::path)
			.containsExactly("/api/models/org/name/revision/main");
	}

	@Test
	void resolveShouldAskNobodyForCommitInTheCache() {
		Path first = resolve("hf:org/name");
		this.server.requests.clear();
		assertThat(resolve("hf:org/name@" + HubServer.COMMIT)).isEqualTo(first);
		assertThat(this.server.requests).isEmpty();
	}

	@Test
	void resolveShouldFollowRevisionThatMoves() throws IOException {
		Path first = resolve("hf:org/name@refs/pr/1");
		this.server.commit = "f".repeat(40);
		this.server.files.put("config.json", CheckpointFixture.bytes("{\"model_type\":\"qwen2\"}"));
		this.server.requests.clear();
		Path second = resolve("hf:org/name@refs/pr/1");
		assertThat(second).isNotEqualTo(first);
		assertThat(ModelConfig.read(second).modelType()).isEqualTo("qwen2");
		assertThat(ModelConfig.read(first).modelType()).isEqualTo("llama");
		assertThat(this.cache.resolve("models--org--name/refs/refs/pr/1")).hasContent("f".repeat(40));
		assertThat(this.server.requests("GET", ".safetensors")).isEmpty();
		assertThat(this.server.requests).extracting(HubServer.Request::path)
			.contains("/api/models/org/name/revision/refs%2Fpr%2F1");
	}

	@Test
	void resolveShouldDownloadTheShardsThatTheIndexNames() throws IOException {
		this.server.files.clear();
		this.server.files.putAll(CheckpointFixture.sharded());
		this.server.files.put("consolidated.safetensors", new byte[5]);
		Path snapshot = resolve("hf:org/name");
		assertThat(names(snapshot)).contains("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
			.doesNotContain("consolidated.safetensors");
		try (Weights weights = Weights.open(snapshot)) {
			assertThat(weights.names()).containsExactly("x", "y");
		}
		this.server.files.remove("model-00002-of-00002.safetensors");
		this.server.commit = "e".repeat(40);
		assertNotFound("hf:org/name", "names the shard 'model-00002-of-00002.safetensors'");
	}

	@Test
	void resolveShouldSendTheTokenToTheHubOnly() {
		this.server.requiredToken = "hf_secret";
		resolve("hf:org/name", new EngineOptions.Hub(this.server.endpoint(), "hf_secret", this.cache, null));
		assertThat(this.server.requests).filteredOn((request) -> request.server().equals("hub"))
			.extracting(HubServer.Request::authorization)
			.containsOnly("Bearer hf_secret");
		assertThat(this.server.requests).filteredOn((request) -> request.server().equals("cdn"))
			.isNotEmpty()
			.extracting(HubServer.Request::authorization)
			.containsOnlyNulls();
	}

	@Test
	void resolveShouldGoOnAfterDroppedConnections() {
		this.server.fail(WEIGHTS, new HubServer.Fault.Drop(100_000), new HubServer.Fault.Drop(50_000),
				new HubServer.Fault.Status(503), new HubServer.Fault.Drop(1), new HubServer.Fault.EndSilently(10),
				new HubServer.Fault.Drop(70_000));
		assertWeights(resolve("hf:org/name"));
		assertThat(this.server.requests("GET", "/" + WEIGHTS)).filteredOn((request) -> request.server().equals("cdn"))
			.hasSize(7)
			.extracting(HubServer.Request::range)
			.last()
			.isNotNull();
	}

	@Test
	void resolveShouldGoOnFromAnEarlierAttempt() throws IOException {
		Path incomplete = incomplete();
		Files.write(incomplete, Arrays.copyOf(this.server.content(WEIGHTS), 200_000));
		assertWeights(resolve("hf:org/name"));
		assertThat(this.server.requests("GET", "/" + WEIGHTS)).extracting(HubServer.Request::range)
			.containsOnly("bytes=200000-");
		assertThat(incomplete).doesNotExist();
	}

	@Test
	void resolveShouldStartOverWhereRangesAreIgnored() {
		this.server.rangesIgnored = true;
		this.server.fail(WEIGHTS, new HubServer.Fault.Drop(100_000), new HubServer.Fault.Drop(200_000));
		assertWeights(resolve("hf:org/name"));
	}

	@Test
	void resolveShouldStartOverWhenAnEarlierAttemptLeftDamage() throws IOException {
		Files.write(incomplete(), new byte[200_000]);
		assertWeights(resolve("hf:org/name"));
		Files.write(incomplete(), new byte[400_000]);
		this.server.commit = "a".repeat(40);
		assertWeights(resolve("hf:org/name"));
	}

	@Test
	void resolveShouldRecoverFromServerThatSendsNothingMore() {
		this.server.fail(WEIGHTS, new HubServer.Fault.Stall(100_000));
		Retries impatient = new Retries(4, Duration.ofMillis(1), Duration.ofSeconds(1));
		assertWeights(hub("hf:org/name", options(), impatient).resolve());
	}

	@Test
	void resolveShouldGiveUpWithoutProgressAndKeepWhatIsThere() {
		HubServer.Fault[] faults = new HubServer.Fault[20];
		Arrays.fill(faults, new HubServer.Fault.Status(503));
		faults[0] = new HubServer.Fault.Drop(100_000);
		this.server.fail(WEIGHTS, faults);
		assertNotFound("hf:org/name", "'model.safetensors' of 'org/name' failed at byte", "HTTP status 503",
				"start again to go on");
		assertThat(incomplete()).exists();
		this.server.faults.clear();
		assertWeights(resolve("hf:org/name"));
	}

	@Test
	void resolveShouldRefuseWrongContent() {
		this.server.fail(WEIGHTS, new HubServer.Fault.Corrupt());
		assertInvalid("'model.safetensors' of 'org/name'", "expected a content of hash", "found SHA-256");
		assertThat(incomplete()).doesNotExist();
		assertWeights(resolve("hf:org/name"));
	}

	@Test
	void resolveShouldRefuseWrongSmallFile() {
		this.server.fail("config.json", new HubServer.Fault.Corrupt());
		assertInvalid("'config.json' of 'org/name'", "found Git object id");
	}

	@ParameterizedTest
	@CsvSource({ "299999", "300001", "0" })
	void resolveShouldRefuseSizeThatIsLiedAbout(long size) {
		this.server.sizes.put(WEIGHTS, size);
		assertInvalid("expected " + size + " bytes, found 300000 bytes");
		assertThat(this.server.requests("GET", "/" + WEIGHTS)).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void resolveShouldRefuseBodyThatDoesNotEnd() {
		this.server.fail(WEIGHTS, new HubServer.Fault.Append(1));
		assertInvalid("expected 300000 bytes, found more");
		assertThat(incomplete()).doesNotExist();
	}

	@Test
	void resolveShouldGiveUpOnBodyThatAlwaysEndsEarly() {
		HubServer.Fault[] faults = new HubServer.Fault[20];
		Arrays.fill(faults, new HubServer.Fault.EndSilently(0));
		this.server.fail(WEIGHTS, faults);
		assertNotFound("hf:org/name", "failed at byte 0 of 300000", "the connection ended");
	}

	@Test
	void resolveShouldNotStartWithoutSpace() {
		this.server.sizes.put(WEIGHTS, 1L << 58);
		assertNotFound("hf:org/name", "need 288230376151 MB more", this.cache.toString(), "'HF_HOME'");
		assertThat(this.server.requests("GET", "/" + WEIGHTS)).isEmpty();
	}

	@Test
	void resolveShouldAcceptEntityTagsThatAreNoHashes() {
		this.server.etags.put(WEIGHTS, "abc-12");
		this.server.etags.put("config.json", HubServer.hash("SHA-1", this.server.content("config.json")));
		assertWeights(resolve("hf:org/name"));
	}

	@ParameterizedTest
	@CsvSource({ "../../evil", "a/b", "..", "''" })
	void resolveShouldRefuseEntityTagThatIsNoFileName(String etag) {
		this.server.etags.put(WEIGHTS, etag);
		assertNotFound("hf:org/name", "'model.safetensors' of 'org/name'", "expected an entity tag");
	}

	@ParameterizedTest
	@CsvSource({ "../../../../evil", "''", "main" })
	void resolveShouldRefuseCommitThatIsNone(String commit) {
		this.server.commit = commit;
		assertNotFound("hf:org/name", "in place of a commit");
	}

	@Test
	void resolveShouldNotFollowFileNamesOutOfTheCache() throws IOException {
		this.server.files.put("../../../config.json", new byte[3]);
		this.server.files.put("tokenizer/../../x.json", new byte[3]);
		this.server.files.put("/tokenizer.json", new byte[3]);
		Path snapshot = resolve("hf:org/name");
		assertThat(names(snapshot)).hasSize(5);
		assertThat(names(this.cache)).containsExactly(".locks", "models--org--name");
	}

	@Test
	void resolveShouldSayThatThereAreNoSafetensors() {
		this.server.files.remove(WEIGHTS);
		assertNotFound("hf:org/name", "It has no 'model.safetensors'", "pytorch_model.bin", "Only checkpoints");
		assertThat(this.server.requests("HEAD", "")).isEmpty();
		this.server.files.remove("config.json");
		assertNotFound("hf:org/name", "It has no 'config.json'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "401 | RepoNotFound | There is no model 'org/name' at | set 'HF_TOKEN'",
			"401 | '' | or it is private | set 'HF_TOKEN'", "404 | RepoNotFound | There is no model | Check its name",
			"404 | RevisionNotFound | has no revision 'main' | /tree/main",
			"403 | GatedRepo | is gated. Accept its terms at http | 'HF_TOKEN'",
			"401 | GatedRepo | is gated | 'HF_TOKEN'", "418 | '' | HTTP status 418 | Check the endpoint" })
	void resolveShouldExplainRefusals(int status, String code, String message, String advice) {
		this.server.refusals.add(new HubServer.Refusal(status, code));
		assertNotFound("hf:org/name", "'org/name'", message, advice);
		assertThat(this.server.requests).hasSize(1);
	}

	@Test
	void resolveShouldExplainRefusalsOfToken() {
		EngineOptions.Hub options = new EngineOptions.Hub(this.server.endpoint(), "hf_old", this.cache, null);
		this.server.refusals.add(new HubServer.Refusal(403, ""));
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve("hf:org/name", options))
			.withMessageContaining("The token that is set may not read 'org/name'");
		this.server.requiredToken = "hf_new";
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve("hf:org/name", options))
			.withMessageContaining("check that the token that is set is valid")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hf_old"));
	}

	@Test
	void resolveShouldTryAgainWhenTheHubIsBusy() {
		this.server.refusals.add(new HubServer.Refusal(503, ""));
		this.server.refusals.add(new HubServer.Refusal(429, ""));
		assertWeights(resolve("hf:org/name"));
	}

	@Test
	void resolveShouldFollowRepositoryThatWasRenamed() {
		this.server.renamed = true;
		assertWeights(resolve("hf:org/former"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/org/former | redirects more than 10 times", "ftp://x/y | no address",
			"http://a b/ | no address", "file:///etc/passwd | no address" })
	void resolveShouldRefuseRedirectsThatLeadNowhere(String location, String message) {
		this.server.redirect = location;
		assertNotFound("hf:org/name", "Could not reach", message);
	}

	@Test
	void resolveShouldUseTheCacheWhenTheHubCannotBeReached() {
		Path first = resolve("hf:org/name");
		this.server.refusals.add(new HubServer.Refusal(503, ""));
		assertThat(resolve("hf:org/name")).isEqualTo(first);
		this.server.close();
		assertThat(resolve("hf:org/name")).isEqualTo(first);
		assertNotFound("hf:org/other", "Could not reach '" + this.server.endpoint() + "'", "'HF_ENDPOINT'");
	}

	@Test
	void resolveShouldUseTheCacheAloneInOfflineMode() throws IOException {
		EngineOptions.Hub offline = new EngineOptions.Hub(this.server.endpoint(), null, this.cache, true);
		Path first = resolve("hf:org/name");
		this.server.requests.clear();
		assertThat(resolve("hf:org/name", offline)).isEqualTo(first);
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve("hf:org/name@v2", offline))
			.withMessageContaining("offline mode")
			.withMessageContaining("has no revision 'v2'");
		Files.delete(first.resolve(WEIGHTS));
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve("hf:org/name", offline))
			.withMessageContaining("lacks [model.safetensors]")
			.withMessageContaining("'HF_HUB_OFFLINE'");
		assertThat(this.server.requests).isEmpty();
	}

	@Test
	void resolveShouldCopyWhereThereAreNoLinks() throws IOException {
		HubCache linkless = new HubCache(this.cache, "org/name", (link, target) -> {
			throw new UnsupportedOperationException("no links here");
		});
		HubSettings settings = HubSettings.of(options(), "hf:org/name", (name) -> null, this.cache);
		Path snapshot = new HuggingFaceHub(settings, HubModel.parse("hf:org/name"), linkless, RETRIES,
				DownloadListener.NONE)
			.resolve();
		assertThat(snapshot.resolve(WEIGHTS)).isRegularFile()
			.satisfies((file) -> assertThat(Files.isSymbolicLink(file)).isFalse());
		assertWeights(snapshot);
		assertThat(names(snapshot)).hasSize(5);
	}

	@Test
	void concurrentDownloadsShouldShareOneTransfer() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Callable<Path> task = () -> resolve("hf:org/name");
			for (Future<Path> result : threads.invokeAll(List.of(task, task, task, task))) {
				assertWeights(result.get());
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.server.requests("GET", "/" + WEIGHTS)).filteredOn((request) -> request.server().equals("cdn"))
			.hasSize(1);
	}

	@Test
	void interruptionShouldEndTheDownload() {
		Thread.currentThread().interrupt();
		try {
			assertNotFound("hf:org/name", "interrupted");
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	private Path resolve(String location) {
		return resolve(location, options());
	}

	private Path resolve(String location, EngineOptions.Hub options) {
		return hub(location, options, RETRIES).resolve();
	}

	private HuggingFaceHub hub(String location, EngineOptions.Hub options, Retries retries) {
		HubModel model = HubModel.parse(location);
		HubSettings settings = HubSettings.of(options, location, (name) -> null, this.cache);
		return new HuggingFaceHub(settings, model, new HubCache(settings.cacheDirectory(), model.id()), retries,
				this::report);
	}

	private EngineOptions.Hub options() {
		return new EngineOptions.Hub(this.server.endpoint(), null, this.cache, null);
	}

	private synchronized void report(String file, long done, long total) {
		this.progress.add(file + " " + done + " " + total);
	}

	private Path incomplete() {
		Path blobs = this.cache.resolve("models--org--name/blobs");
		try {
			Files.createDirectories(blobs);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return blobs.resolve(HubServer.sha256(this.server.content(WEIGHTS)) + ".incomplete");
	}

	private void assertWeights(Path snapshot) {
		assertThat(snapshot.resolve(WEIGHTS)).hasBinaryContent(this.server.content(WEIGHTS));
	}

	private void assertNotFound(String location, String... messages) {
		assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> resolve(location))
			.satisfies((ex) -> assertThat(ex.getLocation()).isEqualTo(location))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages));
	}

	private void assertInvalid(String... messages) {
		assertThatExceptionOfType(InvalidCheckpointException.class).isThrownBy(() -> resolve("hf:org/name"))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages));
	}

	private static List<String> names(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static byte[] randomBytes(int size) {
		byte[] bytes = new byte[size];
		new Random(42).nextBytes(bytes);
		return bytes;
	}

}
