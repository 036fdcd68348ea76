package dev.decoding.spring;

import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TemplateToolsTests {

	@Test
	void toolIsAFunctionWithItsSchema() {
		assertThat(TemplateTools.of(List.of(tool("""
				{"type": "object", "properties": {"to": {"type": "string"}}, "required": ["to"]}"""))))
			.hasToString("[{type=function, function={name=travel, description=Travel somewhere., "
					+ "parameters={type=object, properties={to={type=string}}, required=[to]}}}]");
	}

	@Test
	void toolWithoutParametersHasASchemaNonetheless() {
		assertThat(TemplateTools.of(List.of(tool("{}"))).get(0).get("function"))
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("parameters", Map.of("type", "object", "properties", Map.of()));
	}

	@Test
	void schemaThatIsNotAnObjectIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> TemplateTools.of(List.of(tool("[]"))))
			.withMessage("The tool 'travel' has parameters that are not a JSON object: '[]'. Correct them.");
	}

	static ToolCallback tool(String schema) {
		ToolDefinition definition = ToolDefinition.builder()
			.name("travel")
			.description("Travel somewhere.")
			.inputSchema(schema)
			.build();
		return new ToolCallback() {

			@Override
			public ToolDefinition getToolDefinition() {
				return definition;
			}

			@Override
			public String call(String input) {
				return input;
			}

		};
	}

}
