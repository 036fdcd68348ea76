package dev.decoding.chat.template;

/**
 * An error that Python or Jinja would raise. {@link Template} adds the place to it.
 */
final class PythonError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final TemplateException.Kind kind;

	private final String type;

	private PythonError(TemplateException.Kind kind, String type, String message) {
		super(message, null, false, false);
		this.kind = kind;
		this.type = type;
	}

	TemplateException.Kind kind() {
		return this.kind;
	}

	/**
	 * Return the name of the error's type in Python, as far as it is of interest.
	 */
	String type() {
		return this.type;
	}

	String text() {
		return String.valueOf(getMessage());
	}

	boolean isType(String name) {
		return this.type.equals(name);
	}

	static PythonError of(String type, String message) {
		return new PythonError(TemplateException.Kind.RUNTIME, type, message);
	}

	static PythonError type(String message) {
		return of("TypeError", message);
	}

	static PythonError value(String message) {
		return of("ValueError", message);
	}

	static PythonError overflow(String message) {
		return of("OverflowError", message);
	}

	static PythonError undefined(String message) {
		return of("UndefinedError", message);
	}

	static PythonError security(String message) {
		return of("SecurityError", message);
	}

	static PythonError runtime(String message) {
		return of("TemplateRuntimeError", message);
	}

	static PythonError argument(String message) {
		return of("FilterArgumentError", message);
	}

	static PythonError limit(String message) {
		return new PythonError(TemplateException.Kind.LIMIT, "limit", message);
	}

	static PythonError raised(String message) {
		return new PythonError(TemplateException.Kind.RAISED, "TemplateError", message);
	}

}
