package dev.decoding.arithmetic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainVerifier;
import dev.decoding.arithmetic.natural.OffTopic;
import dev.decoding.arithmetic.random.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Corpus}.
 */
class CorpusTests {

	private static final int COUNT = 400;

	@ParameterizedTest
	@EnumSource
	void examplesAreConversationsThatEndWithWhatIsLearned(Kind kind) {
		assertThat(examples(kind)).allSatisfy((example) -> {
			assertThat(example.kind()).isEqualTo(kind);
			List<Message> messages = example.messages();
			assertThat(example.train()).endsWith(messages.size() - 1)
				.allSatisfy((index) -> assertThat(messages.get(index).role()).isEqualTo("assistant"));
			boolean system = messages.get(0).role().equals("system");
			for (int i = system ? 1 : 0; i < messages.size(); i++) {
				boolean user = (i - (system ? 1 : 0)) % 2 == 0;
				assertThat(messages.get(i).role()).isEqualTo(user ? "user" : "assistant");
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void anExampleDependsOnSeedAndIndexAlone(Kind kind) {
		assertThat(corpus(kind).example(42)).isEqualTo(corpus(kind).example(42));
		assertThat(corpus(kind).example(42)).isNotEqualTo(corpus(kind).example(43));
	}

	@ParameterizedTest
	@EnumSource
	void jsonSaysWhatTheExampleSays(Kind kind) {
		assertThat(examples(kind)).allSatisfy((example) -> {
			JsonNode json = JsonMapper.shared().readTree(example.toJson());
			for (int i = 0; i < example.messages().size(); i++) {
				assertThat(json.get("messages").get(i).get("content").asString())
					.isEqualTo(example.messages().get(i).content());
			}
			assertThat(json.get("kind").asString()).isEqualTo(kind.toString());
			assertThat(json.get("train").toString()).isEqualTo(example.train().toString().replace(" ", ""));
			assertThat(json.get("nats").asDouble()).isEqualTo(example.nats());
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "CHAIN", "CHAIN_CLEAN", "REVISION", "EVALUATION" })
	void attemptsAreJudgedLineByLine(Kind kind) {
		assertThat(examples(kind)).allSatisfy((example) -> {
			ChainProblem problem = ChainProblem.parse(example.messages().get(0).content());
			for (int i = 0; i < example.attempts().size(); i++) {
				assertThat(example.attempts().get(i))
					.isEqualTo(ChainVerifier.check(problem, example.messages().get(2 * i + 1).content()));
			}
		});
	}

	/**
	 * Change the corpus, and the model has to be trained again.
	 */
	@Test
	void theCorpusIsTheOneThatTheModelWasTrainedOn() throws NoSuchAlgorithmException {
		Corpus corpus = new Corpus(Split.TRAINING, 1,
				Mix.parse("chain,chain-clean,plain=4,json,drill,other,revision,evaluation"));
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (int i = 0; i < 5000; i++) {
			digest.update(corpus.example(i).messages().toString().getBytes(StandardCharsets.UTF_8));
		}
		assertThat(HexFormat.of().formatHex(digest.digest()))
			.isEqualTo("6120e53f780659ee9c8964e0d9e1290c51dd73078590ec27ae993e67fa6eedf8");
	}

	@Test
	void cleanChainsAreRightAndCertain() {
		assertThat(examples(Kind.CHAIN_CLEAN)).allSatisfy((example) -> {
			assertThat(example.attempts().get(0)).doesNotContain(false);
			assertThat(example.nats()).isZero();
		});
		assertThat(examples(Kind.CHAIN)).anySatisfy((example) -> assertThat(example.attempts().get(0)).contains(false))
			.allSatisfy((example) -> assertThat(example.nats()).isPositive());
	}

	@Test
	void plainAnswersAreTheLast() {
		assertThat(examples(Kind.PLAIN)).allSatisfy((example) -> assertThat(last(example)).contains("\nAnswer: "));
	}

	@Test
	void jsonAnswersAreJson() {
		assertThat(examples(Kind.JSON)).allSatisfy((example) -> {
			JsonNode json = JsonMapper.shared().readTree(last(example));
			assertThat(json.get("steps").size()).isPositive();
			assertThat(AnswerExtractor.extract(last(example))).hasValue(json.get("answer").asInt());
		});
	}

	@Test
	void everythingElseHasOneAnswer() {
		assertThat(examples(Kind.OTHER)).extracting(CorpusTests::last).containsOnly(OffTopic.ANSWER);
	}

	@Test
	void revisionsEndRight() {
		assertThat(examples(Kind.REVISION)).allSatisfy((example) -> {
			assertThat(example.attempts()).hasSizeBetween(2, 5);
			assertThat(example.attempts().get(example.attempts().size() - 1)).doesNotContain(false);
			assertThat(example.train()).hasSize(1);
		});
	}

	@Test
	void evaluationsAreYesAsOftenAsNoAndTellTheTruth() {
		List<Example> examples = examples(Kind.EVALUATION);
		assertThat(examples).allSatisfy((example) -> {
			List<Boolean> labels = example.attempts().get(0);
			boolean right = labels.get(labels.size() - 1);
			assertThat(example.messages().get(2).content()).contains(last(example) + (right ? ": yes" : ": no"));
		});
		assertThat(examples.stream().filter((example) -> last(example).equals("A")).count()).isBetween(160L, 240L);
		assertThat(examples.stream().filter((example) -> !example.attempts().get(0).contains(false)).count())
			.isBetween(160L, 240L);
	}

	@Test
	void splitsShareNoChain() {
		List<String> trained = chains(Split.TRAINING);
		assertThat(chains(Split.TEST)).doesNotContainAnyElementsOf(trained);
	}

	private static List<String> chains(Split split) {
		Corpus corpus = new Corpus(split, 5, Mix.parse("chain"));
		return LongStream.range(0, COUNT).mapToObj((i) -> corpus.example(i).messages().get(0).content()).toList();
	}

	private static String last(Example example) {
		return example.messages().get(example.messages().size() - 1).content();
	}

	private static Corpus corpus(Kind kind) {
		return new Corpus(Split.TRAINING, 1, Mix.parse(kind.toString()));
	}

	private static List<Example> examples(Kind kind) {
		return LongStream.range(0, COUNT).mapToObj(corpus(kind)::example).toList();
	}

}
