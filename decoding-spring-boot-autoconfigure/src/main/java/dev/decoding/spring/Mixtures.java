package dev.decoding.spring;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.model.CausalLm;
import dev.decoding.search.settings.MixtureContext;
import dev.decoding.search.settings.MixtureTable;

/**
 * The models that requests are answered with: the model alone, or mixed with others as
 * the options of a request say. Recent mixtures are kept, for the tokens of their models
 * need to be compared only once.
 */
class Mixtures {

	private static final int KEPT = 32;

	private final CausalLm model;

	private final MixtureContext companions;

	private final Map<BlockSettings, CausalLm> mixtures = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<BlockSettings, CausalLm> eldest) {
			return size() > KEPT;
		}

	};

	/**
	 * Create a new instance.
	 * @param model the model that answers
	 * @param companions models that it can be mixed with, by their names
	 */
	Mixtures(CausalLm model, Map<String, CausalLm> companions) {
		this.model = model;
		this.companions = MixtureContext.of(Map.copyOf(companions));
	}

	/**
	 * Return what answers a request.
	 * @param options the options of the request
	 * @return the model or a mixture
	 * @throws IllegalArgumentException if there is no such mixture, or a setting of it is
	 * out of its range
	 * @throws dev.decoding.mixture.VocabularyMismatchException if the models do not have
	 * the same tokens
	 */
	synchronized CausalLm choose(DecodingChatOptions options) {
		return this.mixtures.computeIfAbsent(options.getMixture(),
				(settings) -> MixtureTable.mix(this.model, settings, this.companions));
	}

}
