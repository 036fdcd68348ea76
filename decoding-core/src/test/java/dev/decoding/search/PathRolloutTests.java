package dev.decoding.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.decoding.TableLm;
import dev.decoding.logits.ArgmaxSampler;
import dev.decoding.logits.ArithmeticSampler;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.PathRollout.Extension;
import dev.decoding.search.PathRollout.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link PathRollout} and {@link Path}.
 */
class PathRolloutTests {

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "c", ".");

	private final TableLm lm = new TableLm(TOKENS, 1000,
			(sequence) -> new float[] { -2, -99, 0, 1, sequence.last() % 3, 0.5f });

	private static GenerationRequest.Builder request() {
		return GenerationRequest.of(1).maxNewTokens(30).seed(7);
	}

	private PathRollout rollout(GenerationRequest.Builder request) {
		return new PathRollout(this.lm, request.build(), Limits.NONE);
	}

	private static List<GeneratedSequence> sequences(List<Path> paths) {
		return paths.stream()
			.map((path) -> path.sequence(path.logProbabilities().stream().mapToDouble(Double::doubleValue).sum(), null))
			.toList();
	}

	@Test
	void pathsThatPauseGoOnAsIfTheyHadNot() {
		List<GeneratedSequence> expected = new Sampling().generate(this.lm, request().numReturnSequences(6).build())
			.sequences();
		PathRollout rollout = rollout(request().numReturnSequences(6));
		List<Path> paths = rollout.begin(6);
		while (!paths.stream().allMatch(Path::isFinished)) {
			paths = rollout.extend(paths, Pause.after("."));
		}
		assertThat(sequences(paths)).isEqualTo(expected);
		assertThat(rollout.newTokens())
			.isEqualTo(expected.stream().mapToInt((sequence) -> sequence.tokens().generatedLength()).sum());
	}

	@Test
	void samplersDivideTheirRangeAmongPaths() {
		GenerationRequest.Builder request = request().numReturnSequences(5).sampler(new ArithmeticSampler());
		PathRollout rollout = rollout(request);
		List<Path> paths = rollout.extend(rollout.extend(rollout.begin(5), Pause.afterTokens(3)), Pause.NEVER);
		assertThat(sequences(paths)).isEqualTo(new Sampling().generate(this.lm, request.build()).sequences());
	}

	@Test
	void stepsEndWithTheirDelimiter() {
		PathRollout rollout = rollout(request().maxNewTokens(200).endOfTextTokens());
		Path path = rollout.extend(rollout.begin(1), Pause.after(".")).get(0);
		assertThat(path.decoded()).endsWith(".").containsOnlyOnce(".");
		Path more = rollout.extend(List.of(path), Pause.after(".", 2)).get(0);
		assertThat(more.decoded()).startsWith(path.decoded()).endsWith(".");
		assertThat(more.decoded().chars().filter((c) -> c == '.').count()).isEqualTo(3);
		assertThat(more.tokensUpTo(path.decoded().length())).isEqualTo(path.tokens().generatedLength());
	}

	@Test
	void forksDrawForThemselves() {
		PathRollout rollout = rollout(request().maxNewTokens(60).endOfTextTokens());
		Path path = rollout.extend(rollout.begin(1), Pause.afterTokens(20)).get(0);
		List<Path> forks = rollout.extend(Collections.nCopies(4, path), Pause.afterTokens(20));
		assertThat(forks).extracting(Path::index).containsExactly(0, 1, 2, 3);
		assertThat(forks).extracting(Path::parent).containsExactly(-1, 0, 0, 0);
		assertThat(forks).extracting(Path::text)
			.doesNotHaveDuplicates()
			.allMatch((text) -> text.startsWith(path.text()));
		assertThat(path.tokens().generatedLength()).isEqualTo(20);
		assertThat(rollout.extend(List.of(path), Pause.afterTokens(20)).get(0).text())
			.isNotEqualTo(forks.get(0).text());
	}

	@Test
	void forksOfOneSequenceAreOneQuery() {
		PathRollout rollout = rollout(request().endOfTextTokens());
		List<Path> paths = rollout.extend(rollout.begin(5), Pause.afterTokens(2));
		rollout.extend(Collections.nCopies(3, paths.get(0)), Pause.afterTokens(2));
		assertThat(this.lm.calls).extracting(List::size).containsExactly(1, 3, 1, 2);
		assertThat(rollout.result(List.of()).cost()).isEqualTo(new Cost(1, 0, 5, 16, 7, 4, 0));
	}

	@Test
	void theModelIsAskedOnceAboutWhatPathsHaveInCommon() {
		PathRollout rollout = rollout(request().numReturnSequences(64).endOfTextTokens());
		List<Path> paths = rollout.extend(rollout.extend(rollout.begin(64), Pause.afterTokens(2)),
				Pause.afterTokens(3));
		Set<TokenSequence> prefixes = new HashSet<>();
		for (Path path : paths) {
			for (int length = 1; length < path.tokens().length(); length++) {
				prefixes.add(path.tokens().take(length));
			}
		}
		assertThat(rollout.result(List.of()).cost().forwardTokens()).isEqualTo(prefixes.size());
		assertThat(paths).hasSize(64).extracting(Path::text).hasSizeGreaterThan(20);
		assertThat(paths.get(0).text())
			.isEqualTo(new Sampling().generate(this.lm, request().maxNewTokens(5).endOfTextTokens().build())
				.sequences()
				.get(0)
				.text());
	}

	@Test
	void aPathThatGoesBackIsWhatItWas() {
		PathRollout rollout = rollout(request().endOfTextTokens().statistics(2));
		Path path = rollout.extend(rollout.begin(1), Pause.afterTokens(25)).get(0);
		Path back = path.take(10);
		assertThat(back.tokens()).isEqualTo(path.tokens().take(11));
		assertThat(path.text()).startsWith(back.text());
		assertThat(back.logProbabilities()).isEqualTo(path.logProbabilities().subList(0, 10));
		assertThat(back.statistics()).isEqualTo(path.statistics().subList(0, 10));
		Path other = rollout.extend(List.of(back), Pause.afterTokens(15)).get(0);
		assertThat(other.tokens().take(11)).isEqualTo(back.tokens());
		assertThat(other.text()).isNotEqualTo(path.text());
		assertThat(path.take(25)).isSameAs(path);
	}

	@Test
	void aRolloutByAnotherSamplerLeavesThePathItsOwn() {
		PathRollout rollout = rollout(request().endOfTextTokens());
		Path path = rollout.extend(rollout.begin(1), Pause.afterTokens(2), new ArgmaxSampler()).get(0);
		assertThat(path.text()).isEqualTo("bb");
		List<Path> sampled = rollout.extend(Collections.nCopies(20, path), Pause.afterTokens(5));
		assertThat(sampled).extracting(Path::text).hasSizeGreaterThan(10).anyMatch((text) -> text.contains("a"));
	}

	@Test
	void eachPathIsExtendedInItsOwnWay() {
		PathRollout rollout = rollout(request().endOfTextTokens());
		Path path = rollout.extend(rollout.begin(1), Pause.afterTokens(2), new ArgmaxSampler()).get(0);
		int calls = this.lm.calls.size();
		List<Path> paths = rollout.extendEach(List.of(new Extension(path, Pause.afterTokens(1), new RankSampler(1)),
				new Extension(path, Pause.afterTokens(3), new ArgmaxSampler()),
				new Extension(path, Pause.afterTokens(2), null)));
		assertThat(paths).extracting(Path::text).first().isEqualTo("bb.");
		assertThat(paths).extracting((each) -> each.tokens().generatedLength()).containsExactly(3, 5, 4);
		assertThat(this.lm.calls.subList(calls, this.lm.calls.size())).extracting(List::size).containsExactly(1, 2, 1);
	}

	@Test
	void pathsContinuePromptsOfTheirOwn() {
		PathRollout rollout = rollout(request().maxNewTokens(8).endOfTextTokens().forcedPrefix(5));
		Path first = rollout.extend(rollout.begin(1), Pause.NEVER).get(0);
		TokenSequence prompt = first.tokens().append(2, 3);
		List<Path> paths = rollout.extend(rollout.begin(List.of(prompt, rollout.prompt(), prompt)), Pause.NEVER);
		assertThat(paths).extracting(Path::index).containsExactly(1, 2, 3);
		for (Path path : paths) {
			assertThat(path.text()).hasSize(8).startsWith(".");
			assertThat(path.logProbabilities()).hasSize(8);
			assertThat(path.tokens().generatedLength()).isEqualTo(8);
		}
		assertThat(paths.get(0).tokens().toArray(0, 11)).isEqualTo(prompt.toArray());
		assertThat(paths.get(0).text()).isNotEqualTo(paths.get(2).text());
		Path back = paths.get(0).take(3);
		assertThat(back.text()).isEqualTo(paths.get(0).text().substring(0, 3));
		assertThat(rollout.extend(List.of(back), Pause.NEVER).get(0).tokens().toArray(0, 14))
			.isEqualTo(back.tokens().toArray());
		assertThat(rollout.result(List.of()).cost().generations()).isEqualTo(4);
	}

	@Test
	void aPathOnAPromptOfItsOwnEndsWithTheContext() {
		TableLm small = new TableLm(TOKENS, 12, (sequence) -> new float[] { -99, -99, 0, 0, 0, 0 });
		PathRollout rollout = new PathRollout(small, request().build(), Limits.NONE);
		TokenSequence prompt = TokenSequence.of(1, 2, 3, 4, 5, 2, 3);
		assertThat(rollout.room(rollout.prompt())).isEqualTo(11);
		assertThat(rollout.room(prompt)).isEqualTo(5);
		Path path = rollout.extend(rollout.begin(List.of(prompt)), Pause.NEVER).get(0);
		assertThat(path.text()).hasSize(5);
		assertThat(path.finishReason()).isEqualTo(FinishReason.LENGTH);
		TokenSequence full = prompt.append(1, 2, 3, 4, 5);
		assertThatExceptionOfType(ContextLengthExceededException.class)
			.isThrownBy(() -> rollout.begin(List.of(prompt, full)))
			.withMessageContaining("12 tokens")
			.withMessageContaining("shorter prompt");
	}

	@Test
	void whatIsHiddenOfThePromptIsHiddenWhereAPathBeginsWithIt() {
		PathRollout rollout = new PathRollout(this.lm,
				GenerationRequest.of(1, 2, 3).attentionMask(new boolean[] { true, false, true }).build(), Limits.NONE);
		rollout.extend(rollout.begin(List.of(TokenSequence.of(1, 2, 3, 4), TokenSequence.of(1, 3))),
				Pause.afterTokens(1));
		List<Query> queries = this.lm.calls.get(0);
		assertThat(queries.get(0).attentionMask()).containsExactly(true, false, true, true);
		assertThat(queries.get(1).attentionMask()).isNull();
	}

	@Test
	void whatIsToldOfAPathIsWhatSamplingTells() {
		GenerationRequest request = request().stopStrings(".a", "cab").statistics(1).numReturnSequences(4).build();
		List<String> expected = new ArrayList<>();
		new Sampling().generate(this.lm, request, listener(expected));
		PathRollout rollout = new PathRollout(this.lm, request, Limits.NONE);
		List<Path> paths = rollout.extend(rollout.extend(rollout.begin(4), Pause.after(".")), Pause.NEVER);
		List<String> told = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			paths.get(i).tell(i, 1, listener(told));
		}
		assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
	}

	private static GenerationListener listener(List<String> told) {
		return new GenerationListener() {

			@Override
			public void onToken(int sequence, int token, String text) {
				told.add(sequence + " " + token + " " + text);
			}

			@Override
			public void onStatistics(int sequence, TokenStatistics statistics) {
				told.add(sequence + " " + statistics);
			}

			@Override
			public void onFinish(int sequence, String text, FinishReason reason) {
				told.add(sequence + " " + text + " " + reason);
			}

		};
	}

	@Test
	void forcedTokensComeFirst() {
		GenerationRequest.Builder request = request().forcedPrefix(4, 5, 2);
		PathRollout rollout = rollout(request);
		Path path = rollout.extend(rollout.begin(1), Pause.NEVER).get(0);
		assertThat(sequences(List.of(path))).isEqualTo(new Sampling().generate(this.lm, request.build()).sequences());
		assertThat(path.text()).startsWith("c.a");
	}

	@Test
	void atALimitPathsEnd() {
		PathRollout rollout = new PathRollout(this.lm, request().endOfTextTokens().build(), new Limits(10, null));
		List<Path> paths = rollout.extend(rollout.begin(4), Pause.NEVER);
		assertThat(paths).extracting(Path::finishReason).containsOnly(FinishReason.LENGTH);
		assertThat(paths).extracting((path) -> path.tokens().generatedLength()).containsOnly(3);
		assertThat(rollout.interruption()).isEqualTo(FinishReason.LENGTH);
		assertThat(rollout.extend(List.of(paths.get(0).take(1)), Pause.NEVER).get(0).tokens().generatedLength())
			.isOne();
	}

	@Test
	void timeIsALimit() {
		PathRollout rollout = new PathRollout(this.lm, request().build(), new Limits(null, Duration.ZERO));
		assertThat(rollout.extend(rollout.begin(1), Pause.NEVER).get(0).finishReason()).isEqualTo(FinishReason.LENGTH);
		assertThat(this.lm.calls).isEmpty();
	}

	@Test
	void whenCancelledPathsEnd() {
		GenerationRequest request = request().endOfTextTokens().build();
		PathRollout rollout = new PathRollout(this.lm, request, Limits.NONE);
		List<Path> paths = rollout.extend(rollout.begin(2), Pause.afterTokens(3));
		request.cancellation().cancel();
		assertThat(rollout.extend(paths, Pause.NEVER)).extracting(Path::finishReason)
			.containsOnly(FinishReason.CANCELLED);
		assertThat(rollout.interruption()).isEqualTo(FinishReason.CANCELLED);
	}

	@Test
	void judgingCountsAsTheVerifiers() {
		PathRollout rollout = rollout(request().endOfTextTokens());
		Path path = rollout.extend(rollout.begin(1), Pause.afterTokens(3)).get(0);
		rollout.judge(List.of(Query.next(path.tokens())));
		assertThat(rollout.result(List.of()).cost()).isEqualTo(new Cost(1, 0, 1, 3, 3, 4, 1));
	}

	@Test
	void allThatWasMadeIsKept() {
		PathRollout rollout = rollout(request().endOfTextTokens());
		Path path = rollout.extend(rollout.begin(1), Pause.afterTokens(3)).get(0);
		Path fork = rollout.extend(List.of(path, path), Pause.afterTokens(2)).get(1);
		assertThat(rollout.segments()).extracting(PathRollout.Segment::path).containsExactly(0, 0, 1);
		assertThat(rollout.segments()).extracting(PathRollout.Segment::parent).containsExactly(-1, -1, 0);
		assertThat(rollout.segments().get(0).text() + rollout.segments().get(2).text()).isEqualTo(fork.text());
		assertThat(rollout.segments()).extracting(PathRollout.Segment::start).containsExactly(0, 3, 3);
	}

}
