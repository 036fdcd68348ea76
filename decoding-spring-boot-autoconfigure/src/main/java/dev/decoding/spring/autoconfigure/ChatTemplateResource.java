package dev.decoding.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.decoding.chat.template.Template;
import dev.decoding.chat.template.TemplateException;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * The chat template of {@code decoding.model.chat-template}.
 */
final class ChatTemplateResource {

	private static final String PROPERTY = "decoding.model.chat-template";

	private ChatTemplateResource() {
	}

	/**
	 * Read a template.
	 * @param location a file, or a resource with a prefix such as {@code classpath:}
	 * @param resources where resources are found
	 * @return the template
	 * @throws InvalidPropertyException if it cannot be read or is not well-formed
	 */
	static Template read(String location, ResourceLoader resources) {
		try {
			return Template.parse(location,
					ApplicationResourceLoader.get(resources, true)
						.getResource(location)
						.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new InvalidPropertyException(PROPERTY, location,
					"a file or resource that can be read (" + ex.getMessage() + ")");
		}
		catch (TemplateException ex) {
			throw new InvalidPropertyException(PROPERTY, location,
					"a template that is well-formed (line %d, column %d: %s)".formatted(ex.line(), ex.column(),
							ex.reason()));
		}
	}

}
