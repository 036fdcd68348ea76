package dev.decoding.spring;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.Logits;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A model over bytes that answers every prompt with the same text. The token that it says
 * has logit 10, the one after it in the alphabet 9, all others 0.
 */
public class FakeModel implements CausalLm {

	private final IntFunction<Integer> answer;

	private final AtomicInteger evaluations = new AtomicInteger();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final ByteTokenizer tokenizer;

	private final @Nullable String chatTemplate;

	private volatile Consumer<TokenSequence> beforeEvaluation = (sequence) -> {
	};

	private FakeModel(IntFunction<Integer> answer, boolean chatMl, @Nullable String chatTemplate) {
		this.answer = answer;
		this.tokenizer = new ByteTokenizer(chatMl);
		this.chatTemplate = chatTemplate;
	}

	/**
	 * Create a model that says a text and ends.
	 * @param text what it says
	 * @return the model
	 */
	public static FakeModel saying(String text) {
		int[] tokens = new ByteTokenizer(true).encode(text, false);
		return new FakeModel((position) -> (position < tokens.length) ? tokens[position] : ByteTokenizer.END, false,
				null);
	}

	/**
	 * Create a model that never ends.
	 * @return the model
	 */
	public static FakeModel endless() {
		return new FakeModel((position) -> (int) 'a', false, null);
	}

	/**
	 * Return this model with a vocabulary for ChatML.
	 * @return another model
	 */
	public FakeModel withChatMl() {
		return new FakeModel(this.answer, true, this.chatTemplate);
	}

	/**
	 * Return this model with a chat template.
	 * @param chatTemplate the template
	 * @return another model
	 */
	public FakeModel withChatTemplate(String chatTemplate) {
		return new FakeModel(this.answer, this.tokenizer.size() == ByteTokenizer.SIZE, chatTemplate);
	}

	/**
	 * Do something on the generating thread before each token.
	 * @param action given the sequence so far
	 * @return this model
	 */
	public FakeModel before(Consumer<TokenSequence> action) {
		this.beforeEvaluation = action;
		return this;
	}

	public int evaluations() {
		return this.evaluations.get();
	}

	public boolean isClosed() {
		return this.closed.get();
	}

	@Override
	public ModelInfo info() {
		return new ModelInfo("fake", "table", ByteTokenizer.SIZE, 4096, 4, 1, List.of(ByteTokenizer.END),
				ByteTokenizer.BEGIN, null, "cpu", "float32", 1, 4, this.chatTemplate);
	}

	@Override
	public Tokenizer tokenizer() {
		return this.tokenizer;
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		if (this.closed.get()) {
			throw new IllegalStateException("The model is closed");
		}
		this.evaluations.incrementAndGet();
		return new Evaluation(queries.stream().map(this::result).toList());
	}

	private Evaluation.Result result(Query query) {
		TokenSequence sequence = query.sequence();
		this.beforeEvaluation.accept(sequence);
		if (Thread.currentThread().isInterrupted()) {
			throw new EvaluationCancelledException();
		}
		return new Scores(this, sequence, query.from());
	}

	private Logits logits(TokenSequence sequence) {
		int token = this.answer.apply(sequence.generatedLength());
		float[] scores = new float[ByteTokenizer.SIZE];
		scores[token] = 10;
		scores[(token + 1) % scores.length] = 9;
		return Logits.of(scores);
	}

	@Override
	public void close() {
		this.closed.set(true);
	}

	/**
	 * A result of which logits and log-probabilities are asked for. All of the prompt but
	 * its last token counts as cached.
	 */
	private record Scores(FakeModel model, TokenSequence sequence, int from) implements Evaluation.Result {

		@Override
		public Logits nextLogits() {
			return this.model.logits(this.sequence);
		}

		@Override
		public double[] tokenLogProbabilities() {
			return IntStream.range(this.from, this.sequence.length())
				.mapToDouble((position) -> logits(position - 1).logProbability(this.sequence.get(position)))
				.toArray();
		}

		@Override
		public Logits logits(int position) {
			return this.model.logits(this.sequence.take(position + 1));
		}

		@Override
		public float[] hiddenState(int position) {
			return new float[] { 1, this.sequence.get(position) };
		}

		@Override
		public Logits layerLogits(int layer, int position) {
			throw new IllegalStateException();
		}

		@Override
		public int cachedTokens() {
			return this.sequence.length() - 1;
		}

		@Override
		public int computedTokens() {
			return 1;
		}

	}

}
