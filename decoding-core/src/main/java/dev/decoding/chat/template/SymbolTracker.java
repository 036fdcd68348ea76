package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.decoding.chat.template.Syntax.Node;

/**
 * Finds the names that are read and assigned in one scope, in the order of the source and
 * without those of the scopes inside.
 */
final class SymbolTracker {

	private Symbols symbols;

	SymbolTracker(Symbols symbols) {
		this.symbols = symbols;
	}

	/**
	 * Return which of some names are read without being assigned or declared before,
	 * scopes inside included.
	 */
	static Set<String> undeclared(List<? extends Node> nodes, Set<String> names) {
		Set<String> open = new HashSet<>(names);
		Set<String> undeclared = new HashSet<>();
		nodes.forEach((node) -> findUndeclared(node, open, undeclared));
		return undeclared;
	}

	private static void findUndeclared(Node node, Set<String> open, Set<String> undeclared) {
		if (node instanceof Syntax.Block) {
			return;
		}
		if (node instanceof Syntax.Name name) {
			if (name.use() == Syntax.Use.LOAD && open.contains(name.name())) {
				undeclared.add(name.name());
			}
			else {
				open.remove(name.name());
			}
			return;
		}
		node.children().forEach((child) -> findUndeclared(child, open, undeclared));
	}

	void track(List<? extends Node> nodes) {
		nodes.forEach(this::track);
	}

	void track(Node node) {
		if (node instanceof Syntax.Name name) {
			track(name);
		}
		else if (node instanceof Syntax.If branches) {
			track(branches);
		}
		else if (node instanceof Syntax.Macro macro) {
			this.symbols.store(macro.name());
		}
		else if (node instanceof Syntax.For loop) {
			track(loop.iterable());
		}
		else if (node instanceof Syntax.CallBlock block) {
			track(block.call());
		}
		else if (node instanceof Syntax.FilterBlock block) {
			track(block.filter());
		}
		else if (node instanceof Syntax.With with) {
			track(with.values());
		}
		else if (node instanceof Syntax.AssignBlock assign) {
			track(assign.target());
		}
		else if (!(node instanceof Syntax.Autoescape || node instanceof Syntax.Block
				|| node instanceof Syntax.Generation)) {
			track(node.children());
		}
	}

	/**
	 * Declare the names of a target as set from outside.
	 */
	void trackParameters(Node target) {
		if (target instanceof Syntax.Name name) {
			this.symbols.parameter(name.name());
		}
		else {
			target.children().forEach(this::trackParameters);
		}
	}

	private void track(Syntax.Name name) {
		switch (name.use()) {
			case LOAD -> this.symbols.load(name.name());
			case STORE -> this.symbols.store(name.name());
			case PARAMETER -> this.symbols.parameter(name.name());
		}
	}

	private void track(Syntax.If node) {
		track(node.test());
		Symbols outer = this.symbols;
		List<Symbols> branches = new ArrayList<>();
		branches.add(branch(outer, node.body()));
		branches.add(branch(outer, node.elifs()));
		branches.add(branch(outer, node.otherwise()));
		this.symbols = outer;
		outer.join(branches);
	}

	private Symbols branch(Symbols outer, List<? extends Node> nodes) {
		Symbols branch = outer.copy();
		this.symbols = branch;
		track(nodes);
		return branch;
	}

}
