package dev.decoding.benchmark.exact;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.decoding.model.Tokenizer;
import dev.decoding.model.Vocabulary;

/**
 * Turns problems, solutions and conversations about them into the tokens of
 * {@link ChainVocabulary}. What a model says and what it is asked has but one spelling in
 * tokens.
 */
final class ChainTokenizer implements Tokenizer {

	private static final Pattern TOKEN = Pattern
		.compile("<\\|end\\|>|\n| =|Answer:|Revise\\.| [+*A-F][1-9](?!\\d)| -?\\d{1,3}(?!\\d)"
				+ "|(?<! )[-+*A-F][1-9](?!\\d)|(?<![\\d ])\\d{1,2}(?!\\d)");

	@Override
	public int[] encode(String text, boolean addSpecialTokens) {
		IntStream.Builder tokens = IntStream.builder();
		Matcher matcher = TOKEN.matcher(text);
		int at = 0;
		while (at < text.length()) {
			int from = at;
			if (!matcher.find(at) || matcher.start() != at) {
				throw unknown(text, from);
			}
			tokens.add(vocabulary().id(matcher.group()).orElseThrow(() -> unknown(text, from)));
			at = matcher.end();
		}
		return tokens.build().toArray();
	}

	private static IllegalArgumentException unknown(String text, int at) {
		return new IllegalArgumentException(
				"'%s' at %d in '%s' is no token of the chain model, which knows problems such as '7 +3 *2 A5 =' and their solutions"
					.formatted(text.substring(at, Math.min(text.length(), at + 8)), at, text));
	}

	@Override
	public String decode(int[] tokens, boolean skipSpecialTokens) {
		return Arrays.stream(tokens).mapToObj((token) -> text(token, skipSpecialTokens)).collect(Collectors.joining());
	}

	private String text(int token, boolean skipSpecialTokens) {
		return (skipSpecialTokens && vocabulary().isSpecial(token)) ? "" : vocabulary().token(token);
	}

	@Override
	public Vocabulary vocabulary() {
		return ChainVocabulary.INSTANCE;
	}

	@Override
	public StreamingDecoder streamingDecoder(int[] context, boolean skipSpecialTokens) {
		return new StreamingDecoder() {

			@Override
			public String next(int token) {
				return text(token, skipSpecialTokens);
			}

			@Override
			public String end() {
				return "";
			}

		};
	}

}
