package dev.decoding.samples.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;

/**
 * A model that knows the alphabet: token 0 begins a text, token 1 is 'a', token 26 is
 * 'z', and token 27 ends it. After each token it expects the next one, as surely as
 * {@code 2 * ln 2}.
 */
class AlphabetModel implements CausalLm {

	static final int VOCABULARY_SIZE = 28;

	private static final int END = 27;

	private static final int CONTEXT_LENGTH = 64;

	final AtomicInteger evaluations = new AtomicInteger();

	@Override
	public ModelInfo info() {
		return new ModelInfo("alphabet", "table", VOCABULARY_SIZE, CONTEXT_LENGTH, 1, 1, List.of(END), 0, null, "cpu",
				"float32", VOCABULARY_SIZE, VOCABULARY_SIZE * Float.BYTES, null);
	}

	@Override
	public Tokenizer tokenizer() {
		return new AlphabetTokenizer();
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		this.evaluations.incrementAndGet();
		List<Evaluation.Result> results = new ArrayList<>();
		for (Query query : queries) {
			for (int token : query.sequence().toArray()) {
				if (token >= VOCABULARY_SIZE) {
					throw new IllegalArgumentException("Token %d is not in the vocabulary.".formatted(token));
				}
			}
			results.add(new Result(query.sequence(), query.from()));
		}
		return new Evaluation(results);
	}

	@Override
	public void close() {
	}

	private record Result(TokenSequence sequence, int from) implements Evaluation.Result {

		@Override
		public Logits nextLogits() {
			return logits(this.sequence.length() - 1);
		}

		@Override
		public double[] tokenLogProbabilities() {
			return IntStream.range(this.from, this.sequence.length())
				.mapToDouble((position) -> logits(position - 1).logProbability(this.sequence.get(position)))
				.toArray();
		}

		@Override
		public Logits logits(int position) {
			float[] scores = new float[VOCABULARY_SIZE];
			scores[Math.min(this.sequence.get(position) + 1, END)] = (float) (2 * Math.log(2));
			return Logits.of(scores);
		}

		@Override
		public float[] hiddenState(int position) {
			throw new IllegalStateException("not asked for");
		}

		@Override
		public Logits layerLogits(int layer, int position) {
			throw new IllegalStateException("not asked for");
		}

		@Override
		public int cachedTokens() {
			return 0;
		}

		@Override
		public int computedTokens() {
			return this.sequence.length();
		}

	}

	private static final class AlphabetTokenizer implements Tokenizer {

		@Override
		public int[] encode(String text, boolean addSpecialTokens) {
			IntStream letters = text.chars().map((letter) -> letter - 'a' + 1);
			return (addSpecialTokens ? IntStream.concat(IntStream.of(0), letters) : letters).toArray();
		}

		@Override
		public String decode(int[] tokens, boolean skipSpecialTokens) {
			return IntStream.of(tokens)
				.filter((token) -> !skipSpecialTokens || !vocabulary().isSpecial(token))
				.mapToObj(vocabulary()::token)
				.collect(Collectors.joining());
		}

		@Override
		public Vocabulary vocabulary() {
			return new AlphabetVocabulary();
		}

		@Override
		public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
			return new StreamingDecoder() {

				@Override
				public String next(int token) {
					return decode(new int[] { token }, skipSpecialTokens);
				}

				@Override
				public String end() {
					return "";
				}

			};
		}

	}

	private static final class AlphabetVocabulary implements Vocabulary {

		@Override
		public int size() {
			return VOCABULARY_SIZE;
		}

		@Override
		public byte[] bytes(int token) {
			return isSpecial(token) ? new byte[0] : token(token).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String token(int token) {
			return (token == 0) ? "<s>" : (token == END) ? "</s>" : String.valueOf((char) ('a' + token - 1));
		}

		@Override
		public OptionalInt id(String token) {
			return IntStream.range(0, VOCABULARY_SIZE).filter((id) -> token(id).equals(token)).findFirst();
		}

		@Override
		public boolean isSpecial(int token) {
			return token == 0 || token == END;
		}

	}

}
