package dev.decoding.scaling.verifier;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link SelfCertaintyVerifier}.
 */
class SelfCertaintyVerifierTests {

	private final SelfCertaintyVerifier verifier = new SelfCertaintyVerifier();

	@Test
	void looksAtAllTokensUpToAStep() {
		Answers answers = new Answers(TableLm.saying(Answers.TOKENS, 2, 4, 3), 0);
		Path path = answers.lines(2);
		// One of eight scores is 10, the others 0, at each token.
		double certainty = Math.log((Math.exp(10) + 7) / 8) - 10.0 / 8;
		int calls = answers.calls();
		assertThat(this.verifier.scoreSteps(answers, List.of(path)).get(0)).hasSize(2)
			.allSatisfy((score) -> assertThat(score).isCloseTo(1 - Math.exp(-certainty), within(1e-6)));
		assertThat(answers.calls()).isEqualTo(calls);
	}

	@Test
	void asksForWhatItNeeds() {
		GenerationRequest request = GenerationRequest.of(1).build();
		assertThat(this.verifier.prepare(request).statistics()).isZero();
		GenerationRequest more = request.toBuilder().statistics(5).build();
		assertThat(this.verifier.prepare(more)).isSameAs(more);
		Answers answers = Answers.ofThreeLines();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.verifier.scoreSteps(answers, List.of(answers.lines(1))))
			.withMessageContaining("'statistics'");
	}

}
