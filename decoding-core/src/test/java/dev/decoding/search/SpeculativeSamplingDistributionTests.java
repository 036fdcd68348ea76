package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.ChiSquare;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.RepetitionPenalty;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.junit.jupiter.api.Test;

/**
 * Compares what {@link SpeculativeDecoding} draws with the distribution of the model.
 */
class SpeculativeSamplingDistributionTests {

	/** The tokens a sequence is made of. */
	private static final int LENGTH = 5;

	private static final List<String> TOKENS = List.of("<end>", "<begin>", "a", "b", "c");

	private static final int BASE = TOKENS.size();

	@Test
	void sequencesOfTheSameModel() {
		check("draft of the same model", new DraftModel(SpeculativeDecodingTests.lm(1, TOKENS), 0));
	}

	@Test
	void sequencesOfASimilarModel() {
		check("draft of a similar model", new DraftModel(SpeculativeDecodingTests.draftLm(1, TOKENS), 0));
	}

	@Test
	void sequencesOfAModelThatIsNotAlwaysSure() {
		check("draft of a model that stops", new DraftModel(SpeculativeDecodingTests.draftLm(1, TOKENS), 0.5));
	}

	@Test
	void sequencesOfAnotherModel() {
		check("draft of another model", new DraftModel(SpeculativeDecodingTests.lm(2, TOKENS), 0));
	}

	@Test
	void sequencesOfASimilarModelBehindProcessors() {
		check("draft behind processors", new DraftModel(SpeculativeDecodingTests.draftLm(1, TOKENS), 0),
				new RepetitionPenalty(1.5), new Temperature(0.7), new TopK(3));
	}

	@Test
	void sequencesOfGuessesOutright() {
		check("draft of always the same tokens", KnownContinuation.of(TokenSequence.of(1, 2, 3, 4, 2, 3, 4)));
	}

	private static void check(String description, Drafter drafter, LogitsProcessor... processors) {
		TableLm lm = SpeculativeDecodingTests.lm(1, TOKENS);
		double[] probabilities = new double[(int) Math.pow(BASE, LENGTH)];
		LogitsProcessorChain chain = LogitsProcessorChain.of(processors);
		add(lm, chain, TokenSequence.of(1, 2, 3), 1, probabilities);
		SpeculativeDecoding strategy = new SpeculativeDecoding(drafter, DraftLength.constant(3), true);
		List<LogitsProcessor> wanted = new ArrayList<>(List.of(processors));
		ChiSquare.check(description, probabilities, (draw) -> {
			lm.calls.clear();
			GenerationRequest request = GenerationRequest.of(1, 2, 3)
				.maxNewTokens(LENGTH)
				.processors(wanted)
				.seed(ChiSquare.seed() + draw)
				.build();
			return index(strategy.generate(lm, request).sequences().get(0).tokens());
		});
	}

	/**
	 * Add how likely the continuations of a sequence are, by looking at all of them.
	 */
	private static void add(TableLm lm, LogitsProcessorChain processors, TokenSequence sequence, double probability,
			double[] probabilities) {
		if (sequence.generatedLength() == LENGTH || (sequence.generatedLength() > 0 && sequence.last() == 0)) {
			probabilities[index(sequence)] += probability;
			return;
		}
		Logits logits = lm.evaluate(Query.next(sequence)).nextLogits();
		processors.process(sequence, logits);
		float[] scores = logits.scores();
		for (int token = 0; token < BASE; token++) {
			add(lm, processors, sequence.append(token),
					probability * Math.exp(Logits.of(scores.clone()).logProbability(token)), probabilities);
		}
	}

	private static int index(TokenSequence sequence) {
		int index = 0;
		for (int i = 0; i < LENGTH; i++) {
			index = index * BASE + ((i < sequence.generatedLength()) ? sequence.generated()[i] : 0);
		}
		return index;
	}

}
