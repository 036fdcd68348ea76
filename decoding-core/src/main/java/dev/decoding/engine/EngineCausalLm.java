package dev.decoding.engine;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.Evaluation;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * A loaded checkpoint.
 */
final class EngineCausalLm implements CausalLm {

	private final ModelInfo info;

	private final Tokenizer tokenizer;

	private final Scheduler scheduler;

	private final Runnable onClose;

	private boolean closed;

	EngineCausalLm(ModelInfo info, Tokenizer tokenizer, Scheduler scheduler, Runnable onClose) {
		this.info = info;
		this.tokenizer = tokenizer;
		this.scheduler = scheduler;
		this.onClose = onClose;
	}

	@Override
	public ModelInfo info() {
		return this.info;
	}

	@Override
	public Tokenizer tokenizer() {
		return this.tokenizer;
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		queries.forEach(this::check);
		return this.scheduler.evaluate(queries);
	}

	private void check(Query query) {
		TokenSequence sequence = query.sequence();
		if (sequence.length() > this.info.contextLength()) {
			throw new ContextLengthExceededException(sequence.length(), this.info.contextLength(),
					"Shorten the prompt, or let it be truncated");
		}
		for (int i = 0; i < sequence.length(); i++) {
			int token = sequence.get(i);
			if (token < 0 || token >= this.info.vocabularySize()) {
				throw new IllegalArgumentException(
						"Token %d at position %d is outside the vocabulary of '%s', whose ids go from 0 to %d"
							.formatted(token, i, this.info.name(), this.info.vocabularySize() - 1));
			}
		}
		for (int layer : query.layers()) {
			if (layer < 0 || layer > this.info.layers()) {
				throw new IllegalArgumentException(
						"Layer %d is not one of '%s', whose layers go from 0 (the embeddings) to %d".formatted(layer,
								this.info.name(), this.info.layers()));
			}
		}
	}

	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			this.scheduler.close();
			this.onClose.run();
		}
	}

	@Override
	public String toString() {
		return this.info.toString();
	}

}
