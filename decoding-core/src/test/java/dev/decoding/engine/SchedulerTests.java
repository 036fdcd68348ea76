package dev.decoding.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.decoding.engine.cache.PrefixCache;
import dev.decoding.model.Evaluation;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelException;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

class SchedulerTests {

	private final SlotGraph graph = new SlotGraph();

	private @Nullable Scheduler scheduler;

	private static void start(Runnable loop) {
		Thread thread = new Thread(loop, "scheduler");
		thread.setDaemon(true);
		thread.start();
	}

	@AfterEach
	void closeScheduler() {
		if (this.scheduler != null) {
			this.scheduler.close();
		}
	}

	private Scheduler start(int blocks, int prefillChunk) {
		this.graph.allocateCache(blocks * 4);
		this.scheduler = new Scheduler(SchedulerTests::start, this.graph, new PrefixCache(blocks, 4),
				new Planner.Limits(prefillChunk, 64), SlotGraph.VOCABULARY, SlotGraph.WIDTH);
		return this.scheduler;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3, 7, 20, 1000 })
	void anyInterleavingOfAppendTakeForkAndEvaluateGivesTheSameLogits(int blocks) throws Exception {
		Scheduler scheduler = start(blocks, 16);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> all = new ArrayList<>();
		for (int thread = 0; thread < 4; thread++) {
			long seed = 100L * blocks + thread;
			all.add(threads.submit(() -> interleave(scheduler, new Random(seed), "seed " + seed)));
		}
		for (Future<?> one : all) {
			one.get(60, TimeUnit.SECONDS);
		}
		threads.shutdown();
	}

	private void interleave(Scheduler scheduler, Random random, String description) {
		List<TokenSequence> sequences = new ArrayList<>(List.of(TokenSequence.of(1)));
		for (int round = 0; round < 300; round++) {
			int picked = random.nextInt(sequences.size());
			TokenSequence sequence = sequences.get(picked);
			switch (random.nextInt(4)) {
				case 0 -> sequence = sequence.append(random.ints(random.nextInt(1, 30), 0, 3).toArray());
				case 1 -> sequence = sequence.append(random.nextInt(3));
				case 2 -> sequence = sequence.take(random.nextInt(1, sequence.length() + 1));
				default -> sequences.add(sequence);
			}
			sequences.set(picked, (sequence.length() > 60) ? sequence.take(9) : sequence);
			List<Query> queries = random.ints(random.nextInt(1, 5), 0, sequences.size())
				.mapToObj((index) -> query(sequences.get(index), random))
				.toList();
			Evaluation evaluation = scheduler.evaluate(queries);
			for (int i = 0; i < queries.size(); i++) {
				check(queries.get(i), evaluation.get(i), description);
			}
		}
	}

	private static Query query(TokenSequence sequence, Random random) {
		return switch (random.nextInt(6)) {
			case 0 -> Query.tokenLogProbabilities(sequence, random.nextInt(1, sequence.length() + 1));
			case 1 -> Query.logits(sequence, random.nextInt(sequence.length())).and(Output.NEXT_LOGITS);
			case 2 -> Query.hiddenStates(sequence, random.nextInt(sequence.length()));
			default -> Query.next(sequence);
		};
	}

	private static void check(Query query, Evaluation.Result result, String description) {
		TokenSequence sequence = query.sequence();
		if (query.wants(Output.NEXT_LOGITS)) {
			assertThat(result.nextLogits().scores()).as(description).isEqualTo(SlotGraph.logits(sequence.toArray()));
		}
		for (int i = query.from(); i < sequence.length(); i++) {
			float[] expected = SlotGraph.logits(sequence.toArray(0, i + 1));
			if (query.wants(Output.LOGITS)) {
				assertThat(result.logits(i).scores()).as(description).isEqualTo(expected);
			}
			if (query.wants(Output.HIDDEN_STATES)) {
				assertThat(result.hiddenState(i)).as(description).startsWith(expected[0], expected[1], expected[2]);
			}
			if (query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
				double logProbability = Task.logProbability(SlotGraph.logits(sequence.toArray(0, i)), sequence.get(i));
				assertThat(result.tokenLogProbabilities()[i - query.from()]).as(description)
					.isEqualTo(logProbability, within(1e-9));
			}
		}
		assertThat(result.cachedTokens() + result.computedTokens()).isEqualTo(sequence.length());
	}

	@Test
	void decodingReusesThePrefix() {
		Scheduler scheduler = start(100, 256);
		TokenSequence sequence = TokenSequence.of(IntStream.range(0, 50).toArray());
		assertThat(scheduler.evaluate(List.of(Query.next(sequence))).get(0).computedTokens()).isEqualTo(50);
		Evaluation.Result next = scheduler.evaluate(List.of(Query.next(sequence.append(7)))).get(0);
		assertThat(next.computedTokens()).isEqualTo(1);
		assertThat(next.cachedTokens()).isEqualTo(50);
	}

	@Test
	void candidatesOfOnePromptAreComputedOnce() throws Exception {
		Scheduler scheduler = start(100, 8);
		TokenSequence prompt = TokenSequence.of(IntStream.range(0, 40).toArray());
		this.graph.pauseMillis = 5;
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<Future<Evaluation>> all = IntStream.range(0, 8)
			.mapToObj((i) -> threads.submit(() -> scheduler.evaluate(List.of(Query.next(prompt.append(i))))))
			.toList();
		for (int i = 0; i < 8; i++) {
			assertThat(all.get(i).get().get(0).nextLogits().scores())
				.isEqualTo(SlotGraph.logits(prompt.append(i).toArray()));
		}
		threads.shutdown();
		assertThat(this.graph.forwardTokens).isLessThan(41 + 8 * 8);
	}

	@Test
	void forksOfOneSequenceAreComputedTogetherWhereverABlockEnds() {
		Scheduler scheduler = start(1000, 256);
		List<TokenSequence> sequences = List.of(TokenSequence.of(IntStream.range(0, 40).toArray()));
		for (int round = 0; round < 10; round++) {
			List<TokenSequence> parents = sequences;
			sequences = IntStream.range(0, 9).mapToObj((i) -> parents.get(i % parents.size() / 2).append(i)).toList();
			int steps = this.graph.steps;
			int tokens = this.graph.forwardTokens;
			scheduler.evaluate(List.of(Query.next(parents.get(0))));
			scheduler.evaluate(sequences.stream().map(Query::next).toList());
			if (round > 0) {
				assertThat(this.graph.steps - steps).as("round %d", round).isEqualTo(2);
				assertThat(this.graph.forwardTokens - tokens).as("round %d", round).isEqualTo(10);
			}
		}
	}

	@Test
	void equalQueriesOfOneCallAreComputedOnceAndNotShared() {
		Scheduler scheduler = start(100, 256);
		Query query = Query.next(TokenSequence.of(1, 2, 3));
		Evaluation evaluation = scheduler.evaluate(List.of(query, query));
		Logits first = evaluation.get(0).nextLogits();
		first.set(0, 99);
		assertThat(evaluation.get(1).nextLogits().scores()).isEqualTo(SlotGraph.logits(1, 2, 3));
		assertThat(this.graph.forwardTokens).isEqualTo(3);
	}

	@Test
	void longPromptsAreCutIntoChunks() {
		Scheduler scheduler = start(100, 16);
		scheduler.evaluate(List.of(Query.next(TokenSequence.of(new int[100]))));
		assertThat(this.graph.mostTokens).isLessThanOrEqualTo(16);
		assertThat(this.graph.forwardTokens).isEqualTo(100);
	}

	@Test
	void guessesToBeCheckedWaitForNoPrompt() throws Exception {
		Scheduler scheduler = start(1000, 64);
		TokenSequence sequence = TokenSequence.of(1, 2, 3);
		scheduler.evaluate(List.of(Query.next(sequence)));
		this.graph.pauseMillis = 5;
		ExecutorService thread = Executors.newSingleThreadExecutor();
		Future<Evaluation> prompt = thread
			.submit(() -> scheduler.evaluate(List.of(Query.next(TokenSequence.of(new int[3000])))));
		await().until(() -> this.graph.steps > 2);
		for (int guesses = 0; guesses < 21; guesses += 5) {
			Query query = Query.logits(sequence.append(new int[guesses]).append(7), sequence.length());
			check(query, scheduler.evaluate(List.of(query)).get(0), guesses + " guesses");
		}
		assertThat(prompt.isDone()).isFalse();
		assertThat(prompt.get().get(0).nextLogits().scores()).isEqualTo(SlotGraph.logits(new int[3000]));
		thread.shutdown();
	}

	@Test
	void concurrentCallersShareForwards() throws Exception {
		Scheduler scheduler = start(1000, 256);
		this.graph.pauseMillis = 3;
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<Future<?>> all = new ArrayList<>();
		for (int thread = 0; thread < 8; thread++) {
			TokenSequence prompt = TokenSequence.of(thread);
			all.add(threads.submit(() -> {
				TokenSequence sequence = prompt;
				for (int i = 0; i < 50; i++) {
					scheduler.evaluate(List.of(Query.next(sequence)));
					sequence = sequence.append(i % 5);
				}
			}));
		}
		for (Future<?> one : all) {
			one.get();
		}
		threads.shutdown();
		assertThat(this.graph.mostSequences).isEqualTo(8);
		assertThat(this.graph.steps).isLessThan(200);
	}

	@Test
	void maskedTokensAreNotSeen() {
		Scheduler scheduler = start(100, 256);
		Query query = Query.next(TokenSequence.of(5, 6, 1, 2))
			.withAttentionMask(new boolean[] { false, false, true, true });
		assertThat(scheduler.evaluate(List.of(query)).get(0).nextLogits().scores()).isEqualTo(SlotGraph.logits(1, 2));
	}

	@Test
	void interruptedCallerGivesUpAndItsWorkIsDropped() throws Exception {
		Scheduler scheduler = start(100, 4);
		this.graph.pauseMillis = 20;
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread caller = new Thread(() -> {
			try {
				scheduler.evaluate(List.of(Query.next(TokenSequence.of(new int[390]))));
			}
			catch (EvaluationCancelledException ex) {
				failure.set(ex);
			}
		});
		caller.start();
		await().until(() -> this.graph.steps > 1);
		caller.interrupt();
		caller.join();
		assertThat(failure.get()).isInstanceOf(EvaluationCancelledException.class);
		int steps = this.graph.steps;
		scheduler.evaluate(List.of(Query.next(TokenSequence.of(3))));
		assertThat(this.graph.steps).isLessThan(steps + 5);
	}

	@Test
	void failedForwardFailsItsCallersAndNoOthers() {
		SlotGraph broken = new SlotGraph() {

			@Override
			public dev.decoding.engine.graph.StepResult forward(dev.decoding.engine.graph.Step step) {
				if (step.tokens()[0] == 9) {
					throw new IllegalArgumentException("nine");
				}
				return super.forward(step);
			}

		};
		broken.allocateCache(40);
		try (Scheduler scheduler = new Scheduler(SchedulerTests::start, broken, new PrefixCache(10, 4),
				new Planner.Limits(16, 4), SlotGraph.VOCABULARY, SlotGraph.WIDTH)) {
			assertThatExceptionOfType(ModelException.class)
				.isThrownBy(() -> scheduler.evaluate(List.of(Query.next(TokenSequence.of(9)))))
				.withMessageContaining("nine");
			assertThat(scheduler.evaluate(List.of(Query.next(TokenSequence.of(1)))).get(0).nextLogits().scores())
				.isEqualTo(SlotGraph.logits(1));
		}
		assertThat(broken.closed).isTrue();
	}

	@Test
	void closedSchedulerRefuses() {
		Scheduler scheduler = start(10, 16);
		scheduler.close();
		assertThatExceptionOfType(ModelException.class)
			.isThrownBy(() -> scheduler.evaluate(List.of(Query.next(TokenSequence.of(1)))))
			.withMessage("The model is closed");
	}

}
