package dev.decoding.engine.tokenizer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.decoding.engine.InvalidCheckpointException;
import dev.decoding.engine.NativeLibraryException;
import dev.decoding.engine.SystemDefaults;
import dev.decoding.model.ModelException;

/**
 * Hugging Face's native tokenizer. A panic in native code would end the process, so what
 * is known to cause one never gets there.
 */
final class NativeTokenizer implements AutoCloseable {

	/**
	 * The most characters of a text. The regular expressions that cut a text into words
	 * give up, and take the process with them, after ten million steps in one match.
	 */
	static final int MAX_TEXT_LENGTH = 1 << 22;

	private static final Map<String, String> OPTIONS = Map.of("truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD");

	private final Path file;

	private final HuggingFaceTokenizer tokenizer;

	/** Texts are read, closing is a write: memory is not freed under a running call. */
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private boolean closed;

	NativeTokenizer(TokenizerFile content) {
		this.file = content.path();
		loadLibrary();
		try {
			this.tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(content.json()), OPTIONS);
		}
		catch (IOException | RuntimeException ex) {
			throw new InvalidCheckpointException(
					"'" + this.file + "': expected a tokenizer of Hugging Face 'tokenizers', found: " + ex.getMessage(),
					ex);
		}
	}

	private static void loadLibrary() {
		SystemDefaults.optOutOfTelemetry();
		try {
			LibUtils.checkStatus();
		}
		catch (EngineException | LinkageError ex) {
			String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
			throw new NativeLibraryException(platform,
					"The native tokenizer of 'ai.djl.huggingface:tokenizers' cannot be loaded on " + platform + ": "
							+ ex,
					ex);
		}
	}

	int[] encode(String text, boolean addSpecialTokens) {
		if (text.length() > MAX_TEXT_LENGTH) {
			throw new ModelException("A text of " + text.length() + " characters cannot be encoded: the most is "
					+ MAX_TEXT_LENGTH + ", so cut it into several");
		}
		long[] ids = call("encode a text", (handle) -> {
			long encoding = TokenizersLibrary.LIB.encode(handle, withoutLoneSurrogates(text), addSpecialTokens);
			try {
				return TokenizersLibrary.LIB.getTokenIds(encoding);
			}
			finally {
				TokenizersLibrary.LIB.deleteEncoding(encoding);
			}
		});
		return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
	}

	String decode(int[] tokens, boolean skipSpecialTokens) {
		long[] ids = Arrays.stream(tokens).asLongStream().toArray();
		return call("decode token ids", (handle) -> TokenizersLibrary.LIB.decode(handle, ids, skipSpecialTokens));
	}

	private <T> T call(String what, LongFunction<T> action) {
		this.lock.readLock().lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("Cannot " + what + ": the tokenizer of '" + this.file + "' is closed");
			}
			return action.apply(this.tokenizer.getHandle());
		}
		catch (IllegalStateException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new ModelException("The tokenizer of '" + this.file + "' cannot " + what + ": " + ex.getMessage(),
					ex);
		}
		finally {
			Reference.reachabilityFence(this.tokenizer);
			this.lock.readLock().unlock();
		}
	}

	/**
	 * Half a character cannot be written in UTF-8.
	 */
	private static String withoutLoneSurrogates(String text) {
		if (text.codePoints().noneMatch(NativeTokenizer::isSurrogate)) {
			return text;
		}
		return text.codePoints()
			.map((character) -> isSurrogate(character) ? Utf8Text.REPLACEMENT : character)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isSurrogate(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

	@Override
	public void close() {
		this.lock.writeLock().lock();
		try {
			this.closed = true;
			this.tokenizer.close();
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

}
