package dev.decoding.logits.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.model.CausalLm;
import org.jspecify.annotations.Nullable;

/**
 * Makes the chains of the requests to one model. Requests that set the same share one
 * chain, so that what is looked up in the vocabulary is not looked up each time.
 */
public final class ModelChains {

	private static final int KEPT = 32;

	private final CausalLm lm;

	private final List<Integer> endOfTextTokens;

	private final List<LogitsProcessor> custom;

	private final Map<Key, LogitsProcessorChain> chains = new LinkedHashMap<>(KEPT, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Key, LogitsProcessorChain> eldest) {
			return size() > KEPT;
		}

	};

	/**
	 * Create a maker of chains.
	 * @param lm the model
	 * @param endOfTextTokens the tokens that end a text
	 * @param custom processors that the application brings
	 */
	public ModelChains(CausalLm lm, Collection<Integer> endOfTextTokens, List<? extends LogitsProcessor> custom) {
		this.lm = lm;
		this.endOfTextTokens = List.copyOf(endOfTextTokens);
		this.custom = List.copyOf(custom);
	}

	/**
	 * Return the chain of a request.
	 * @param settings what is set
	 * @param maxNewTokens the most tokens to generate, or {@code null} for as many as the
	 * model's context holds
	 * @param sampling whether tokens are drawn; otherwise the likeliest is taken
	 * @return the chain
	 * @throws IllegalArgumentException if a value is out of its range or has no effect;
	 * the message begins with its name
	 */
	public LogitsProcessorChain create(LogitsSettings settings, @Nullable Integer maxNewTokens, boolean sampling) {
		Key key = new Key(settings, maxNewTokens, sampling);
		synchronized (this.chains) {
			LogitsProcessorChain chain = this.chains.get(key);
			if (chain != null) {
				return chain;
			}
		}
		LogitsProcessorChain chain = ProcessorChains.create(settings,
				RequestContext.of(this.lm, this.endOfTextTokens, maxNewTokens, sampling), this.custom);
		synchronized (this.chains) {
			this.chains.put(key, chain);
		}
		return chain;
	}

	private record Key(LogitsSettings settings, @Nullable Integer maxNewTokens, boolean sampling) {

	}

}
