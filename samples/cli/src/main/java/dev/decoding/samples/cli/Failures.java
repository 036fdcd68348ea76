package dev.decoding.samples.cli;

import java.util.Objects;
import java.util.concurrent.CompletionException;

import dev.decoding.chat.template.TemplateException;
import dev.decoding.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in one sentence for a person.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * Return the message of the failure that the project itself raised, or of the first
	 * cause.
	 * @param failure what was thrown
	 * @return one line
	 */
	static String sentence(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof ModelException) && cause.getCause() != null
				&& (isWrapper(cause) || hasModelException(cause))) {
			cause = cause.getCause();
		}
		if (cause instanceof TemplateException) {
			return firstLine(cause);
		}
		String message = cause.getMessage();
		String text = (message != null
				&& (cause instanceof ModelException || cause instanceof IllegalArgumentException)) ? message
						: cause.toString();
		return text.strip().replaceAll("\\s*\\R\\s*", " ");
	}

	/**
	 * Return the first line of a message.
	 * @param failure what was thrown
	 * @return the line, perhaps empty
	 */
	static String firstLine(Throwable failure) {
		return Objects.requireNonNullElse(failure.getMessage(), "").lines().findFirst().orElse("");
	}

	private static boolean isWrapper(Throwable throwable) {
		return throwable instanceof CompletionException
				|| throwable.getClass().getName().startsWith("org.springframework.");
	}

	private static boolean hasModelException(@Nullable Throwable throwable) {
		return throwable != null && (throwable instanceof ModelException || hasModelException(throwable.getCause()));
	}

}
