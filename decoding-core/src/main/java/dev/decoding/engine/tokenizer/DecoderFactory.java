package dev.decoding.engine.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.decoding.engine.InvalidCheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the decoder that a {@code tokenizer.json} describes.
 */
final class DecoderFactory {

	private final Path file;

	private final List<PieceDecoder> decoders = new ArrayList<>();

	/** Whether all pieces that reach the next decoder are parts of one. */
	private boolean fused;

	DecoderFactory(Path file) {
		this.file = file;
	}

	/**
	 * Make a decoder.
	 * @param description the value of {@code decoder}
	 * @return the decoder
	 * @throws InvalidCheckpointException if it is not known
	 */
	PieceDecoder create(@Nullable JsonNode description) {
		if (description == null || description.isNull()) {
			this.decoders.add(FirstPieceDecoder.spaces());
		}
		else {
			add(description);
		}
		return new DecoderChain(this.decoders);
	}

	private void add(JsonNode description) {
		String type = description.path("type").asString("");
		switch (type) {
			case "Sequence" -> description.path("decoders").forEach(this::add);
			case "ByteLevel" -> {
				this.decoders.add(new ByteLevelDecoder());
				this.fused = true;
			}
			case "ByteFallback" -> this.decoders.add(new ByteFallbackDecoder());
			case "Fuse" -> this.fused = true;
			case "Strip" -> this.decoders.add(strip(description));
			case "Replace" -> this.decoders.add(replace(description));
			case "Metaspace" -> this.decoders.add(metaspace(description));
			case "BPEDecoder" -> this.decoders.add(new SuffixDecoder(description.path("suffix").asString("</w>")));
			case "WordPiece" -> this.decoders.add(FirstPieceDecoder.wordPiece(description.path("prefix").asString("##"),
					description.path("cleanup").asBoolean(true)));
			default -> throw unsupported("the decoder '" + type + "'");
		}
	}

	private PieceDecoder strip(JsonNode description) {
		String content = description.path("content").asString("");
		if (content.codePointCount(0, content.length()) != 1 || description.path("stop").asInt(0) != 0) {
			throw unsupported("the decoder " + description);
		}
		return new StripDecoder(content.codePointAt(0), description.path("start").asInt(0), this.fused);
	}

	private PieceDecoder replace(JsonNode description) {
		JsonNode pattern = description.path("pattern");
		String content = description.path("content").asString("");
		if (pattern.path("String").isString()) {
			return new ReplaceDecoder(Pattern.compile(Pattern.quote(pattern.get("String").stringValue())), content);
		}
		try {
			if (pattern.path("Regex").isString()) {
				return new ReplaceDecoder(Pattern.compile(pattern.get("Regex").stringValue()), content);
			}
		}
		catch (PatternSyntaxException ex) {
			throw unsupported("the pattern " + pattern);
		}
		throw unsupported("the decoder " + description);
	}

	private static PieceDecoder metaspace(JsonNode description) {
		String replacement = description.path("replacement").asString("\u2581");
		boolean prefix = description.path("add_prefix_space").asBoolean(true)
				&& !description.path("prepend_scheme").asString("always").equals("never");
		return prefix ? FirstPieceDecoder.metaspace(replacement)
				: new ReplaceDecoder(Pattern.compile(Pattern.quote(replacement)), " ");
	}

	private InvalidCheckpointException unsupported(String what) {
		return new InvalidCheckpointException("'" + this.file + "': expected a decoder of ByteLevel, ByteFallback, "
				+ "Fuse, Strip, Replace, Metaspace, BPEDecoder, WordPiece or a Sequence of them, found " + what);
	}

}
