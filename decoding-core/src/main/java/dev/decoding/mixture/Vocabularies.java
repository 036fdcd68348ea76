package dev.decoding.mixture;

import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Vocabulary;

/**
 * Whether models have the same tokens. Models of one family often pad their scores to
 * different lengths: scores behind the last token do not count.
 */
public final class Vocabularies {

	private Vocabularies() {
	}

	/**
	 * Refuse models whose tokens differ from those of the first one.
	 * @param models the models
	 * @throws VocabularyMismatchException if a token of another model differs
	 */
	public static void requireSame(List<? extends CausalLm> models) {
		CausalLm first = models.get(0);
		int scores = size(models);
		for (CausalLm other : models) {
			if (other != first) {
				requireSame(first, other, scores);
			}
		}
	}

	private static void requireSame(CausalLm first, CausalLm other, int scores) {
		Vocabulary one = first.tokenizer().vocabulary();
		Vocabulary two = other.tokenizer().vocabulary();
		for (int token = 0; token < Math.max(one.size(), two.size()); token++) {
			String spelling = spelling(one, token);
			String otherSpelling = spelling(two, token);
			if (!spelling.equals(otherSpelling) || (token >= scores && !spelling.isEmpty())) {
				throw new VocabularyMismatchException(first.info().name(), other.info().name(), token, spelling,
						otherSpelling);
			}
		}
	}

	private static String spelling(Vocabulary vocabulary, int token) {
		return (token < vocabulary.size()) ? vocabulary.token(token) : "";
	}

	/**
	 * Return for how many tokens all models have scores.
	 * @param models the models
	 * @return the number of tokens
	 */
	static int size(List<? extends CausalLm> models) {
		return models.stream().mapToInt((model) -> model.info().vocabularySize()).min().orElseThrow();
	}

}
