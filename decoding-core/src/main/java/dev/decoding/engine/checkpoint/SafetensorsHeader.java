package dev.decoding.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Header of a safetensors file: a JSON object of name to data type, shape and offsets. It
 * is read as a stream, so that a hostile one costs no more memory than its tensors, and
 * by the rules of the format's own library: the tensors cover the data without overlap or
 * hole.
 */
final class SafetensorsHeader {

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final int MAX_DIMENSIONS = 64;

	private final String file;

	private final long dataSize;

	private SafetensorsHeader(String file, long dataSize) {
		this.file = file;
		this.dataSize = dataSize;
	}

	/**
	 * Read and check a header.
	 * @param file the file it is of, for messages
	 * @param header the bytes of the JSON object
	 * @param dataSize how many bytes come after the header
	 * @return the tensors by name, in the order of their offsets
	 * @throws InvalidCheckpointException if anything is wrong
	 */
	static Map<String, TensorEntry> parse(String file, ByteBuffer header, long dataSize) {
		return new SafetensorsHeader(file, dataSize).parse(header);
	}

	private Map<String, TensorEntry> parse(ByteBuffer header) {
		List<TensorEntry> entries = new ArrayList<>();
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(),
				StandardCharsets.UTF_8.newDecoder().decode(header).toString())) {
			expect(parser.nextToken(), JsonToken.START_OBJECT, "the header to be a JSON object");
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				parser.nextToken();
				if ("__metadata__".equals(name)) {
					parseMetadata(parser);
				}
				else {
					entries.add(parseTensor(name, parser));
				}
			}
			JsonToken rest = parser.nextToken();
			if (rest != null) {
				throw invalid("expected nothing after the header's JSON object, found " + rest);
			}
		}
		catch (CharacterCodingException ex) {
			throw invalid("expected the header to be UTF-8, found other bytes", ex);
		}
		catch (JacksonException ex) {
			throw invalid("expected the header to be a JSON object, found: " + ex.getOriginalMessage(), ex);
		}
		entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
		checkLayout(entries);
		Map<String, TensorEntry> byName = new LinkedHashMap<>();
		entries.forEach((entry) -> byName.put(entry.name(), entry));
		return byName;
	}

	private void parseMetadata(JsonParser parser) {
		if (parser.currentToken() == JsonToken.VALUE_NULL) {
			return;
		}
		expect(parser.currentToken(), JsonToken.START_OBJECT, "'__metadata__' to be an object");
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			expect(parser.nextToken(), JsonToken.VALUE_STRING, "'__metadata__' entry '" + key + "' to be a string");
		}
	}

	private TensorEntry parseTensor(String name, JsonParser parser) {
		expect(parser.currentToken(), JsonToken.START_OBJECT, "tensor '" + name + "' to be described by an object");
		String dtype = null;
		long[] shape = null;
		long[] offsets = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			JsonToken value = parser.nextToken();
			switch (key) {
				case "dtype" -> {
					expect(value, JsonToken.VALUE_STRING, "'dtype' of tensor '" + name + "' to be a string");
					dtype = parser.getString();
				}
				case "shape" -> shape = parseSizes(name, key, parser);
				case "data_offsets" -> offsets = parseSizes(name, key, parser);
				default -> parser.skipChildren();
			}
		}
		return entry(name, dtype, shape, offsets);
	}

	private TensorEntry entry(String name, @Nullable String dtype, long @Nullable [] shape, long @Nullable [] offsets) {
		if (dtype == null || shape == null || offsets == null) {
			throw invalid("expected 'dtype', 'shape' and 'data_offsets' of tensor '" + name + "', found no '"
					+ ((dtype == null) ? "dtype" : (shape == null) ? "shape" : "data_offsets") + "'");
		}
		StoredDtype known = StoredDtype.of(dtype);
		if (known == null) {
			throw invalid("expected the dtype of tensor '" + name + "' to be one of "
					+ Arrays.toString(StoredDtype.values()) + ", found '" + dtype + "'");
		}
		if (offsets.length != 2) {
			throw invalid("expected two 'data_offsets' of tensor '" + name + "', found " + Arrays.toString(offsets));
		}
		TensorEntry entry = new TensorEntry(name, known, shape, offsets[0], offsets[1]);
		if (entry.end() < entry.begin() || entry.end() > this.dataSize) {
			throw invalid("expected the 'data_offsets' of tensor '" + name + "' to lie in the file's " + this.dataSize
					+ " bytes of data, found " + Arrays.toString(offsets)
					+ "; if the file was downloaded or copied, it is incomplete: get it again");
		}
		long expected = entry.expectedSize();
		if (expected != entry.size()) {
			throw invalid("expected tensor '" + name + "' of dtype " + known + " and shape " + Arrays.toString(shape)
					+ " to have " + ((expected < 0) ? "a possible size" : expected + " bytes") + ", found "
					+ entry.size() + " bytes");
		}
		return entry;
	}

	private long[] parseSizes(String name, String key, JsonParser parser) {
		expect(parser.currentToken(), JsonToken.START_ARRAY, "'" + key + "' of tensor '" + name + "' to be an array");
		long[] sizes = new long[MAX_DIMENSIONS];
		int length = 0;
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT,
					"'" + key + "' of tensor '" + name + "' to be whole numbers");
			if (length == MAX_DIMENSIONS) {
				throw invalid("expected '" + key + "' of tensor '" + name + "' to have at most " + MAX_DIMENSIONS
						+ " numbers, found more");
			}
			long size = (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) ? -1 : parser.getLongValue();
			if (size < 0) {
				throw invalid("expected '" + key + "' of tensor '" + name + "' to be between 0 and " + Long.MAX_VALUE
						+ ", found " + parser.getString());
			}
			sizes[length++] = size;
		}
		return Arrays.copyOf(sizes, length);
	}

	private void checkLayout(List<TensorEntry> entries) {
		long position = 0;
		String previous = "the header";
		for (TensorEntry entry : entries) {
			if (entry.begin() != position) {
				throw invalid("expected tensor '" + entry.name() + "' to begin at byte " + position + ", right after "
						+ previous + ", found " + entry.begin() + ": the data "
						+ ((entry.begin() < position) ? "overlaps" : "has a hole"));
			}
			position = entry.end();
			previous = "tensor '" + entry.name() + "'";
		}
		if (position != this.dataSize) {
			throw invalid("expected the data to end at byte " + position + ", right after " + previous + ", found "
					+ this.dataSize + " bytes");
		}
	}

	private void expect(@Nullable JsonToken found, JsonToken expected, String expectation) {
		if (found != expected) {
			throw invalid("expected " + expectation + ", found " + ((found != null) ? found : "its end"));
		}
	}

	private InvalidCheckpointException invalid(String message) {
		return invalid(message, null);
	}

	private InvalidCheckpointException invalid(String message, @Nullable Throwable cause) {
		return new InvalidCheckpointException("'" + this.file + "' is not a valid safetensors file: " + message, cause);
	}

}
