package dev.decoding.engine.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

	/** Whether the pieces that reach the next decoder are parts of one. */
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
				add(new ByteLevelDecoder());
				this.fused = true;
			}
			case "ByteFallback" -> add(new ByteFallbackDecoder());
			case "Fuse" -> this.fused = true;
			case "Strip" -> this.decoders.add(strip(description));
			case "Replace" -> addReplace(description.path("pattern"), description.path("content").asString(""));
			case "Metaspace" -> addMetaspace(description);
			case "BPEDecoder" -> add(new SuffixDecoder(description.path("suffix").asString("</w>")));
			case "WordPiece" -> add(FirstPieceDecoder.wordPiece(description.path("prefix").asString("##"),
					description.path("cleanup").asBoolean(true)));
			default -> throw unsupported("the decoder '" + type + "'");
		}
	}

	/**
	 * Add a decoder that has to see a piece as a whole.
	 */
	private void add(PieceDecoder decoder) {
		if (this.fused) {
			this.decoders.add(new FuseDecoder());
			this.fused = false;
		}
		this.decoders.add(decoder);
	}

	private PieceDecoder strip(JsonNode description) {
		String content = description.path("content").asString("");
		if (!isCharacter(content) || description.path("stop").asInt(0) != 0) {
			throw unsupported("the decoder " + description
					+ "; a Strip needs one character as its 'content' and 0 as its 'stop', as native code is not safe "
					+ "with more");
		}
		return new StripDecoder(content.codePointAt(0), description.path("start").asInt(0), this.fused);
	}

	private void addReplace(JsonNode pattern, String content) {
		String string = pattern.path("String").asString("");
		String regex = pattern.path("Regex").asString("");
		if (isCharacter(string)) {
			this.decoders.add(ReplaceDecoder.string(string, content));
		}
		else if (!string.isEmpty()) {
			add(ReplaceDecoder.string(string, content));
		}
		else if (!regex.isEmpty()) {
			try {
				add(ReplaceDecoder.regex(regex, content));
			}
			catch (PatternSyntaxException ex) {
				throw unsupported("the decoder Replace with the regular expression '" + regex + "', which Java does "
						+ "not understand: " + ex.getDescription());
			}
		}
		else {
			throw unsupported("the decoder Replace with the pattern " + pattern);
		}
	}

	private void addMetaspace(JsonNode description) {
		String replacement = description.path("replacement").asString("\u2581");
		if (description.path("prepend_scheme").asString("always").equals("never")) {
			this.decoders.add(ReplaceDecoder.string(replacement, " "));
		}
		else {
			add(FirstPieceDecoder.metaspace(replacement));
		}
	}

	private static boolean isCharacter(String text) {
		return text.codePointCount(0, text.length()) == 1;
	}

	private InvalidCheckpointException unsupported(String what) {
		return new InvalidCheckpointException("'" + this.file + "': expected a decoder of ByteLevel, ByteFallback, "
				+ "Fuse, Strip, Replace, Metaspace, BPEDecoder, WordPiece or a Sequence of them, found " + what);
	}

}
