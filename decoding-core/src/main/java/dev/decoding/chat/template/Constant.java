package dev.decoding.chat.template;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * An expression whose value is known when a template is parsed.
 *
 * @param value the value
 */
record Constant(Object value) implements Expression {

	private static final RenderLimits LIMITS = new RenderLimits(10_000, 100_000, 1000, 10, Duration.ofSeconds(1));

	@Override
	public Object evaluate(Frame frame) {
		return this.value;
	}

	/**
	 * Evaluate an expression now if all that it is made of is constant and it does not
	 * fail.
	 */
	static Expression fold(Expression expression, Expression... operands) {
		for (Expression operand : operands) {
			if (!(operand instanceof Constant)) {
				return expression;
			}
		}
		try {
			Rendering rendering = new Rendering(Map.of(), LIMITS, Clock.systemUTC());
			return new Constant(expression.evaluate(new Frame(new Code(null), null, rendering)));
		}
		catch (PythonError ex) {
			return expression;
		}
	}

}
