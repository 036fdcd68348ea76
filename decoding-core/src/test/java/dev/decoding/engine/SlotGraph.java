package dev.decoding.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import dev.decoding.engine.graph.ModelGraph;
import dev.decoding.engine.graph.Step;
import dev.decoding.engine.graph.Step.Group;
import dev.decoding.engine.graph.StepResult;

/**
 * A graph without tensors, whose logits are a hash of all the tokens that the cache has
 * for a sequence: a wrong slot anywhere gives wrong logits.
 */
class SlotGraph implements ModelGraph {

	static final int VOCABULARY = 11;

	static final int WIDTH = 3;

	private int[] tokens = new int[0];

	private int[] positions = new int[0];

	volatile int steps;

	volatile int forwardTokens;

	volatile int mostSequences;

	volatile int mostTokens;

	volatile boolean closed;

	volatile long pauseMillis;

	static float[] logits(int... tokens) {
		SplittableRandom random = new SplittableRandom(Arrays.hashCode(tokens));
		float[] logits = new float[VOCABULARY];
		for (int i = 0; i < logits.length; i++) {
			logits[i] = (float) random.nextDouble(-3, 3);
		}
		return logits;
	}

	@Override
	public long bytesPerSlot() {
		return 8;
	}

	@Override
	public void allocateCache(int slots) {
		this.tokens = new int[slots];
		this.positions = new int[slots];
	}

	@Override
	public StepResult forward(Step step) {
		this.steps++;
		this.forwardTokens += step.tokens().length;
		this.mostTokens = Math.max(this.mostTokens, step.tokens().length);
		this.mostSequences = Math.max(this.mostSequences, step.groups().stream().mapToInt(Group::sequences).sum());
		pause();
		write(step);
		float[][] rows = new float[step.tokens().length][];
		int at = 0;
		for (Group group : step.groups()) {
			for (int i = 0; i < group.sequences(); i++) {
				int first = at;
				for (int j = 0; j < group.tokensEach(); j++, at++) {
					rows[at] = logits(visible(step, group, i, first, at));
				}
			}
		}
		return new StepResult(gather(rows, step.logitRows(), VOCABULARY), gather(rows, step.hiddenRows(), WIDTH),
				layers(step, rows));
	}

	private void write(Step step) {
		int at = 0;
		for (Group group : step.groups()) {
			for (int i = 0; i < group.sequences() * group.tokensEach(); i++, at++) {
				if (group.cached()) {
					this.tokens[step.slots()[at]] = step.tokens()[at];
					this.positions[step.slots()[at]] = step.positions()[at];
				}
			}
		}
	}

	private int[] visible(Step step, Group group, int sequence, int first, int at) {
		int position = step.positions()[at];
		if (!group.cached()) {
			return Arrays.copyOfRange(step.tokens(), first, at + 1);
		}
		int[] visible = new int[position + 1];
		for (int key = 0; key <= position; key++) {
			int slot = slot(group, sequence, key);
			if (this.positions[slot] != key) {
				throw new IllegalStateException(
						"slot %d is for position %d, not %d".formatted(slot, this.positions[slot], key));
			}
			visible[key] = this.tokens[slot];
		}
		return visible;
	}

	private static int slot(Group group, int sequence, int key) {
		if (group.contiguous()) {
			return group.firstSlot() + key;
		}
		int shared = group.sharedSlots().length;
		return (key < shared) ? group.sharedSlots()[key]
				: group.keySlots()[sequence * (group.keyLength() - shared) + key - shared];
	}

	private static FloatBuffer gather(float[][] rows, int[] wanted, int width) {
		FloatBuffer gathered = FloatBuffer.allocate(wanted.length * width);
		for (int row : wanted) {
			gathered.put(rows[row], 0, width);
		}
		return gathered.flip();
	}

	private static Map<Integer, FloatBuffer> layers(Step step, float[][] rows) {
		Map<Integer, FloatBuffer> layers = new HashMap<>();
		step.layers().forEach((layer) -> layers.put(layer, gather(rows, step.logitRows(), VOCABULARY)));
		return layers;
	}

	private void pause() {
		if (this.pauseMillis > 0) {
			try {
				Thread.sleep(this.pauseMillis);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@Override
	public void copySlots(int[] from, int[] to) {
		int[] tokens = Arrays.stream(from).map((slot) -> this.tokens[slot]).toArray();
		int[] positions = Arrays.stream(from).map((slot) -> this.positions[slot]).toArray();
		for (int i = 0; i < to.length; i++) {
			this.tokens[to[i]] = tokens[i];
			this.positions[to[i]] = positions[i];
		}
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
