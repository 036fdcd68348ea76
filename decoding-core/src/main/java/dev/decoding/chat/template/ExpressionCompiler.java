package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.chat.template.Syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions of the tree into ones that can be evaluated.
 */
final class ExpressionCompiler {

	private final CallCompiler calls;

	ExpressionCompiler(Source source) {
		this.calls = new CallCompiler(source, this);
	}

	Expression compile(Expr node, Scope scope) {
		if (node instanceof Syntax.Name name) {
			return name(name, scope);
		}
		if (node instanceof Syntax.Attribute attribute) {
			return attribute(attribute, scope);
		}
		if (node instanceof Syntax.Constant constant) {
			return new Constant(constant.value());
		}
		if (node instanceof Syntax.Data data) {
			return new Constant(data.text());
		}
		if (node instanceof Syntax.Call call) {
			return this.calls.call(call, scope, null);
		}
		if (node instanceof Syntax.Filter filter) {
			return this.calls.filter(filter, scope, null);
		}
		if (node instanceof Syntax.Test test) {
			return this.calls.test(test, scope);
		}
		if (node instanceof Syntax.Subscript subscript) {
			return subscript(subscript, scope);
		}
		return compileOperator(node, scope);
	}

	CallCompiler calls() {
		return this.calls;
	}

	private Expression compileOperator(Expr node, Scope scope) {
		if (node instanceof Syntax.Comparison comparison) {
			return comparison(comparison, scope);
		}
		if (node instanceof Syntax.Binary binary) {
			return binary(binary, scope);
		}
		if (node instanceof Syntax.Unary unary) {
			return unary(unary, scope);
		}
		if (node instanceof Syntax.Concatenation concatenation) {
			return concatenation(concatenation, scope);
		}
		if (node instanceof Syntax.Conditional conditional) {
			return conditional(conditional, scope);
		}
		if (node instanceof Syntax.ListLiteral list) {
			Expression[] items = compileAll(list.items(), scope);
			return Constant.fold((frame) -> new ListValue(evaluate(items, frame)), items);
		}
		if (node instanceof Syntax.TupleLiteral tuple) {
			Expression[] items = compileAll(tuple.items(), scope);
			return Constant.fold((frame) -> new TupleValue(evaluate(items, frame)), items);
		}
		if (node instanceof Syntax.DictLiteral dict) {
			return dict(dict, scope);
		}
		throw new IllegalStateException("no such expression: " + node);
	}

	Expression[] compileAll(List<Expr> nodes, Scope scope) {
		return nodes.stream().map((node) -> compile(node, scope)).toArray(Expression[]::new);
	}

	static List<Object> evaluate(Expression[] expressions, Frame frame) {
		List<Object> values = new ArrayList<>(expressions.length);
		for (Expression expression : expressions) {
			values.add(expression.evaluate(frame));
		}
		return values;
	}

	private static Expression name(Syntax.Name node, Scope scope) {
		String name = node.name();
		Scope.Reader reader = scope.reader(scope.symbols().get(name));
		int slot = reader.slot();
		if (reader.depth() == 0) {
			return (frame) -> defined(frame.get(0, slot), name);
		}
		return (frame) -> defined(reader.read(frame), name);
	}

	private static Object defined(@Nullable Object value, String name) {
		return (value != null) ? value : Undefined.named(name);
	}

	private Expression attribute(Syntax.Attribute node, Scope scope) {
		Expression target = compile(node.target(), scope);
		String name = node.name();
		int position = node.position();
		boolean key = Attributes.isKeyOnly(name);
		return (frame) -> {
			Object value = target.evaluate(frame);
			frame.rendering().at(position);
			if (key && value instanceof DictValue dict) {
				Object item = dict.get(name);
				return (item != null) ? item : Undefined.of(value, name);
			}
			return Attributes.get(value, name);
		};
	}

	private Expression subscript(Syntax.Subscript node, Scope scope) {
		Expression target = compile(node.target(), scope);
		int position = node.position();
		if (node.index() instanceof Syntax.Slice slice) {
			Expression start = bound(slice.start(), scope);
			Expression stop = bound(slice.stop(), scope);
			Expression step = bound(slice.step(), scope);
			return (frame) -> {
				Object value = target.evaluate(frame);
				Object from = start.evaluate(frame);
				Object to = stop.evaluate(frame);
				Object by = step.evaluate(frame);
				frame.rendering().at(position);
				return Items.slice(frame.rendering(), value, from, to, by);
			};
		}
		Expression index = compile(node.index(), scope);
		return (frame) -> {
			Object value = target.evaluate(frame);
			Object key = index.evaluate(frame);
			frame.rendering().at(position);
			return Items.get(value, key);
		};
	}

	private Expression bound(@Nullable Expr node, Scope scope) {
		return (node != null) ? compile(node, scope) : new Constant(None.NONE);
	}

	private Expression binary(Syntax.Binary node, Scope scope) {
		Expression left = compile(node.left(), scope);
		Expression right = compile(node.right(), scope);
		String operator = node.operator();
		int position = node.position();
		return switch (operator) {
			case "and" -> (frame) -> {
				Object value = left.evaluate(frame);
				return Truth.of(value) ? right.evaluate(frame) : value;
			};
			case "or" -> (frame) -> {
				Object value = left.evaluate(frame);
				return Truth.of(value) ? value : right.evaluate(frame);
			};
			case "+" -> Constant.fold((frame) -> {
				Object a = left.evaluate(frame);
				Object b = right.evaluate(frame);
				frame.rendering().at(position);
				return (a instanceof String && b instanceof String) ? Arithmetic.add(frame.rendering(), a, b)
						: Arithmetic.apply(frame.rendering(), operator, a, b);
			}, left, right);
			default -> Constant.fold((frame) -> {
				Object a = left.evaluate(frame);
				Object b = right.evaluate(frame);
				frame.rendering().at(position);
				return Arithmetic.apply(frame.rendering(), operator, a, b);
			}, left, right);
		};
	}

	private Expression unary(Syntax.Unary node, Scope scope) {
		Expression operand = compile(node.operand(), scope);
		String operator = node.operator();
		int position = node.position();
		if (operator.equals("not")) {
			return (frame) -> !Truth.of(operand.evaluate(frame));
		}
		return Constant.fold((frame) -> {
			Object value = operand.evaluate(frame);
			frame.rendering().at(position);
			return Arithmetic.unary(operator, value);
		}, operand);
	}

	private Expression concatenation(Syntax.Concatenation node, Scope scope) {
		Expression[] items = compileAll(node.items(), scope);
		int position = node.position();
		return (frame) -> {
			List<Object> values = evaluate(items, frame);
			frame.rendering().at(position);
			return Concatenations.join(frame.rendering(), values);
		};
	}

	private Expression comparison(Syntax.Comparison node, Scope scope) {
		Expression first = compile(node.first(), scope);
		int size = node.operands().size();
		Comparing[] operators = new Comparing[size];
		Expression[] values = new Expression[size];
		int[] positions = new int[size];
		for (int i = 0; i < size; i++) {
			Syntax.Operand operand = node.operands().get(i);
			operators[i] = Comparing.of(operand.operator());
			values[i] = compile(operand.value(), scope);
			positions[i] = operand.position();
		}
		return (frame) -> {
			Object left = first.evaluate(frame);
			for (int i = 0; i < size; i++) {
				Object right = values[i].evaluate(frame);
				frame.rendering().at(positions[i]);
				if (!operators[i].holds(frame.rendering(), left, right)) {
					return false;
				}
				left = right;
			}
			return true;
		};
	}

	private Expression conditional(Syntax.Conditional node, Scope scope) {
		Scope branch = scope.branch();
		Expression test = compile(node.test(), branch);
		Expression then = compile(node.then(), branch);
		Expr otherwise = node.otherwise();
		Expression other = (otherwise != null) ? compile(otherwise, branch) : new Constant(
				Undefined.hinted("the inline if-expression evaluated to false and no else section was defined."));
		return (frame) -> Truth.of(test.evaluate(frame)) ? then.evaluate(frame) : other.evaluate(frame);
	}

	private Expression dict(Syntax.DictLiteral node, Scope scope) {
		Expression[] keys = compileAll(node.keys(), scope);
		Expression[] values = compileAll(node.values(), scope);
		int position = node.position();
		return (frame) -> {
			DictValue dict = new DictValue();
			for (int i = 0; i < keys.length; i++) {
				Object key = keys[i].evaluate(frame);
				Object value = values[i].evaluate(frame);
				frame.rendering().at(position);
				dict.put(key, value);
			}
			return dict;
		};
	}

}
