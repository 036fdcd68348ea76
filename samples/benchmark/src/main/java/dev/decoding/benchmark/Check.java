package dev.decoding.benchmark;

import java.util.Locale;

/**
 * Something published, as it was measured here.
 *
 * @param row the name of the acceptance criterion that this is a part of
 * @param claim what is compared
 * @param bound what the value has to be
 * @param measured the value and its interval; not-a-number if it was not measured
 * @param verdict whether it is so
 */
public record Check(String row, String claim, String bound, Interval measured, Verdict verdict) {

	@Override
	public String toString() {
		String value = (this.verdict == Verdict.NOT_MEASURED) ? "-" : String.format(Locale.ROOT, "%.1f [%.1f, %.1f]",
				this.measured.value(), this.measured.low(), this.measured.high());
		return String.format(Locale.ROOT, "%-6s %-70s %-10s %-22s %s", this.row, this.claim, this.bound, value,
				this.verdict);
	}

	/**
	 * Whether something is as published.
	 */
	public enum Verdict {

		/** It is. */
		PASS,

		/** It is not. */
		FAIL,

		/** The run has no such measurement. */
		NOT_MEASURED

	}

}
