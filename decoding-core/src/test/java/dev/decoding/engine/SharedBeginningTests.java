package dev.decoding.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.decoding.Reference;
import dev.decoding.engine.checkpoint.ModelConfig;
import dev.decoding.engine.graph.Architectures;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of attention over keys that many sequences of a step have in common.
 */
class SharedBeginningTests {

	private static final int SEQUENCES = 40;

	static List<String> models() {
		return EngineTests.models();
	}

	/**
	 * Sequences of one step whose first two or three blocks are the same ones, and of
	 * which some go on further than others.
	 */
	@ParameterizedTest
	@MethodSource("models")
	void forksOfOnePromptHaveTheLogitsOfSequencesAlone(String model) {
		assumeTrue(
				Architectures.supported()
					.contains(ModelConfig.read(Reference.path("models/tiny/" + model)).text().modelType()),
				() -> model + " is of an architecture that is not supported");
		EngineOptions options = EngineOptions.of(Reference.path("models/tiny/" + model).toString());
		Random random = new Random(7);
		try (CausalLm lm = Engine.load(options);
				CausalLm alone = Engine.load(options.withKvCacheSize(0).withMaxBatch(1))) {
			int room = lm.info().contextLength();
			TokenSequence prompt = TokenSequence.of(tokens(random, lm, Math.min(50, room - 10)));
			List<TokenSequence> sequences = new ArrayList<>();
			for (int i = 0; i < SEQUENCES; i++) {
				sequences.add(prompt.append(tokens(random, lm, 1 + i % 3)));
			}
			lm.evaluate(sequences.stream().map(Query::next).toList());
			sequences.replaceAll((sequence) -> sequence.append(tokens(random, lm, 1)));
			List<Query> queries = sequences.stream().map(Query::next).toList();
			Evaluation together = lm.evaluate(queries);
			for (int i = 0; i < SEQUENCES; i++) {
				assertThat(together.get(i).computedTokens()).isOne();
				assertThat(together.get(i).nextLogits().scores()).as("%s, sequence %d", model, i)
					.containsExactly(alone.evaluate(queries.get(i)).nextLogits().scores(), within(1e-4f));
			}
		}
	}

	private static int[] tokens(Random random, CausalLm lm, int count) {
		int[] tokens = new int[count];
		Arrays.setAll(tokens, (i) -> random.nextInt(lm.info().vocabularySize()));
		return tokens;
	}

}
