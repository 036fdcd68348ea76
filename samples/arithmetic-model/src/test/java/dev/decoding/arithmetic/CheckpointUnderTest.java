package dev.decoding.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.decoding.engine.Engine;
import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.GeneratedSequence;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.GreedySearch;
import dev.decoding.search.Sampling;
import dev.decoding.search.SearchStrategy;

/**
 * A checkpoint in our own engine, asked for many answers at once.
 */
final class CheckpointUnderTest implements AutoCloseable {

	private static final int AT_ONCE = 48;

	private static final int MAX_TOKENS = 200;

	private final CausalLm model;

	private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);

	CheckpointUnderTest(String location) {
		this.model = Engine.load(EngineOptions.of(location));
	}

	/**
	 * Answer conversations with the most likely tokens.
	 */
	List<String> greedy(List<List<Message>> conversations) {
		return generate(conversations, new GreedySearch(), 1).stream().map((answers) -> answers.get(0).text()).toList();
	}

	/**
	 * Answer conversations by sampling at temperature 1.
	 */
	List<List<GeneratedSequence>> sample(List<List<Message>> conversations, int count) {
		return generate(conversations, new Sampling(), count);
	}

	private List<List<GeneratedSequence>> generate(List<List<Message>> conversations, SearchStrategy strategy,
			int count) {
		List<Callable<List<GeneratedSequence>>> tasks = new ArrayList<>();
		for (int i = 0; i < conversations.size(); i++) {
			GenerationRequest request = GenerationRequest.of(encode(conversations.get(i)))
				.maxNewTokens(MAX_TOKENS)
				.numReturnSequences(count)
				.seed(i)
				.build();
			tasks.add(() -> strategy.generate(this.model, request).sequences());
		}
		return all(tasks);
	}

	private int[] encode(List<Message> messages) {
		StringBuilder text = new StringBuilder();
		for (Message message : messages) {
			text.append("<|im_start|>").append(message.role()).append('\n');
			text.append(message.content()).append("<|im_end|>\n");
		}
		return this.model.tokenizer().encode(text.append("<|im_start|>assistant\n").toString(), false);
	}

	/**
	 * Return the hidden states at the line feeds of an answer, one a step.
	 */
	List<List<float[]>> stepStates(List<GeneratedSequence> answers) {
		return all(answers.stream().<Callable<List<float[]>>>map((answer) -> () -> stepStates(answer)).toList());
	}

	private List<float[]> stepStates(GeneratedSequence answer) {
		TokenSequence tokens = answer.tokens();
		int lineFeed = this.model.tokenizer().encode("\n", false)[0];
		int from = tokens.promptLength();
		Evaluation.Result result = this.model.evaluate(Query.hiddenStates(tokens, from));
		List<float[]> states = new ArrayList<>();
		for (int i = from; i < tokens.length(); i++) {
			if (tokens.get(i) == lineFeed) {
				states.add(result.hiddenState(i));
			}
		}
		return states;
	}

	private <T> List<T> all(List<Callable<T>> tasks) {
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> future : this.executor.invokeAll(tasks)) {
				results.add(future.get());
			}
			return results;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.model.close();
	}

}
