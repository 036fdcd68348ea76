package dev.decoding.chat.template;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * Python's {@code strftime}, in English.
 */
final class TimeFormat {

	private static final int MAX_FORMAT = 10_000;

	private final ZonedDateTime time;

	private TimeFormat(ZonedDateTime time) {
		this.time = time;
	}

	static String format(ZonedDateTime time, String format) {
		if (format.length() > MAX_FORMAT) {
			throw PythonError.limit("a time format of more than " + MAX_FORMAT + " characters");
		}
		TimeFormat formatter = new TimeFormat(time);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < format.length(); i++) {
			char c = format.charAt(i);
			if (c != '%' || i + 1 == format.length()) {
				text.append(c);
				continue;
			}
			char flag = format.charAt(++i);
			if ("-_0^#".indexOf(flag) >= 0 && i + 1 < format.length()) {
				text.append(formatter.flagged(flag, format.charAt(++i)));
			}
			else {
				text.append(formatter.directive(flag));
			}
		}
		return text.toString();
	}

	private String flagged(char flag, char directive) {
		String text = directive(directive);
		return switch (flag) {
			case '^', '#' -> text.toUpperCase(Locale.ROOT);
			case '-' -> text.replaceFirst("^[0 ]+(?=.)", "");
			case '_' -> {
				String digits = text.replaceFirst("^0+(?=.)", "");
				yield " ".repeat(text.length() - digits.length()) + digits;
			}
			default -> text.replace(' ', '0');
		};
	}

	private String directive(char directive) {
		return switch (directive) {
			case 'a' -> this.time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
			case 'A' -> this.time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
			case 'b', 'h' -> month();
			case 'B' -> this.time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
			case 'c' -> format(this.time, "%a %b %e %H:%M:%S %Y");
			case 'C' -> two(this.time.getYear() / 100);
			case 'd' -> two(this.time.getDayOfMonth());
			case 'D', 'x' -> format(this.time, "%m/%d/%y");
			case 'e' -> "%2d".formatted(this.time.getDayOfMonth());
			case 'f' -> "%06d".formatted(this.time.getNano() / 1000);
			case 'F' -> format(this.time, "%Y-%m-%d");
			case 'g' -> two(this.time.get(IsoFields.WEEK_BASED_YEAR) % 100);
			case 'G' -> String.valueOf(this.time.get(IsoFields.WEEK_BASED_YEAR));
			case 'H' -> two(this.time.getHour());
			case 'I' -> two(this.time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
			case 'j' -> "%03d".formatted(this.time.getDayOfYear());
			case 'k' -> "%2d".formatted(this.time.getHour());
			case 'l' -> "%2d".formatted(this.time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
			case 'm' -> two(this.time.getMonthValue());
			case 'M' -> two(this.time.getMinute());
			case 'n' -> "\n";
			case 'p' -> (this.time.getHour() < 12) ? "AM" : "PM";
			case 'P' -> (this.time.getHour() < 12) ? "am" : "pm";
			case 'r' -> format(this.time, "%I:%M:%S %p");
			case 'R' -> format(this.time, "%H:%M");
			case 's' -> String.valueOf(this.time.toEpochSecond());
			case 'S' -> two(this.time.getSecond());
			case 't' -> "\t";
			case 'T', 'X' -> format(this.time, "%H:%M:%S");
			case 'u' -> String.valueOf(this.time.getDayOfWeek().getValue());
			case 'U' -> two((this.time.getDayOfYear() + 6 - this.time.getDayOfWeek().getValue() % 7) / 7);
			case 'V' -> two(this.time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
			case 'w' -> String.valueOf(this.time.getDayOfWeek().getValue() % 7);
			case 'W' -> two((this.time.getDayOfYear() + 6 - (this.time.getDayOfWeek().getValue() + 6) % 7) / 7);
			case 'y' -> two(this.time.getYear() % 100);
			case 'Y' -> String.valueOf(this.time.getYear());
			case 'z', 'Z' -> "";
			case '%' -> "%";
			default -> "%" + directive;
		};
	}

	/**
	 * Return the month's short name, which Java writes "Sept" for some locales' data.
	 */
	private String month() {
		return this.time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
	}

	private static String two(int number) {
		return "%02d".formatted(number);
	}

}
