package dev.decoding.chat.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.chat.template.Code.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The names of one scope, by Jinja's rules: an assignment anywhere in a scope makes a
 * variable of its own for all of the scope, which begins as what the name means further
 * out. Branches of an {@code if} share the scope they are in.
 */
final class Symbols {

	private final @Nullable Symbols parent;

	private final Code code;

	/** Shared between the branches of a scope, so that they agree on the variables. */
	private final Map<String, Variable> variables;

	private final Map<String, Variable> references;

	private final Map<Variable, Load> loads;

	private final Set<String> stores;

	Symbols(@Nullable Symbols parent, Code code) {
		this(parent, code, new HashMap<>(), new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
	}

	private Symbols(@Nullable Symbols parent, Code code, Map<String, Variable> variables,
			Map<String, Variable> references, Map<Variable, Load> loads, Set<String> stores) {
		this.parent = parent;
		this.code = code;
		this.variables = variables;
		this.references = references;
		this.loads = loads;
		this.stores = stores;
	}

	Symbols copy() {
		return new Symbols(this.parent, this.code, this.variables, new HashMap<>(this.references),
				new LinkedHashMap<>(this.loads), new HashSet<>(this.stores));
	}

	Code code() {
		return this.code;
	}

	/**
	 * Return how the variables of the scope begin.
	 */
	Map<Variable, Load> loads() {
		return this.loads;
	}

	@Nullable Variable find(String name) {
		Variable variable = this.references.get(name);
		return (variable != null || this.parent == null) ? variable : this.parent.find(name);
	}

	Variable get(String name) {
		Variable variable = find(name);
		return (variable != null) ? variable : define(name, Load.context(name));
	}

	private Variable define(String name, Load load) {
		Variable variable = this.variables.computeIfAbsent(name, this.code::allocate);
		this.references.put(name, variable);
		this.loads.put(variable, load);
		return variable;
	}

	void load(String name) {
		if (find(name) == null) {
			define(name, Load.context(name));
		}
	}

	void store(String name) {
		this.stores.add(name);
		if (!this.references.containsKey(name)) {
			Variable outer = (this.parent != null) ? this.parent.find(name) : null;
			define(name, (outer != null) ? Load.alias(outer) : Load.UNDEFINED);
		}
	}

	Variable parameter(String name) {
		this.stores.add(name);
		return define(name, Load.PARAMETER);
	}

	/**
	 * Return the variables that are assigned in this scope and those around it.
	 */
	Map<String, Variable> stored() {
		Map<String, Variable> stored = (this.parent != null) ? this.parent.stored() : new HashMap<>();
		this.stores.forEach((name) -> stored.put(name, get(name)));
		return stored;
	}

	/**
	 * Take over the names of the branches of an {@code if}.
	 */
	void join(List<Symbols> branches) {
		Set<String> stored = new HashSet<>();
		branches.forEach((branch) -> stored.addAll(branch.stores));
		stored.removeAll(this.stores);
		for (Symbols branch : branches) {
			this.references.putAll(branch.references);
			this.loads.putAll(branch.loads);
			this.stores.addAll(branch.stores);
		}
		for (String name : stored) {
			Variable outer = (this.parent != null) ? this.parent.find(name) : null;
			this.loads.put(get(name), (outer != null) ? Load.alias(outer) : Load.context(name));
		}
	}

	/**
	 * How a variable begins when its scope is entered.
	 *
	 * @param kind how
	 * @param name the name that is looked up among the variables of the rendering
	 * @param source the variable that is copied
	 */
	record Load(Kind kind, String name, @Nullable Variable source) {

		static final Load PARAMETER = new Load(Kind.PARAMETER, "", null);

		static final Load UNDEFINED = new Load(Kind.UNDEFINED, "", null);

		static Load context(String name) {
			return new Load(Kind.CONTEXT, name, null);
		}

		static Load alias(Variable source) {
			return new Load(Kind.ALIAS, "", source);
		}

		/** How a variable begins. */
		enum Kind {

			/** It is set from outside. */
			PARAMETER,

			/** It has no value. */
			UNDEFINED,

			/** It is a variable of the rendering. */
			CONTEXT,

			/** It is a copy. */
			ALIAS

		}

	}

}
