package dev.decoding.search;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Recording}.
 */
class RecordingTests {

	@Test
	void findsTheTokensOfAPart() {
		Recording recording = new Recording();
		for (String text : List.of("It", " is", " 4", "2", ".")) {
			recording.onToken(3, 9, text);
		}
		recording.onFinish(3, "", FinishReason.STOP);
		assertThat(recording.tokensOf(3, 6, 8)).containsExactly(2, 3);
		assertThat(recording.tokensOf(3, 0, 1)).containsExactly(0);
		assertThat(recording.tokensOf(3, 9, 9)).isEmpty();
		assertThat(recording.tokensOf(4, 0, 9)).isEmpty();
	}

	@Test
	void tokensThatCompleteNothingBelongToWhatIsCompletedNext() {
		Recording recording = new Recording();
		for (String text : List.of("a", "", "", "é", "b", "")) {
			recording.onToken(0, 9, text);
		}
		recording.onFinish(0, "c", FinishReason.LENGTH);
		assertThat(recording.tokensOf(0, 1, 2)).containsExactly(1, 2, 3);
		assertThat(recording.tokensOf(0, 3, 4)).containsExactly(5);
	}

	@Test
	void tellsWhatItWasTold() {
		Recording recording = new Recording();
		recording.onToken(0, 5, "other");
		recording.onStatistics(1, new TokenStatistics(7, -1, -1, 0, 1, 0.5, 2, List.of()));
		recording.onToken(1, 7, "a");
		recording.onFinish(1, "b", FinishReason.LENGTH);
		assertThat(told(recording, true)).containsExactly("0 statistics of 7", "0 7 a", "0 LENGTH b");
		assertThat(told(recording, false)).containsExactly("0 7 a", "0 LENGTH b");
	}

	private static List<String> told(Recording recording, boolean withStatistics) {
		List<String> told = new ArrayList<>();
		recording.replay(1, 0, withStatistics, new GenerationListener() {

			@Override
			public void onToken(int sequence, int token, String text) {
				told.add(sequence + " " + token + " " + text);
			}

			@Override
			public void onStatistics(int sequence, TokenStatistics statistics) {
				told.add(sequence + " statistics of " + statistics.token());
			}

			@Override
			public void onFinish(int sequence, String text, FinishReason reason) {
				told.add(sequence + " " + reason + " " + text);
			}

		});
		return told;
	}

}
