package dev.decoding.scaling.tree;

import java.util.Collections;
import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.PathRollout.Limits;
import dev.decoding.search.Pause;

/**
 * A root and children, to try formulas on.
 */
final class SmallTree {

	private static final TableLm LM = new TableLm(List.of("<end>", "<begin>", "a", "b"), 100,
			(sequence) -> new float[] { -99, -99, 0, 0 });

	private SmallTree() {
	}

	static Node withPriors(double... priors) {
		PathRollout rollout = new PathRollout(LM, GenerationRequest.of(1).build(), Limits.NONE);
		Path path = rollout.begin(1).get(0);
		Node root = Node.root(path, 0);
		List<Path> paths = rollout.extend(Collections.nCopies(priors.length, path), Pause.afterTokens(3));
		for (int i = 0; i < priors.length; i++) {
			root.add(paths.get(i), priors[i]);
		}
		return root;
	}

	static void learn(Node node, double... values) {
		for (double value : values) {
			node.visit();
			node.learn(value, Backup.MEAN);
		}
	}

}
