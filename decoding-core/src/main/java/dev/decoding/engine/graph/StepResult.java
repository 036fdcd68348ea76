package dev.decoding.engine.graph;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What a step gave, as float32. The buffers are valid until the next step.
 *
 * @param logits {@code [logitRows, vocabulary]}
 * @param hidden {@code [hiddenRows, hidden]}
 * @param layerLogits for each layer that was asked for {@code [logitRows, vocabulary]}
 */
public record StepResult(FloatBuffer logits, FloatBuffer hidden, Map<Integer, FloatBuffer> layerLogits) {
}
