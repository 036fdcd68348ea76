package dev.decoding.chat.template;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The tests by name.
 */
final class Tests {

	private static final Map<String, Builtin> TESTS = new HashMap<>();

	static {
		is("defined", (value) -> !(value instanceof Undefined));
		is("undefined", (value) -> value instanceof Undefined);
		is("none", (value) -> value == None.NONE);
		is("boolean", (value) -> value instanceof Boolean);
		is("true", (value) -> value == Boolean.TRUE || Boolean.TRUE.equals(value));
		is("false", (value) -> Boolean.FALSE.equals(value));
		is("integer", (value) -> Numbers.isInteger(value) && !(value instanceof Boolean));
		is("float", (value) -> value instanceof Double);
		is("number", Numbers::isNumber);
		is("string", Text::isText);
		is("lower", (value) -> Casing.isLower(Text.of(value)));
		is("upper", (value) -> Casing.isUpper(Text.of(value)));
		is("mapping", (value) -> value instanceof DictValue);
		is("sequence", Tests::isSequence);
		is("iterable", (value) -> value instanceof String || value instanceof Value other && other.iterator() != null);
		is("callable", (value) -> value instanceof Value other && other.isCallable());
		is("escaped", (value) -> value instanceof Markup);
		is("odd", (value) -> Equality.areEqual(remainder(value, 2L), 1L));
		is("even", (value) -> Equality.areEqual(remainder(value, 2L), 0L));
		add("divisibleby", "num", (r, a) -> Equality.areEqual(remainder(a.get(0), a.get(1)), 0L));
		add("sameas", "other", (r, a) -> isSame(a.get(0), a.get(1)));
		add("in", "seq", (r, a) -> Equality.contains(r, a.get(1), a.get(0)));
		is("filter", (value) -> Filters.find(hashable(value)) != null);
		is("test", (value) -> find(hashable(value)) != null);
		for (String name : new String[] { "==", "eq", "equalto" }) {
			compare(name, "==");
		}
		for (String name : new String[] { "!=", "ne" }) {
			compare(name, "!=");
		}
		for (String name : new String[] { ">", "gt", "greaterthan" }) {
			compare(name, ">");
		}
		for (String name : new String[] { ">=", "ge" }) {
			compare(name, ">=");
		}
		for (String name : new String[] { "<", "lt", "lessthan" }) {
			compare(name, "<");
		}
		for (String name : new String[] { "<=", "le" }) {
			compare(name, "<=");
		}
	}

	private Tests() {
	}

	static @Nullable Builtin find(String name) {
		return TESTS.get(name);
	}

	/**
	 * Return a test that is named when the template runs.
	 */
	static Builtin get(Object name) {
		Builtin test = Text.isText(name) ? find(Text.of(name)) : null;
		if (test == null) {
			throw PythonError.runtime("No test named " + Representation.of(name) + ".");
		}
		return test;
	}

	private static void is(String name, Predicate<Object> predicate) {
		TESTS.put(name, Builtin.of(name, "value", (rendering, arguments) -> predicate.test(arguments.get(0))));
	}

	private static void add(String name, String parameter, Builtin.BoundBody body) {
		TESTS.put(name, Builtin.of(name, "value, " + parameter, body));
	}

	private static void compare(String name, String operator) {
		Comparing comparing = Comparing.of(operator);
		add(name, "b, /", (rendering, arguments) -> comparing.holds(rendering, arguments.get(0), arguments.get(1)));
	}

	private static boolean isSequence(Object value) {
		return value instanceof String || value instanceof Value other && other.length() >= 0 && other.hasItems();
	}

	private static Object remainder(Object value, Object divisor) {
		if (value instanceof Undefined undefined) {
			throw undefined.error();
		}
		if (Text.isText(value)) {
			throw PythonError.type("not all arguments converted during string formatting");
		}
		return NumberArithmetic.apply("%", value, divisor);
	}

	private static boolean isSame(Object first, Object second) {
		if (first instanceof Value || second instanceof Value) {
			return first == second;
		}
		return first.getClass() == second.getClass() && first.equals(second);
	}

	private static String hashable(Object value) {
		return (DictValue.key(value) instanceof String name) ? name : "";
	}

}
