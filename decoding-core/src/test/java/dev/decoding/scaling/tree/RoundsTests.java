package dev.decoding.scaling.tree;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Rounds}.
 */
class RoundsTests {

	private final Rounds rounds = new Rounds(3, 50, 0.8);

	@Test
	void aGoodValueIsEnoughAfterSomeRounds() {
		Node root = SmallTree.withPriors(0.5, 0.5);
		SmallTree.learn(root.children().get(0), 1, 1);
		SmallTree.learn(root, 1, 1);
		assertThat(this.rounds.isEnough(root)).isFalse();
		SmallTree.learn(root, 1);
		assertThat(this.rounds.isEnough(root)).isTrue();
	}

	@Test
	void theMostVisitedOneMustBeGood() {
		Node root = SmallTree.withPriors(0.5, 0.5);
		SmallTree.learn(root, 1, 1, 1);
		assertThat(this.rounds.isEnough(root)).isFalse();
		SmallTree.learn(root.children().get(0), 1);
		SmallTree.learn(root.children().get(1), 0.5, 0.5);
		assertThat(this.rounds.isEnough(root)).isFalse();
	}

	@Test
	void afterASubtreeIsReusedThereAreRoundsLeft() {
		assertThat(this.rounds.most(0)).isEqualTo(50);
		assertThat(this.rounds.most(20)).isEqualTo(50);
		assertThat(this.rounds.most(40)).isEqualTo(55);
		assertThat(new Rounds(1, 4, 0).most(3)).isEqualTo(7);
	}

	@Test
	void whatIsOutOfRangeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Rounds(0, 4, 0))
			.withMessage("'minRounds' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Rounds(5, 4, 0))
			.withMessage("'maxRounds' is 4 but must be at least 'minRounds', which is 5");
		assertThatIllegalArgumentException().isThrownBy(() -> new Rounds(5, 6, 1.5))
			.withMessage("'valueThreshold' is 1.5 but must be from -1 to 1");
	}

}
