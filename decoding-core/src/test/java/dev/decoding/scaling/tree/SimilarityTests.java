package dev.decoding.scaling.tree;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Similarity}.
 */
class SimilarityTests {

	private static final Embedder NONE = (judging, path, starts) -> List.of();

	private final Similarity similarity = new Similarity(0.2, 0.95, NONE);

	@Test
	void siblingsAlikeLearnInPart() {
		Node root = SmallTree.withPriors(0.25, 0.25, 0.25, 0.25);
		Node node = root.children().get(0);
		Node alike = root.children().get(1);
		Node other = root.children().get(2);
		Node unseen = root.children().get(3);
		embed(node, -1, 1, 0);
		embed(alike, 1, 0.96, 0.28);
		embed(other, 1, 0.6, 0.8);
		this.similarity.update(node, -1);
		assertThat(alike.visits()).isCloseTo(1 + 0.2 * 0.96, within(1e-12));
		assertThat(alike.value()).isCloseTo((1 - 0.2 * 0.96) / (1 + 0.2 * 0.96), within(1e-12));
		assertThat(other.visits()).isOne();
		assertThat(other.value()).isOne();
		assertThat(unseen.visits()).isZero();
		assertThat(node.visits()).isOne();
	}

	private static void embed(Node node, double value, double... unit) {
		SmallTree.learn(node, value);
		node.embed(unit);
	}

	@Test
	void theRootHasNoSiblings() {
		Node root = SmallTree.withPriors(1);
		embed(root, 1, 1, 0);
		this.similarity.update(root, -1);
		assertThat(root.value()).isOne();
	}

	@Test
	void onlyTheDirectionCounts() {
		assertThat(Similarity.unit(new float[] { 3, 4 })).containsExactly(new double[] { 0.6, 0.8 }, within(1e-12));
		assertThat(Similarity.unit(new float[] { 0, 0 })).containsExactly(0, 0);
		assertThat(Similarity.cosine(new double[] { 2, 0 }, new double[] { 3, 4 })).isCloseTo(0.6, within(1e-12));
		assertThat(Similarity.cosine(new double[] { 0, 0 }, new double[] { 3, 4 })).isZero();
	}

	@Test
	void theSpreadIsTheLengthOfTheVariances() {
		Node root = SmallTree.withPriors(0.5, 0.5);
		embed(root.children().get(0), 1, 1, 0);
		assertThat(Similarity.spread(root.children())).isNaN();
		embed(root.children().get(1), 1, 0, 1);
		assertThat(Similarity.spread(root.children())).isCloseTo(Math.sqrt(0.5 * 0.5 + 0.5 * 0.5), within(1e-12));
	}

	@Test
	void whatIsOutOfRangeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Similarity(1.5, 0.95, NONE))
			.withMessage("'similarityWeight' is 1.5 but must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Similarity(0.2, 2, NONE))
			.withMessage("'similarityThreshold' is 2.0 but must be from -1 to 1");
	}

}
