package dev.decoding.logits;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.decoding.logits.PhraseAutomaton.State;
import dev.decoding.model.Logits;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Vocabulary;

/**
 * Bans phrases from the generated text, whichever tokens they would be made of: removes
 * each token whose text, put behind the generated text, would complete a phrase anywhere
 * within the token.
 * <p>
 * Formula: <code>score[i] = -inf</code> if the bytes of the generated tokens and of token
 * <code>i</code>, joined, have a phrase whose last byte is one of token <code>i</code>.
 * <p>
 * Edges: a phrase can begin within a word, so that <code>art</code> bans
 * <code>party</code> too; one that is partly in the prompt is not noticed; special tokens
 * have no text; without regard to case, characters are the same that
 * {@link String#equalsIgnoreCase} takes for the same; accents and Unicode's ways to
 * compose characters count.
 * <p>
 * Example: with the phrase <code>bad word</code>, behind the generated text
 * <code>a bad w</code>, the tokens <code>ord</code> and <code>ords</code> are removed and
 * <code>or</code> is not; the token <code>ordinary</code> is removed as well.
 * <p>
 * Order: anywhere before the truncation.
 * <p>
 * Efficiency: the tokens that have a phrase whole are found once for the processor, those
 * that complete a beginning of a phrase once for that beginning; a step looks at the end
 * of the text and goes through the tokens that it removes.
 * <p>
 * Source: the effect of Hugging Face's <code>bad_words_ids</code> and vLLM's
 * <code>bad_words</code>, without their dependence on one spelling in tokens.
 */
public final class BadPhrases implements LogitsProcessor {

	private final List<String> phrases;

	private final boolean ignoreCase;

	private final FirstBytes tokens;

	private final PhraseAutomaton automaton;

	/**
	 * Ban phrases.
	 * @param vocabulary the bytes of the tokens
	 * @param phrases the phrases, at least one, none empty
	 * @param ignoreCase whether to ban them in any mixture of upper and lower case
	 */
	public BadPhrases(Vocabulary vocabulary, List<String> phrases, boolean ignoreCase) {
		if (phrases.isEmpty()) {
			throw new IllegalArgumentException("'badPhrases' is empty but must have at least one phrase");
		}
		for (String phrase : phrases) {
			check(phrase);
		}
		this.phrases = List.copyOf(phrases);
		this.ignoreCase = ignoreCase;
		this.tokens = new FirstBytes(vocabulary);
		this.automaton = new PhraseAutomaton(phrases, ignoreCase);
	}

	private static void check(String phrase) {
		if (phrase.isEmpty()) {
			throw new IllegalArgumentException("'badPhrases' has an empty phrase, which is in every text");
		}
		Charset utf8 = StandardCharsets.UTF_8;
		if (!utf8.newEncoder().canEncode(phrase)) {
			throw new IllegalArgumentException(
					"'badPhrases' has '%s', which has half of a character and so is in no text".formatted(phrase));
		}
	}

	@Override
	public void process(TokenSequence sequence, Logits logits) {
		float[] scores = logits.scores();
		for (State state = endOf(sequence); state != null; state = state.fallback()) {
			for (int token : this.automaton.completing(state, this.tokens)) {
				if (token < scores.length) {
					scores[token] = Float.NEGATIVE_INFINITY;
				}
			}
		}
	}

	/**
	 * Return the state behind the generated text. What lies further back than a phrase is
	 * long cannot matter.
	 */
	private State endOf(TokenSequence sequence) {
		int from = sequence.length();
		int length = 0;
		while (from > sequence.promptLength() && length < this.automaton.longest() - 1) {
			from--;
			length += this.tokens.bytes(sequence.get(from)).length;
		}
		State state = this.automaton.start();
		for (int i = from; i < sequence.length(); i++) {
			for (byte label : this.tokens.bytes(sequence.get(i))) {
				state = this.automaton.next(state, label);
			}
		}
		return state;
	}

	@Override
	public String name() {
		return "bad-phrases";
	}

	@Override
	public String toString() {
		return "BadPhrases[phrases=" + this.phrases + ", ignoreCase=" + this.ignoreCase + "]";
	}

}
