package dev.decoding.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.decoding.engine.cache.PrefixCache;
import dev.decoding.engine.graph.Step;
import dev.decoding.engine.graph.StepResult;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the blocks of the cache that 64 beams need while they fork and end.
 */
class SharedBlocksTests {

	private static final int BEAMS = 64;

	private static final int BLOCK_SIZE = Engine.BLOCK_SIZE;

	private final PrefixCache cache = new PrefixCache(40_000 / BLOCK_SIZE, BLOCK_SIZE);

	/** Blocks that were held in the last forward. */
	private int held;

	@Test
	void beamsHoldOneBlockForEachDistinctBeginningThatItEnds() {
		Random random = new Random(3);
		SlotGraph graph = new SlotGraph() {

			@Override
			public StepResult forward(Step step) {
				SharedBlocksTests.this.held = SharedBlocksTests.this.cache.leasedBlocks();
				return super.forward(step);
			}

		};
		graph.allocateCache(40_000);
		try (Scheduler scheduler = new Scheduler((loop) -> new Thread(loop).start(), graph, this.cache,
				new Planner.Limits(256, BEAMS), SlotGraph.VOCABULARY, SlotGraph.WIDTH)) {
			TokenSequence prompt = TokenSequence.of(random.ints(1024, 0, SlotGraph.VOCABULARY).toArray());
			scheduler.evaluate(List.of(Query.next(prompt)));
			List<TokenSequence> beams = List.of(prompt);
			for (int round = 0; round < 256; round++) {
				beams = next(beams, random);
				int steps = graph.steps;
				scheduler.evaluate(beams.stream().map(Query::next).toList());
				assertThat(graph.steps - steps).as("round %d", round).isOne();
				if (round % 10 == 5) {
					assertThat(this.held).as("round %d", round).isEqualTo(distinct(beams, BLOCK_SIZE));
					assertThat(this.held * BLOCK_SIZE).as("round %d", round)
						.isLessThanOrEqualTo((int) (1.3 * distinct(beams, 1)));
				}
			}
		}
	}

	/**
	 * Continue some of the beams by one token and some by several, and drop others.
	 */
	private static List<TokenSequence> next(List<TokenSequence> beams, Random random) {
		Set<TokenSequence> next = new HashSet<>();
		while (next.size() < Math.min(BEAMS, beams.size() * SlotGraph.VOCABULARY)) {
			next.add(beams.get(random.nextInt(beams.size())).append(random.nextInt(SlotGraph.VOCABULARY)));
		}
		return new ArrayList<>(next);
	}

	/**
	 * Count the distinct beginnings of some length, the whole sequences among them.
	 */
	private static int distinct(List<TokenSequence> beams, int blockSize) {
		Set<TokenSequence> distinct = new HashSet<>();
		int prompt = beams.get(0).promptLength();
		for (TokenSequence beam : beams) {
			for (int end = prompt + blockSize; end < beam.length() + blockSize; end += blockSize) {
				distinct.add(beam.take(Math.min(end, beam.length())));
			}
		}
		return prompt / blockSize + distinct.size();
	}

}
