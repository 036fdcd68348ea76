package dev.decoding.spring;

import java.util.Optional;

import dev.decoding.engine.checkpoint.TensorFile;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.verifier.RewardHead;
import dev.decoding.scaling.verifier.RewardHeadVerifier;

/**
 * Finds the reward head that was trained with a model: a small file beside its weights.
 */
public final class RewardHeads {

	/** The name of the file. */
	public static final String FILE = "reward_head.safetensors";

	private RewardHeads() {
	}

	/**
	 * Read the reward head of a checkpoint.
	 * @param location the directory of the checkpoint, or {@code classpath:} and a folder
	 * @return what judges by it, if there is one
	 * @throws dev.decoding.engine.InvalidCheckpointException if the file is wrong
	 */
	public static Optional<Verifier> beside(String location) {
		String file = (location.endsWith("/") ? location : location + "/") + FILE;
		if (!TensorFile.exists(file)) {
			return Optional.empty();
		}
		return Optional.of(new RewardHeadVerifier(RewardHead.of(TensorFile.read(file)::floats)));
	}

}
