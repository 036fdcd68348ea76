package dev.decoding.spring.autoconfigure;

import java.util.function.UnaryOperator;

import dev.decoding.engine.Dtype;
import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ModelException;
import dev.decoding.model.ModelInfo;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;

/**
 * Takes the configured model from the cache, mixes it with others if that is configured,
 * and gives it back when the context closes.
 */
class ModelFactoryBean implements FactoryBean<CausalLm>, DisposableBean {

	private static final Log logger = LogFactory.getLog(ModelFactoryBean.class);

	private final ModelCache cache;

	private final EngineOptions options;

	private final CausalLm model;

	private final UnaryOperator<CausalLm> mixture;

	ModelFactoryBean(ModelCache cache, ModelLoader loader, EngineOptions options, UnaryOperator<CausalLm> mixture) {
		this.cache = cache;
		this.options = options;
		this.mixture = mixture;
		this.model = acquire(cache, loader, options);
		logger.info(describe(this.model.info()));
	}

	/**
	 * Return the model as it is without others.
	 * @return the configured model
	 */
	CausalLm alone() {
		return this.model;
	}

	/**
	 * Return where the configured model lies.
	 * @return the location
	 */
	String location() {
		return this.options.location();
	}

	private static CausalLm acquire(ModelCache cache, ModelLoader loader, EngineOptions options) {
		try {
			return cache.acquire(options, loader);
		}
		catch (IllegalArgumentException ex) {
			throw new ModelException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private String describe(ModelInfo info) {
		String device = switch (this.options.device()) {
			case "auto" -> info.device().startsWith("gpu") ? "a CUDA GPU was found" : "no CUDA GPU was found";
			default -> "'decoding.model.device' says so";
		};
		String dtype = (this.options.dtype() == Dtype.AUTO) ? "chosen for checkpoint and device"
				: "'decoding.model.dtype' says so";
		return "Loaded model '%s' (%s, %,d parameters) on %s (%s) as %s (%s), with a context of %,d tokens".formatted(
				info.name(), info.architecture(), info.parameters(), info.device(), device, info.dtype(), dtype,
				info.contextLength());
	}

	@Override
	public CausalLm getObject() {
		return this.mixture.apply(this.model);
	}

	@Override
	public Class<?> getObjectType() {
		return CausalLm.class;
	}

	@Override
	public void destroy() {
		this.cache.release(this.options);
	}

}
