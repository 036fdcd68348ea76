package dev.decoding.spring.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * The small model that comes as a dependency, and is used where it is on the class path
 * and no other is configured.
 */
final class EmbeddedModel {

	/** The artifact that brings it. */
	static final String DEPENDENCY = "dev.decoding:decoding-arithmetic-model";

	/** Where it lies. */
	static final String LOCATION = "classpath:/decoding/arithmetic/";

	private static final Log logger = LogFactory.getLog(EmbeddedModel.class);

	private EmbeddedModel() {
	}

	/**
	 * Fill in the location of this model if none is configured and it is there.
	 * @param model what is configured
	 * @param resources looks at the class path
	 * @return the properties, maybe still without a location
	 */
	static ModelProperties orConfigured(ModelProperties model, ResourceLoader resources) {
		if (StringUtils.hasText(model.location()) || !resources.getResource(LOCATION + "config.json").exists()) {
			return model;
		}
		logger.info("'decoding.model.location' is not configured: using the arithmetic model of '" + DEPENDENCY
				+ "' at '" + LOCATION + "'");
		return model.withLocation(LOCATION);
	}

}
