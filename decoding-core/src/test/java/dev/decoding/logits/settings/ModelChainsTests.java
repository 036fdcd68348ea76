package dev.decoding.logits.settings;

import java.util.List;

import dev.decoding.TableLm;
import dev.decoding.logits.BadPhrases;
import dev.decoding.logits.ForcedEosToken;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.llamacpp.Dry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ModelChains}.
 */
class ModelChainsTests {

	private final ModelChains chains = new ModelChains(TableLm.saying(List.of("a", "b", "\n", "end")), List.of(3),
			List.of());

	@Test
	void requestsThatSetTheSameShareOneChain() {
		LogitsSettings settings = LogitsSettings.builder().topK(3).build();
		assertThat(this.chains.create(settings, 5, true))
			.isSameAs(this.chains.create(LogitsSettings.builder().topK(3).build(), 5, true))
			.isNotEqualTo(this.chains.create(settings, 5, false));
	}

	@Test
	void greatestLengthIsThatOfTheRequest() {
		LogitsSettings settings = LogitsSettings.builder().forcedEosTokenId(List.of(3)).build();
		assertThat(this.chains.create(settings, 5, true).processors())
			.containsExactly(ForcedEosToken.atMaxNewTokens(5, List.of(3)));
		assertThat(this.chains.create(settings, null, true).processors())
			.containsExactly(ForcedEosToken.atMaxLength(100, List.of(3)));
	}

	@Test
	void textsAreLookedUpInTheVocabulary() {
		LogitsSettings settings = LogitsSettings.builder().badPhrases(List.of("ab")).dryMultiplier(0.8).build();
		List<LogitsProcessor> processors = this.chains.create(settings, null, true).processors();
		assertThat(processors).hasSize(2).hasOnlyElementsOfTypes(Dry.class, BadPhrases.class);
	}

}
