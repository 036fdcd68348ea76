package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains a property outside its range. Comes before Boot's own analyzer of binding
 * failures, which would name the record but not the property.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	private final Environment environment;

	InvalidPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		ConfigurationPropertyName property = boundProperty(rootFailure, cause);
		Origin origin = origin(property);
		String description = cause.describe(property.toString());
		return new FailureAnalysis((origin != null) ? description + " It is set in " + origin + "." : description,
				"Change the value of '%s'.".formatted(property), cause);
	}

	/**
	 * Return the name that was bound: the block may be used below another prefix.
	 */
	private ConfigurationPropertyName boundProperty(Throwable rootFailure, InvalidPropertyException cause) {
		ConfigurationPropertyName property = ConfigurationPropertyName.of(cause.getProperty());
		BindException binding = findCause(rootFailure, BindException.class);
		return (binding != null && !binding.getName().isAncestorOf(property))
				? binding.getName().append(property.getLastElement(ConfigurationPropertyName.Form.DASHED)) : property;
	}

	private @Nullable Origin origin(ConfigurationPropertyName name) {
		for (var source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property.getOrigin();
			}
		}
		return null;
	}

}
