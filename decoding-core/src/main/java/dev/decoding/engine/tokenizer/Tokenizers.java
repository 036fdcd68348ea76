package dev.decoding.engine.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.NativeLibraryException;

/**
 * Loads the tokenizers of checkpoints.
 */
public final class Tokenizers {

	private Tokenizers() {
	}

	/**
	 * Load the tokenizer of a checkpoint from its {@code tokenizer.json}. Without that
	 * file the checkpoint can be used by token ids only: its tokenizer has nothing to say
	 * of any token, and refuses texts.
	 * @param directory the directory of the checkpoint
	 * @param vocabularySize the number of ids of the model, which is the size of the
	 * vocabulary where there is no tokenizer
	 * @return the tokenizer
	 * @throws InvalidCheckpointException if {@code tokenizer.json} is wrong
	 * @throws NativeLibraryException if the native tokenizer cannot be loaded
	 */
	public static LoadedTokenizer load(Path directory, int vocabularySize) {
		Path file = directory.resolve(TokenizerFile.NAME);
		if (Files.notExists(file)) {
			return new IdsOnlyTokenizer(directory, vocabularySize);
		}
		TokenizerFile content = TokenizerFile.read(file);
		return new CheckpointTokenizer(content, new NativeTokenizer(content));
	}

}
