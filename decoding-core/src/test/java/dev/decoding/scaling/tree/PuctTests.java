package dev.decoding.scaling.tree;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Puct}.
 */
class PuctTests {

	@Test
	void aChildIsChosenByValueAndExploration() {
		Node root = SmallTree.withPriors(0.6, 0.4);
		SmallTree.learn(root.children().get(0), -0.5, -1, 0);
		SmallTree.learn(root.children().get(1), 0.5);
		Puct puct = new Puct(2, false);
		assertThat(puct.score(root.children().get(0), 4)).isCloseTo(-0.5 + 2 * 0.6 * 2 / 4, within(1e-12));
		assertThat(puct.score(root.children().get(1), 4)).isCloseTo(0.5 + 2 * 0.4 * 2 / 2, within(1e-12));
		assertThat(puct.select(root)).isSameAs(root.children().get(1));
	}

	@Test
	void explorationGoesWhereItHasNotBeen() {
		Node root = SmallTree.withPriors(0.6, 0.4);
		SmallTree.learn(root.children().get(0), 0.5, 0.5, 0.5, 0.5);
		assertThat(new Puct(2, false).select(root)).isSameAs(root.children().get(1));
		assertThat(new Puct(0.2, false).select(root)).isSameAs(root.children().get(0));
	}

	@Test
	void normalizedValuesBeginWithTheLowest() {
		Node root = SmallTree.withPriors(0.5, 0.5);
		SmallTree.learn(root.children().get(0), -0.5);
		assertThat(new Puct(0, true).score(root.children().get(0), 1)).isEqualTo(0.25);
		assertThat(new Puct(0, true).score(root.children().get(1), 1)).isZero();
		assertThat(new Puct(0, true).select(root)).isSameAs(root.children().get(0));
		assertThat(new Puct(0, false).select(root)).isSameAs(root.children().get(1));
	}

	@Test
	void withoutVisitsTheLikeliestIsChosenAndThenTheFirst() {
		assertThat(new Puct(2, false).select(SmallTree.withPriors(0.2, 0.4, 0.4)).prior()).isEqualTo(0.4);
		Node root = SmallTree.withPriors(0.2, 0.4, 0.4);
		assertThat(new Puct(2, false).select(root)).isSameAs(root.children().get(1));
	}

	@Test
	void partsOfVisitsCount() {
		Node root = SmallTree.withPriors(0.5, 0.5);
		Node node = root.children().get(0);
		SmallTree.learn(node, 1);
		node.learnFromSibling(0, 0.25);
		assertThat(new Puct(1, false).score(node, 1.25)).isCloseTo(1 / 1.25 + 0.5 * Math.sqrt(1.25) / 2.25,
				within(1e-12));
	}

	@Test
	void aWeightBelowZeroIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Puct(-1, false))
			.withMessage("'explorationWeight' is -1.0 but must be a number of at least 0");
	}

}
