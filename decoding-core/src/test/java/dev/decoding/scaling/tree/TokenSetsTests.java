package dev.decoding.scaling.tree;

import java.util.List;
import java.util.stream.DoubleStream;

import dev.decoding.TableLm;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.PathRollout.Limits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link TokenSets}.
 */
class TokenSetsTests {

	private final TableLm lm = new TableLm(List.of("<end>", "<begin>", "a", "b", "c", "d"), 100,
			(sequence) -> new float[] { -99, -99, (float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.15),
					(float) Math.log(0.05) });

	private final PathRollout rollout = new PathRollout(this.lm, GenerationRequest.of(1).seed(3).build(), Limits.NONE);

	private final Node root = Node.root(this.rollout.begin(1).get(0), 0);

	private static TokenSets sets(int candidates, Integer... lengths) {
		return new TokenSets(candidates, 20, List.of(lengths), 3, 0.25);
	}

	private void expand(TokenSets sets, Node node) {
		sets.expand(node, this.rollout.extendEach(sets.extensions(node)));
	}

	@Test
	void setsOfOneTokenAreTheLikeliestTokens() {
		expand(sets(3, 1, 2), this.root);
		assertThat(this.root.children()).extracting((node) -> node.path().text()).containsExactly("a", "b", "c");
		assertThat(this.root.children().stream().mapToDouble(Node::prior).toArray())
			.containsExactly(new double[] { 0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95 }, within(1e-6));
		assertThat(this.lm.calls).hasSize(1);
	}

	@Test
	void thereAreNoMoreSetsThanTokens() {
		expand(sets(20, 1), this.root);
		assertThat(this.root.children()).extracting((node) -> node.path().text())
			.containsExactlyInAnyOrder("a", "b", "c", "d", "", "");
	}

	@Test
	void longerSetsAreGreedyAndDrawnFromTheLikeliest() {
		TokenSets sets = sets(20, 1, 2);
		expand(sets, this.root);
		Node node = this.root.children().get(1);
		int calls = this.lm.calls.size();
		expand(sets, node);
		List<String> texts = node.children().stream().map((child) -> child.path().text()).toList();
		assertThat(texts).first().isEqualTo("baa");
		assertThat(texts).doesNotHaveDuplicates().hasSizeBetween(4, 9).allMatch((text) -> text.matches("b[abc]{2}"));
		assertThat(this.lm.calls).hasSize(calls + 2);
		assertThat(node.children().stream().mapToDouble(Node::prior).sum()).isCloseTo(1, within(1e-9));
	}

	@Test
	void theGreedySetIsNotLikelierThanAllOthers() {
		assertThat(priors(true, 0.9, 0.02, 0.03)).containsExactly(new double[] { 0.5, 0.2, 0.3 }, within(1e-9));
	}

	@Test
	void theGreedySetIsLikelierThanEachOther() {
		assertThat(priors(true, 0.01, 0.05, 0.2, 0.1))
			.containsExactly(new double[] { 0.25 / 0.6, 0.05 / 0.6, 0.2 / 0.6, 0.1 / 0.6 }, within(1e-9));
		assertThat(priors(false, 0.01, 0.03)).containsExactly(new double[] { 0.25, 0.75 }, within(1e-9));
		assertThat(priors(true, 0.3)).containsExactly(1);
	}

	@Test
	void probabilitiesTooSmallForNumbersHaveARatio() {
		assertThat(TokenSets.priors(new double[] { -2000, -2000 + Math.log(3) }, false))
			.containsExactly(new double[] { 0.25, 0.75 }, within(1e-9));
	}

	private static double[] priors(boolean greedy, double... probabilities) {
		return TokenSets.priors(DoubleStream.of(probabilities).map(Math::log).toArray(), greedy);
	}

	@Test
	void atTheRootAShareIsSharedOutEvenly() {
		expand(sets(3, 1), this.root);
		sets(3, 1).smooth(this.root);
		assertThat(this.root.children().stream().mapToDouble(Node::prior).toArray()).containsExactly(new double[] {
				0.75 * 0.5 / 0.95 + 0.25 / 3, 0.75 * 0.3 / 0.95 + 0.25 / 3, 0.75 * 0.15 / 0.95 + 0.25 / 3 },
				within(1e-6));
	}

	@Test
	void oneMoreIsTheNextLikely() {
		TokenSets sets = sets(2, 1);
		expand(sets, this.root);
		Path more = this.rollout.extendEach(List.of(sets.oneMore(this.root))).get(0);
		sets.add(this.root, more);
		sets.add(this.root, more);
		assertThat(this.root.children()).extracting((node) -> node.path().text()).containsExactly("a", "b", "c");
		assertThat(this.root.children().get(2).prior()).isCloseTo(0.15 / 0.5 * 0.5 / 0.8, within(1e-6));
	}

	@Test
	void whatIsOutOfRangeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> sets(1, 1))
			.withMessage("'candidates' is 1 but must be at least 2");
		assertThatIllegalArgumentException().isThrownBy(() -> sets(21, 1))
			.withMessage("'maxCandidates' is 20 but must be at least 'candidates', which is 21");
		assertThatIllegalArgumentException().isThrownBy(() -> sets(2, 1, 0))
			.withMessage("'lengths' is [1, 0] but must have at least one number, and none below 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenSets(2, 2, List.of(1), 0, 0))
			.withMessage("'topK' is 0 but must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenSets(2, 2, List.of(1), 1, 2))
			.withMessage("'uniformShare' is 2.0 but must be from 0 to 1");
	}

}
