package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.decoding.chat.template.Syntax.CallArguments;
import dev.decoding.chat.template.Syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Compiles calls, filters and tests.
 */
final class CallCompiler {

	private final Source source;

	private final ExpressionCompiler expressions;

	CallCompiler(Source source, ExpressionCompiler expressions) {
		this.source = source;
		this.expressions = expressions;
	}

	/**
	 * Compile a call.
	 * @param caller what is passed as {@code caller}; {@code null} outside of call blocks
	 */
	Expression call(Syntax.Call node, Scope scope, @Nullable Expression caller) {
		Expression function = this.expressions.compile(node.function(), scope);
		ArgumentsExpression arguments = arguments(node.arguments(), scope);
		int position = node.position();
		return (frame) -> {
			Object callee = function.evaluate(frame);
			Arguments given = arguments.evaluate(frame);
			if (caller != null) {
				given = given.with("caller", caller.evaluate(frame));
			}
			frame.rendering().at(position);
			return call(frame.rendering(), callee, given);
		};
	}

	static Object call(Rendering rendering, Object callee, Arguments arguments) {
		if (!(callee instanceof Value function)) {
			throw PythonError.type("'" + Types.name(callee) + "' object is not callable");
		}
		return made(rendering, function.call(rendering, arguments));
	}

	/**
	 * Count what a function has made.
	 */
	private static Object made(Rendering rendering, Object result) {
		if (result instanceof String text) {
			rendering.allocate(text.length());
		}
		else if (result instanceof Markup markup) {
			rendering.allocate(markup.text().length());
		}
		return result;
	}

	/**
	 * Compile a filter.
	 * @param input the value of the innermost filter that has none itself: the text of a
	 * block
	 */
	Expression filter(Syntax.Filter node, Scope scope, @Nullable Expression input) {
		Expr inner = node.value();
		Expression value;
		if (inner instanceof Syntax.Filter filter) {
			value = filter(filter, scope, input);
		}
		else if (inner != null) {
			value = this.expressions.compile(inner, scope);
		}
		else if (input != null) {
			value = input;
		}
		else {
			throw new IllegalStateException("a filter without a value outside of a block");
		}
		Builtin filter = Filters.find(node.name());
		if (filter == null) {
			return unknown("filter", node.name(), node.position(), scope);
		}
		return apply(filter, value, node.arguments(), node.position(), scope);
	}

	Expression test(Syntax.Test node, Scope scope) {
		Expression value = this.expressions.compile(node.value(), scope);
		Builtin test = Tests.find(node.name());
		if (test == null) {
			return unknown("test", node.name(), node.position(), scope);
		}
		return apply(test, value, node.arguments(), node.position(), scope);
	}

	private Expression unknown(String type, String name, int position, Scope scope) {
		if (!scope.conditional()) {
			throw this.source.syntaxError("No " + type + " named '" + name + "'.", position);
		}
		return (frame) -> {
			frame.rendering().at(position);
			throw PythonError.runtime("No " + type + " named '" + name + "' found.");
		};
	}

	private Expression apply(Builtin function, Expression value, CallArguments arguments, int position, Scope scope) {
		if (arguments.equals(CallArguments.NONE)) {
			return (frame) -> {
				Arguments given = Arguments.of(value.evaluate(frame));
				frame.rendering().at(position);
				return made(frame.rendering(), function.call(frame.rendering(), given));
			};
		}
		ArgumentsExpression others = arguments(arguments, scope);
		return (frame) -> {
			Object first = value.evaluate(frame);
			Arguments given = others.evaluate(frame).prepend(first);
			frame.rendering().at(position);
			return made(frame.rendering(), function.call(frame.rendering(), given));
		};
	}

	private ArgumentsExpression arguments(CallArguments node, Scope scope) {
		Expression[] positional = this.expressions.compileAll(node.positional(), scope);
		String[] names = node.keywords().stream().map(Syntax.Keyword::name).toArray(String[]::new);
		Expression[] values = node.keywords()
			.stream()
			.map((keyword) -> this.expressions.compile(keyword.value(), scope))
			.toArray(Expression[]::new);
		Expr spread = node.spread();
		Expr keywordSpread = node.keywordSpread();
		return new ArgumentsExpression(positional, names, values,
				(spread != null) ? this.expressions.compile(spread, scope) : null,
				(keywordSpread != null) ? this.expressions.compile(keywordSpread, scope) : null);
	}

	/**
	 * The arguments of a call.
	 */
	private record ArgumentsExpression(Expression[] positional, String[] names, Expression[] values,
			@Nullable Expression spread, @Nullable Expression keywordSpread) {

		Arguments evaluate(Frame frame) {
			if (this.names.length == 0 && this.spread == null && this.keywordSpread == null) {
				return new Arguments(
						(this.positional.length == 0) ? List.of() : ExpressionCompiler.evaluate(this.positional, frame),
						Map.of());
			}
			List<Object> all = new ArrayList<>(ExpressionCompiler.evaluate(this.positional, frame));
			Map<String, Object> keywords = new LinkedHashMap<>();
			if (this.spread != null) {
				all.addAll(Iteration.list(frame.rendering(), this.spread.evaluate(frame)));
			}
			for (int i = 0; i < this.names.length; i++) {
				keywords.put(this.names[i], this.values[i].evaluate(frame));
			}
			if (this.keywordSpread != null) {
				spread(this.keywordSpread.evaluate(frame), keywords);
			}
			return new Arguments(all, keywords);
		}

		private static void spread(Object mapping, Map<String, Object> keywords) {
			if (!(mapping instanceof DictValue dict)) {
				throw PythonError.type("argument after ** must be a mapping, not " + Types.name(mapping));
			}
			dict.entries().forEach((key, value) -> {
				if (!(key instanceof String name)) {
					throw PythonError.type("keywords must be strings");
				}
				if (keywords.put(name, value) != null) {
					throw PythonError.type("got multiple values for keyword argument '" + name + "'");
				}
			});
		}

	}

}
