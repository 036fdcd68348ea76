package dev.decoding.search.settings;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.decoding.model.CausalLm;

/**
 * The models that a mixture can be made of, beside the one that answers.
 */
public interface MixtureContext {

	/**
	 * Return their names.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Return one of them.
	 * @param name one of the names
	 * @return the model
	 */
	CausalLm model(String name);

	/**
	 * Return a context with given models.
	 * @param models the models by their names
	 * @return the context
	 */
	static MixtureContext of(Map<String, CausalLm> models) {
		return new MixtureContext() {

			@Override
			public Set<String> names() {
				return models.keySet();
			}

			@Override
			public CausalLm model(String name) {
				return Objects.requireNonNull(models.get(name));
			}

		};
	}

}
