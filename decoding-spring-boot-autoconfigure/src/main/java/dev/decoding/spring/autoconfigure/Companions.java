package dev.decoding.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelException;
import dev.decoding.model.ModelInfo;
import dev.decoding.search.settings.MixtureContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.StringUtils;

/**
 * The models of {@code decoding.models}, for mixtures and for strategies that use a model
 * beside the one that answers. They are given back when the context closes.
 */
class Companions implements MixtureContext, DisposableBean {

	private static final Log logger = LogFactory.getLog(Companions.class);

	private final ModelCache cache;

	private final ModelLoader loader;

	private final Map<String, ModelProperties> properties;

	private final Map<String, CausalLm> models = new LinkedHashMap<>();

	private final Map<String, EngineOptions> options = new LinkedHashMap<>();

	Companions(ModelCache cache, ModelLoader loader, Map<String, ModelProperties> properties) {
		this.cache = cache;
		this.loader = loader;
		this.properties = properties;
	}

	@Override
	public Set<String> names() {
		return this.properties.keySet();
	}

	@Override
	public synchronized CausalLm model(String name) {
		return this.models.computeIfAbsent(name,
				(key) -> acquire(key, Objects.requireNonNull(this.properties.get(key))));
	}

	/**
	 * Return all models.
	 * @return the models by their names
	 */
	synchronized Map<String, CausalLm> all() {
		this.properties.keySet().forEach(this::model);
		return Map.copyOf(this.models);
	}

	private CausalLm acquire(String name, ModelProperties model) {
		if (!StringUtils.hasText(model.location())) {
			throw new InvalidPropertyException("decoding.models." + name + ".location", "",
					"a directory, 'classpath:' and a folder, or 'hf:organization/name'");
		}
		EngineOptions options = model.toEngineOptions();
		try {
			CausalLm acquired = this.cache.acquire(options, this.loader);
			this.options.put(name, options);
			logger.info(describe(name, acquired.info()));
			return acquired;
		}
		catch (ModelException | IllegalArgumentException ex) {
			throw new CompanionException(name, ex);
		}
	}

	private static String describe(String name, ModelInfo info) {
		return "Loaded model '%s' (%s, %,d parameters) as '%s' on %s as %s, with a context of %,d tokens".formatted(
				info.name(), info.architecture(), info.parameters(), name, info.device(), info.dtype(),
				info.contextLength());
	}

	@Override
	public synchronized void destroy() {
		this.options.values().forEach(this.cache::release);
		this.options.clear();
		this.models.clear();
	}

}
