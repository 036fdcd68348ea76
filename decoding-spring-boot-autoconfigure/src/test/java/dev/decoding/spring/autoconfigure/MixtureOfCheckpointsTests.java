package dev.decoding.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import dev.decoding.search.settings.MixtureParameters;
import dev.decoding.spring.DecodingChatModel;
import dev.decoding.spring.DecodingChatOptions;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of mixtures of two checkpoints with the same tokens: the embedded model and its
 * amateur.
 */
class MixtureOfCheckpointsTests {

	private static final int LENGTH = 30;

	private static final String PROMPT = "20 C4 D6 =";

	private static void run(Consumer<ApplicationContext> test, String... properties) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DecodingAutoConfiguration.class))
			.withPropertyValues("decoding.model.dtype=float32",
					"decoding.models.small.location=classpath:/decoding/arithmetic/amateur",
					"decoding.models.small.dtype=float32", "decoding.generation.max-tokens=" + LENGTH)
			.withPropertyValues(properties)
			.run(test::accept);
	}

	private static String answer(ApplicationContext context, DecodingChatOptions.Builder options) {
		return context.getBean(DecodingChatModel.class)
			.call(new Prompt(PROMPT, options.build()))
			.getResult()
			.getOutput()
			.getText();
	}

	@Test
	void contrastiveDecodingFindsWhatTheFormulaSays() {
		run((context) -> {
			CausalLm expert = context.getBean(ModelFactoryBean.class).alone();
			CausalLm amateur = context.getBean(Companions.class).model("small");
			String alone = answer(context, DecodingChatOptions.builder().mixture("none"));
			String mixed = answer(context, DecodingChatOptions.builder());
			assertThat(mixed).isEqualTo(contrasted(expert, amateur, 0.1, 2)).isNotEqualTo(alone);
			assertThat(alone).isEqualTo(contrasted(expert, amateur, 1, 2));
			assertThat(answer(context,
					DecodingChatOptions.builder().mixture(MixtureParameters.CONTRASTIVE_DECODING_ALPHA, 1.0)))
				.isEqualTo(alone);
			assertThat(answer(context,
					DecodingChatOptions.builder().mixture(MixtureParameters.CONTRASTIVE_DECODING_BETA, 0.7)))
				.isEqualTo(contrasted(expert, amateur, 0.1, 0.7));
			assertThat(answer(context, DecodingChatOptions.builder().strategy("beam").numBeams(1))).isEqualTo(mixed);
		}, "decoding.mixture.type=contrastive-decoding", "decoding.mixture.contrastive-decoding.amateur=small",
				"decoding.mixture.contrastive-decoding.beta=2");
	}

	@Test
	void ensembleWithAllTheWeightOnOneModelIsThatModel() {
		run((context) -> {
			CausalLm amateur = context.getBean(Companions.class).model("small");
			DecodingChatOptions.Builder options = DecodingChatOptions.builder()
				.mixture("ensemble")
				.mixture(MixtureParameters.ENSEMBLE_WEIGHTS, Map.of("small", 1.0));
			assertThat(answer(context, options.mixture(MixtureParameters.ENSEMBLE_WEIGHT, 0.0)))
				.isEqualTo(contrasted(amateur, amateur, 1, 0));
			assertThat(answer(context, options.mixture(MixtureParameters.ENSEMBLE_WEIGHT, 1e6)))
				.isEqualTo(answer(context, DecodingChatOptions.builder()));
		});
	}

	/**
	 * Generate by what the formula says, with models that are asked about each sequence
	 * as a whole.
	 */
	private static String contrasted(CausalLm expert, CausalLm amateur, double alpha, double beta) {
		int[] prompt = expert.tokenizer()
			.encode("<|im_start|>user\n" + PROMPT + "<|im_end|>\n<|im_start|>assistant\n", false);
		TokenSequence tokens = TokenSequence.of(prompt);
		List<Integer> ends = List.copyOf(expert.info().endOfTextTokens());
		for (int i = 0; i < LENGTH && !ends.contains(tokens.last()); i++) {
			tokens = tokens.append(best(logits(expert, tokens), logits(amateur, tokens), alpha, beta));
		}
		String all = expert.tokenizer().decode(tokens.toArray(), true);
		return all.substring(expert.tokenizer().decode(prompt, true).length());
	}

	private static Logits logits(CausalLm lm, TokenSequence tokens) {
		return lm.evaluate(Query.next(tokens)).nextLogits();
	}

	private static int best(Logits expert, Logits amateur, double alpha, double beta) {
		double threshold = expert.logProbability(expert.token(expert.highest())) + Math.log(alpha);
		int best = -1;
		double highest = Double.NEGATIVE_INFINITY;
		for (int token = 0; token < expert.vocabularySize(); token++) {
			double e = expert.logProbability(token);
			double score = (1 + beta) * e - beta * amateur.logProbability(token);
			if (e >= threshold && score > highest) {
				best = token;
				highest = score;
			}
		}
		return best;
	}

}
