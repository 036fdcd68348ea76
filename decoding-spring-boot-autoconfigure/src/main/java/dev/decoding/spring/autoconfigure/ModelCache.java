package dev.decoding.spring.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;

import org.springframework.util.Assert;

/**
 * The models in memory, by the options that they were loaded with. A cache that survives
 * restarts of the application keeps a model that nobody uses until other options are
 * asked for; any other cache closes it at once.
 */
class ModelCache {

	private final boolean survivesRestarts;

	private final Map<EngineOptions, Entry> entries = new HashMap<>();

	ModelCache(boolean survivesRestarts) {
		this.survivesRestarts = survivesRestarts;
	}

	/**
	 * Return the model of some options, loading it if it is not there.
	 * @param options what to load and how
	 * @param loader loads it
	 * @return the model, in use until {@link #release}
	 */
	synchronized CausalLm acquire(EngineOptions options, ModelLoader loader) {
		if (!this.entries.containsKey(options)) {
			closeUnused();
		}
		Entry entry = this.entries.computeIfAbsent(options, (key) -> new Entry(loader.load(key)));
		entry.users++;
		return entry.model;
	}

	/**
	 * Give up the use of a model.
	 * @param options the options that it was acquired with
	 */
	synchronized void release(EngineOptions options) {
		Entry entry = this.entries.get(options);
		Assert.state(entry != null && entry.users > 0, "The model is not in use");
		entry.users--;
		if (!this.survivesRestarts) {
			closeUnused();
		}
	}

	private void closeUnused() {
		this.entries.values().removeIf((entry) -> {
			if (entry.users == 0) {
				entry.model.close();
			}
			return entry.users == 0;
		});
	}

	private static final class Entry {

		private final CausalLm model;

		private int users;

		Entry(CausalLm model) {
			this.model = model;
		}

	}

}
