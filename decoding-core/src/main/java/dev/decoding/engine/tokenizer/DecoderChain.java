package dev.decoding.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decoders one after the other.
 */
final class DecoderChain implements PieceDecoder {

	private final List<PieceDecoder> decoders;

	DecoderChain(List<PieceDecoder> decoders) {
		this.decoders = List.copyOf(decoders);
	}

	@Override
	public PieceStream start(PieceStream next) {
		PieceStream stream = next;
		for (int i = this.decoders.size() - 1; i >= 0; i--) {
			stream = this.decoders.get(i).start(stream);
		}
		return stream;
	}

	@Override
	public String decodeInside(String piece) {
		String result = piece;
		for (PieceDecoder decoder : this.decoders) {
			result = decoder.decodeInside(result);
		}
		return result;
	}

	@Override
	public byte @Nullable [] bytes(String piece) {
		String result = piece;
		for (PieceDecoder decoder : this.decoders) {
			byte[] bytes = decoder.bytes(result);
			if (bytes != null) {
				return bytes;
			}
			result = decoder.decodeInside(result);
		}
		return result.getBytes(StandardCharsets.UTF_8);
	}

}
