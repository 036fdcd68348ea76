package dev.decoding.scaling.tree;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Node} and {@link Backup}.
 */
class NodeTests {

	private final Node node = SmallTree.withPriors(1);

	@Test
	void theMeanOfAllThatWasFoundIsTheValue() {
		SmallTree.learn(this.node, 1, -1, 0.5);
		assertThat(this.node.value()).isCloseTo(0.5 / 3, within(1e-12));
		assertThat(this.node.visits()).isEqualTo(3);
	}

	@Test
	void theBestThatWasFoundIsTheMaximum() {
		for (double value : new double[] { -0.5, -0.25, -1 }) {
			this.node.visit();
			this.node.learn(value, Backup.MAX);
		}
		assertThat(this.node.value()).isEqualTo(-0.25);
	}

	@Test
	void whatSiblingsFindWeighsLess() {
		SmallTree.learn(this.node, 1, 1);
		this.node.learnFromSibling(-1, 0.2);
		assertThat(this.node.visits()).isEqualTo(2.2);
		assertThat(this.node.rounds()).isEqualTo(2);
		assertThat(this.node.value()).isCloseTo((1 * 2 - 0.2) / 2.2, within(1e-12));
		SmallTree.learn(this.node, 0);
		assertThat(this.node.value()).isCloseTo(1.8 / 3.2, within(1e-12));
	}

	@Test
	void theMostVisitedIsTheBestOfThoseVisitedAsOften() {
		Node root = SmallTree.withPriors(0.25, 0.25, 0.25, 0.25);
		SmallTree.learn(root.children().get(0), 1);
		SmallTree.learn(root.children().get(1), 0, 0);
		SmallTree.learn(root.children().get(2), 0.5, 0.5);
		SmallTree.learn(root.children().get(3), 0.5, 0.5);
		assertThat(root.mostVisited()).isSameAs(root.children().get(2));
	}

	@Test
	void embeddingsAreMeans() {
		this.node.visit();
		this.node.embed(new double[] { 1, 0 });
		this.node.visit();
		this.node.embed(new double[] { 0, 1 });
		this.node.visit();
		this.node.embed(new double[] { 0, 1 });
		assertThat(this.node.embedding()).containsExactly(new double[] { 1 / 3.0, 2 / 3.0 }, within(1e-12));
	}

	@Test
	void aChildBeginsWhereItsParentEnds() {
		Node child = this.node.children().get(0);
		assertThat(child.start()).isZero();
		assertThat(child.tokens()).isEqualTo(3);
		assertThat(child.depth()).isOne();
		Node other = child.add(child.path(), 1);
		assertThat(other.start()).isEqualTo(3);
	}

}
