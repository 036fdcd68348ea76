package dev.decoding.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * Tools as chat templates see them: JSON schemas of functions.
 */
final class TemplateTools {

	/** The schema of a function without parameters. */
	private static final Map<String, Object> NO_PARAMETERS = noParameters();

	private TemplateTools() {
	}

	/**
	 * Return tools as templates see them.
	 * @param tools the tools of a request
	 * @return a schema for each, as {@code transformers} makes them of functions
	 * @throws IllegalArgumentException if a schema is not a JSON object
	 */
	static List<Map<String, Object>> of(List<ToolCallback> tools) {
		return tools.stream().map((tool) -> tool(tool.getToolDefinition())).toList();
	}

	private static Map<String, Object> tool(ToolDefinition tool) {
		Map<String, Object> parameters = TemplateJson.object(tool.inputSchema(),
				() -> "The tool '%s' has parameters".formatted(tool.name()));
		Map<String, Object> function = new LinkedHashMap<>();
		function.put("name", tool.name());
		function.put("description", tool.description());
		function.put("parameters", parameters.isEmpty() ? NO_PARAMETERS : parameters);
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("type", "function");
		map.put("function", function);
		return map;
	}

	private static Map<String, Object> noParameters() {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", Map.of());
		return schema;
	}

}
