package dev.decoding.spring.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 * and gives it back when the context closes. It is loaded in the background from the
 * moment that this is created, and whoever asks for it waits.
 */
class ModelFactoryBean implements FactoryBean<CausalLm>, DisposableBean {

	private static final Log logger = LogFactory.getLog(ModelFactoryBean.class);

	private final ModelCache cache;

	private final EngineOptions options;

	private final CompletableFuture<CausalLm> loading;

	private final UnaryOperator<CausalLm> mixture;

	ModelFactoryBean(ModelCache cache, ModelLoader loader, EngineOptions options, UnaryOperator<CausalLm> mixture) {
		this.cache = cache;
		this.options = options;
		this.mixture = mixture;
		this.loading = CompletableFuture.supplyAsync(() -> acquire(loader), ModelFactoryBean::runInBackground);
	}

	/**
	 * A thread of its own has the class loader of this one, and does not keep an
	 * application alive that could not start.
	 */
	private static void runInBackground(Runnable load) {
		Thread thread = new Thread(load, "decoding-load");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Return the model as it is without others, as soon as it is loaded.
	 * @return the configured model
	 */
	CausalLm alone() {
		try {
			return this.loading.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw ex;
		}
	}

	/**
	 * Return where the configured model lies.
	 * @return the location
	 */
	String location() {
		return this.options.location();
	}

	private CausalLm acquire(ModelLoader loader) {
		try {
			CausalLm model = this.cache.acquire(this.options, loader);
			logger.info(describe(model.info()));
			return model;
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
		return this.mixture.apply(alone());
	}

	@Override
	public Class<?> getObjectType() {
		return CausalLm.class;
	}

	/**
	 * An application that could not start does not wait for its model, which is given
	 * back as soon as it is there.
	 */
	@Override
	public void destroy() {
		this.loading.thenRun(() -> this.cache.release(this.options));
	}

}
