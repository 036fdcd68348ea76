package dev.decoding.search.settings;

import java.util.List;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Messages;
import dev.decoding.logits.settings.Setting;
import dev.decoding.model.CausalLm;

/**
 * One mixture that settings can ask for: which settings it reads, and how it is made of
 * them.
 *
 * @param name its name
 * @param settings the settings that it reads
 * @param factory makes it
 */
public record MixtureDefinition(String name, List<Setting<?>> settings, Factory factory) {

	public MixtureDefinition {
		settings = List.copyOf(settings);
	}

	static MixtureDefinition of(String name, Factory factory, Setting<?>... settings) {
		return new MixtureDefinition(name, List.of(settings), factory);
	}

	/**
	 * Make the mixture.
	 * @param model the model that answers
	 * @param settings what is set
	 * @param context the other models
	 * @return the mixture
	 * @throws IllegalArgumentException if a value is out of its range; the message names
	 * it
	 */
	public CausalLm create(CausalLm model, BlockSettings settings, MixtureContext context) {
		try {
			return this.factory.create(model, settings, context);
		}
		catch (IllegalArgumentException ex) {
			throw Messages.withNameOfSetting(ex, this.settings);
		}
	}

	/**
	 * Makes a mixture.
	 */
	@FunctionalInterface
	public interface Factory {

		/**
		 * Make the mixture.
		 * @param model the model that answers
		 * @param settings what is set
		 * @param context the other models
		 * @return the mixture
		 */
		CausalLm create(CausalLm model, BlockSettings settings, MixtureContext context);

	}

}
