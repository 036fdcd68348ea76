package dev.decoding.samples.cli;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as the command line reads and writes it: snake case, floats as the shortest
 * decimals that round-trip, and {@code "-inf"}, {@code "inf"} and {@code "nan"} for what
 * JSON has no number for.
 */
final class Json {

	static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.addModule(new SimpleModule().addSerializer(float[].class, new FloatsSerializer()))
		.build();

	private Json() {
	}

	private static final class FloatsSerializer extends ValueSerializer<float[]> {

		@Override
		public void serialize(float[] values, JsonGenerator generator, SerializationContext context) {
			generator.writeStartArray();
			for (float value : values) {
				if (Float.isFinite(value)) {
					generator.writeNumber(value);
				}
				else {
					generator.writeString(Float.isNaN(value) ? "nan" : (value > 0) ? "inf" : "-inf");
				}
			}
			generator.writeEndArray();
		}

	}

}
