package dev.decoding.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.decoding.engine.checkpoint.StoredTensor;

/**
 * The table of token embeddings, read where it lies: a step needs a few rows of it, so it
 * stays in the mapped file and takes no memory of its own.
 */
final class EmbeddingTable {

	/** Rows are mapped so many bytes at a time, since a buffer has an end. */
	private static final long WINDOW = 1 << 30;

	private final TorchType type;

	private final int rowBytes;

	private final int rowsPerWindow;

	private final ByteBuffer[] windows;

	private final long size;

	EmbeddingTable(StoredTensor stored) {
		this.type = TorchType.of(stored.dtype());
		long rows = stored.shape()[0];
		this.rowBytes = Math.toIntExact(stored.size() / rows);
		this.rowsPerWindow = (int) Math.min(rows, WINDOW / this.rowBytes);
		this.windows = new ByteBuffer[(int) ((rows + this.rowsPerWindow - 1) / this.rowsPerWindow)];
		for (int i = 0; i < this.windows.length; i++) {
			long offset = (long) i * this.rowsPerWindow * this.rowBytes;
			int length = (int) Math.min((long) this.rowsPerWindow * this.rowBytes, stored.size() - offset);
			this.windows[i] = stored.slice(offset, length);
		}
		this.size = stored.size() / this.type.bytes();
	}

	/**
	 * Return the number of parameters of the table that are not those of the head.
	 */
	long sizeBeside(DecoderSpec spec) {
		return isTied(spec) ? 0 : this.size;
	}

	/**
	 * Return whether the table is the head, too.
	 */
	static boolean isTied(DecoderSpec spec) {
		return spec.model()
			.stream()
			.flatMap((recipe) -> recipe.parts().stream())
			.anyMatch((part) -> part.tensor().equals(spec.embedding().tensor()));
	}

	/**
	 * Return a buffer for the rows of some tokens.
	 */
	ByteBuffer buffer(int tokens) {
		return ByteBuffer.allocateDirect(tokens * this.rowBytes).order(ByteOrder.nativeOrder());
	}

	/**
	 * Copy the rows of tokens to the beginning of a buffer.
	 */
	void write(int[] tokens, ByteBuffer rows) {
		for (int i = 0; i < tokens.length; i++) {
			ByteBuffer window = this.windows[tokens[i] / this.rowsPerWindow];
			rows.put(i * this.rowBytes, window, tokens[i] % this.rowsPerWindow * this.rowBytes, this.rowBytes);
		}
	}

	/**
	 * Return a tensor over a buffer of rows, {@code [tokens, width]}.
	 */
	PtNDArray view(ByteBuffer rows, PtNDManager manager, int width) {
		return this.type.view(manager, rows, rows.capacity() / this.rowBytes, width);
	}

}
