package dev.decoding.chat.template;

import java.math.BigInteger;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One run of a template: its variables, its output and what it has spent.
 */
final class Rendering {

	private static final long CHECK_INTERVAL = 4096;

	private final Map<String, ?> variables;

	private final RenderLimits limits;

	private final Clock clock;

	private final long deadline;

	private final Map<String, Object> converted = new HashMap<>();

	private final StringBuilder output = new StringBuilder(4096);

	private Map<String, Object> assigned = new HashMap<>();

	private long iterations;

	private long total;

	private long work;

	private long nextCheck = CHECK_INTERVAL;

	private int depth;

	private int position;

	private boolean autoescape;

	Rendering(Map<String, ?> variables, RenderLimits limits, Clock clock) {
		this.variables = variables;
		this.limits = limits;
		this.clock = clock;
		this.deadline = System.nanoTime() + limits.timeout().toNanos();
	}

	Clock clock() {
		return this.clock;
	}

	/**
	 * Return the value of a variable that no scope of the template has.
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable Object resolve(String name) {
		Object value = this.assigned.get(name);
		if (value != null) {
			return value;
		}
		value = this.converted.get(name);
		if (value != null) {
			return value;
		}
		if (this.variables.containsKey(name)) {
			value = Conversion.of(this.variables.get(name), name, this.limits.maxDepth());
			this.converted.put(name, value);
			return value;
		}
		return Globals.find(name);
	}

	/**
	 * Keep the value of a variable of the outermost scope for blocks.
	 */
	void assign(String name, @Nullable Object value) {
		if (value != null) {
			this.assigned.put(name, value);
		}
	}

	/**
	 * Return a copy of what is kept for blocks.
	 */
	Map<String, Object> assigned() {
		return new HashMap<>(this.assigned);
	}

	void assigned(Map<String, Object> variables) {
		this.assigned = variables;
	}

	int position() {
		return this.position;
	}

	/**
	 * Note where in the template the run is.
	 */
	void at(int place) {
		this.position = place;
	}

	boolean autoescape() {
		return this.autoescape;
	}

	void autoescape(boolean enabled) {
		this.autoescape = enabled;
	}

	void write(String text) {
		this.output.append(text);
		checkLength(this.output.length());
	}

	/**
	 * Begin to capture the output.
	 * @return where the captured text begins
	 */
	int mark() {
		return this.output.length();
	}

	/**
	 * Take the text that was written since a mark out of the output.
	 */
	String cut(int mark) {
		String text = this.output.substring(mark);
		this.output.setLength(mark);
		allocate(text.length());
		return text;
	}

	String output() {
		return this.output.toString();
	}

	/**
	 * Count one step of a loop.
	 */
	void step() {
		if (++this.iterations > this.limits.maxIterations()) {
			throw PythonError.limit("more than " + this.limits.maxIterations() + " loop steps");
		}
		work(1);
	}

	/**
	 * Count something that is made.
	 * @param length its length in characters or elements
	 */
	void allocate(long length) {
		if (length <= 0) {
			return;
		}
		checkLength(length);
		this.total += length;
		if (this.total > this.limits.maxTotal()) {
			throw PythonError.limit("text and lists of more than " + this.limits.maxTotal() + " characters in all");
		}
		work(length / 64);
	}

	void allocate(BigInteger length) {
		allocate((length.bitLength() > 62) ? Long.MAX_VALUE : length.longValue());
	}

	void checkLength(long length) {
		if (length > this.limits.maxLength()) {
			throw PythonError.limit("text or a list of more than " + this.limits.maxLength() + " characters");
		}
	}

	/**
	 * Count a comparison of two values.
	 */
	void compared(Object value) {
		work(1 + ((value instanceof String text) ? text.length() / 64 : 0));
	}

	private void work(long amount) {
		this.work += amount;
		if (this.work >= this.nextCheck) {
			this.nextCheck = this.work + CHECK_INTERVAL;
			if (System.nanoTime() - this.deadline > 0) {
				throw PythonError.limit("more time than " + this.limits.timeout());
			}
		}
	}

	void enter() {
		if (++this.depth > this.limits.maxDepth()) {
			throw PythonError.limit("calls nested more than " + this.limits.maxDepth() + " deep");
		}
		work(16);
	}

	void leave() {
		this.depth--;
	}

}
