package dev.decoding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;

/**
 * A model whose next logits a function of the tokens gives. Token 0 ends a text, token 1
 * begins one; both are special.
 */
public final class TableLm implements CausalLm {

	private final List<String> tokens;

	private final int contextLength;

	private final Function<TokenSequence, float[]> table;

	private Function<TokenSequence, float[]> hiddenStates = (sequence) -> {
		throw new IllegalStateException();
	};

	/** The queries of each call, so far. */
	public final List<List<Query>> calls = new ArrayList<>();

	/**
	 * Create a model.
	 * @param tokens the text of each token
	 * @param contextLength the longest sequence
	 * @param table from a sequence to the logits of the next token
	 */
	public TableLm(List<String> tokens, int contextLength, Function<TokenSequence, float[]> table) {
		this.tokens = tokens;
		this.contextLength = contextLength;
		this.table = table;
	}

	/**
	 * Create a model that is nearly sure of one continuation, whatever the prompt.
	 * @param tokens the text of each token
	 * @param continuation the tokens after the prompt, and then token 0
	 * @return the model
	 */
	public static TableLm saying(List<String> tokens, int... continuation) {
		return new TableLm(tokens, 100, (sequence) -> {
			float[] scores = new float[tokens.size()];
			int at = sequence.generatedLength();
			scores[(at < continuation.length) ? continuation[at] : 0] = 10;
			return scores;
		});
	}

	/**
	 * Give the model hidden states.
	 * @param hiddenStates from a sequence to the hidden state at its last position
	 * @return this model
	 */
	public TableLm withHiddenStates(Function<TokenSequence, float[]> hiddenStates) {
		this.hiddenStates = hiddenStates;
		return this;
	}

	@Override
	public ModelInfo info() {
		return new ModelInfo("table", "table", this.tokens.size(), this.contextLength, 1, 1, List.of(0), 1, null, "cpu",
				"float32", 0, 0, null);
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		if (Thread.currentThread().isInterrupted()) {
			throw new EvaluationCancelledException();
		}
		this.calls.add(queries);
		return new Evaluation(queries.stream().map(this::result).toList());
	}

	private Evaluation.Result result(Query query) {
		TokenSequence sequence = query.sequence();
		return new Evaluation.Result() {

			@Override
			public Logits nextLogits() {
				return Logits.of(TableLm.this.table.apply(sequence).clone());
			}

			@Override
			public double[] tokenLogProbabilities() {
				return IntStream.range(query.from(), sequence.length())
					.mapToDouble((position) -> logits(position - 1).logProbability(sequence.get(position)))
					.toArray();
			}

			@Override
			public Logits logits(int position) {
				return Logits.of(TableLm.this.table.apply(sequence.take(position + 1)).clone());
			}

			@Override
			public float[] hiddenState(int position) {
				return TableLm.this.hiddenStates.apply(sequence.take(position + 1));
			}

			@Override
			public Logits layerLogits(int layer, int position) {
				throw new IllegalStateException();
			}

			@Override
			public int cachedTokens() {
				return sequence.length() - computedTokens();
			}

			@Override
			public int computedTokens() {
				return Math.min(sequence.length(), 1);
			}

		};
	}

	@Override
	public Tokenizer tokenizer() {
		return new WordTokenizer();
	}

	@Override
	public void close() {
		// holds nothing
	}

	private boolean isSpecialToken(int token) {
		return token < 2;
	}

	/**
	 * Joins the tokens' texts.
	 */
	private final class WordTokenizer implements Tokenizer {

		/**
		 * Take the longest token each time.
		 */
		@Override
		public int[] encode(String text, boolean addSpecialTokens) {
			List<Integer> ids = new ArrayList<>();
			for (int start = 0; start < text.length();) {
				int from = start;
				String longest = TableLm.this.tokens.stream()
					.filter((token) -> !token.isEmpty() && text.startsWith(token, from))
					.max(Comparator.comparingInt(String::length))
					.orElseThrow();
				ids.add(TableLm.this.tokens.indexOf(longest));
				start += longest.length();
			}
			return ids.stream().mapToInt(Integer::intValue).toArray();
		}

		@Override
		public String decode(int[] ids, boolean skipSpecialTokens) {
			StringBuilder text = new StringBuilder();
			Arrays.stream(ids)
				.filter((id) -> !skipSpecialTokens || !isSpecialToken(id))
				.forEach((id) -> text.append(TableLm.this.tokens.get(id)));
			return text.toString();
		}

		@Override
		public Vocabulary vocabulary() {
			return new WordVocabulary();
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

	/**
	 * The tokens' texts.
	 */
	private final class WordVocabulary implements Vocabulary {

		@Override
		public int size() {
			return TableLm.this.tokens.size();
		}

		@Override
		public byte[] bytes(int token) {
			return token(token).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String token(int token) {
			return TableLm.this.tokens.get(token);
		}

		@Override
		public OptionalInt id(String token) {
			int id = TableLm.this.tokens.indexOf(token);
			return (id >= 0) ? OptionalInt.of(id) : OptionalInt.empty();
		}

		@Override
		public boolean isSpecial(int token) {
			return isSpecialToken(token);
		}

	}

}
