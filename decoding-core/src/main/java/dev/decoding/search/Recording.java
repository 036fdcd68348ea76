package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what is told of sequences until it is known which of them are returned.
 */
final class Recording implements GenerationListener {

	private final Map<Integer, List<Event>> events = new TreeMap<>();

	@Override
	public void onStatistics(int sequence, TokenStatistics statistics) {
		add(sequence, new Event(0, "", statistics, null));
	}

	@Override
	public void onToken(int sequence, int token, String text) {
		add(sequence, new Event(token, text, null, null));
	}

	@Override
	public void onFinish(int sequence, String text, FinishReason reason) {
		add(sequence, new Event(0, text, null, reason));
	}

	private void add(int sequence, Event event) {
		this.events.computeIfAbsent(sequence, (index) -> new ArrayList<>()).add(event);
	}

	/**
	 * Tell what was told of a sequence.
	 * @param sequence its index
	 * @param index its index among those that are returned
	 * @param withStatistics whether to tell its statistics
	 * @param listener whom to tell
	 */
	void replay(int sequence, int index, boolean withStatistics, GenerationListener listener) {
		for (Event event : this.events.getOrDefault(sequence, List.of())) {
			if (event.reason() != null) {
				listener.onFinish(index, event.text(), event.reason());
			}
			else if (event.statistics() == null) {
				listener.onToken(index, event.token(), event.text());
			}
			else if (withStatistics) {
				listener.onStatistics(index, event.statistics());
			}
		}
	}

	/**
	 * Find the tokens that make a part of a text. A token that completes nothing belongs
	 * to what is completed next.
	 * @param sequence the index of the sequence
	 * @param from the first character of the part
	 * @param to the index behind its last character
	 * @return the indices of the tokens, in ascending order
	 */
	List<Integer> tokensOf(int sequence, int from, int to) {
		List<Integer> found = new ArrayList<>();
		int token = 0;
		int waiting = 0;
		int end = 0;
		for (Event event : this.events.getOrDefault(sequence, List.of())) {
			if (event.statistics() != null) {
				continue;
			}
			int start = end;
			end += event.text().length();
			token += (event.reason() == null) ? 1 : 0;
			if (end > start) {
				for (; waiting < token; waiting++) {
					if (start < to && end > from) {
						found.add(waiting);
					}
				}
			}
		}
		return found;
	}

	/**
	 * What was told.
	 *
	 * @param token the token
	 * @param text the text
	 * @param statistics the statistics, if they are what was told
	 * @param reason why the sequence ended, if that was told
	 */
	private record Event(int token, String text, @Nullable TokenStatistics statistics, @Nullable FinishReason reason) {
	}

}
