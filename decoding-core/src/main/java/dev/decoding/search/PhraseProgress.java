package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.TokenSequence;

/**
 * Which of the required phrases a sequence has. One is worked on at a time: the first
 * that a token begins. A token that interrupts it puts it back, behind all others.
 * Immutable.
 *
 * @param pending the phrases that are still to come, but for the current one
 * @param current the phrase that has begun
 * @param begun the tokens of the current phrase so far
 * @param completed how many phrases the sequence has
 */
record PhraseProgress(List<RequiredPhrase> pending, @Nullable RequiredPhrase current, List<Integer> begun,
		int completed) {

	static PhraseProgress none(List<RequiredPhrase> phrases) {
		return new PhraseProgress(phrases, null, List.of(), 0);
	}

	boolean isComplete() {
		return this.pending.isEmpty() && this.current == null;
	}

	/**
	 * Return the tokens that lead on: to the end of the current phrase, or to any.
	 */
	List<Integer> next() {
		if (this.current != null) {
			return this.current.next(this.begun);
		}
		return this.pending.stream().flatMap((phrase) -> phrase.next(List.of()).stream()).distinct().toList();
	}

	/**
	 * Return the progress with one more token.
	 */
	PhraseProgress after(int token) {
		if (this.current != null) {
			return this.current.next(this.begun).contains(token) ? advance(this.pending, this.current, token)
					: interrupt(this.current);
		}
		for (RequiredPhrase phrase : this.pending) {
			if (phrase.next(List.of()).contains(token)) {
				List<RequiredPhrase> others = new ArrayList<>(this.pending);
				others.remove(phrase);
				return advance(others, phrase, token);
			}
		}
		return this;
	}

	/**
	 * Return the progress with more tokens.
	 * @param sequence the tokens
	 * @param from the index of the first
	 */
	PhraseProgress after(TokenSequence sequence, int from) {
		PhraseProgress progress = this;
		for (int i = from; i < sequence.length(); i++) {
			progress = progress.after(sequence.get(i));
		}
		return progress;
	}

	private PhraseProgress advance(List<RequiredPhrase> others, RequiredPhrase phrase, int token) {
		List<Integer> begun = new ArrayList<>(this.begun);
		begun.add(token);
		return phrase.next(begun).isEmpty() ? new PhraseProgress(others, null, List.of(), this.completed + 1)
				: new PhraseProgress(others, phrase, begun, this.completed);
	}

	private PhraseProgress interrupt(RequiredPhrase current) {
		List<RequiredPhrase> pending = new ArrayList<>(this.pending);
		pending.add(current);
		return new PhraseProgress(pending, null, List.of(), this.completed);
	}

	/**
	 * Return how far the sequence is, in tokens as if all phrases were of the same
	 * length.
	 * @param longest the length of the longest phrase
	 */
	int bank(int longest) {
		int begun = (this.current != null) ? longest - this.current.longest() + this.begun.size() : 0;
		return this.completed * longest + begun;
	}

}
