package dev.decoding.engine.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

import dev.decoding.model.ModelException;
import dev.decoding.model.Vocabulary;

/**
 * Stands for the tokenizer of a checkpoint that has none.
 */
final class IdsOnlyTokenizer implements LoadedTokenizer {

	private final Path directory;

	private final Vocabulary vocabulary;

	IdsOnlyTokenizer(Path directory, int vocabularySize) {
		this.directory = directory;
		this.vocabulary = new EmptyVocabulary(vocabularySize);
	}

	@Override
	public int[] encode(String text, boolean addSpecialTokens) {
		throw missing("encode text");
	}

	@Override
	public String decode(int[] tokens, boolean skipSpecialTokens) {
		throw missing("decode token ids");
	}

	private ModelException missing(String what) {
		String message = "Cannot " + what + ": there is no '" + TokenizerFile.NAME + "' in '" + this.directory + "'; ";
		if (Files.exists(this.directory.resolve("tokenizer.model"))) {
			return new ModelException(message + "its SentencePiece file 'tokenizer.model' is not read, so convert it "
					+ "with 'AutoTokenizer.from_pretrained(...).save_pretrained(...)' of transformers, "
					+ "or work with token ids only");
		}
		return new ModelException(message + "copy the model's '" + TokenizerFile.NAME
				+ "' into that directory, or work with token ids only");
	}

	@Override
	public Vocabulary vocabulary() {
		return this.vocabulary;
	}

	@Override
	public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
		return new SilentDecoder();
	}

	@Override
	public void close() {
		// holds nothing
	}

	/**
	 * Ids without tokens.
	 *
	 * @param size the number of ids
	 */
	private record EmptyVocabulary(int size) implements Vocabulary {

		private static final byte[] NO_BYTES = {};

		@Override
		public byte[] bytes(int token) {
			return NO_BYTES;
		}

		@Override
		public String token(int token) {
			return "";
		}

		@Override
		public OptionalInt id(String token) {
			return OptionalInt.empty();
		}

		@Override
		public boolean isSpecial(int token) {
			return false;
		}

	}

	/**
	 * Makes no text of any token.
	 */
	private static final class SilentDecoder implements StreamingDecoder {

		@Override
		public String next(int token) {
			return "";
		}

		@Override
		public String end() {
			return "";
		}

	}

}
