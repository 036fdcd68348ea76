package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.chat.template.Statement.Flow;
import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Node;

/**
 * Compiles assignments.
 */
final class AssignmentCompiler {

	private final ExpressionCompiler expressions;

	private final boolean export;

	/**
	 * Create the compiler.
	 * @param export whether variables of the outermost scope are kept for blocks
	 */
	AssignmentCompiler(ExpressionCompiler expressions, boolean export) {
		this.expressions = expressions;
		this.export = export;
	}

	Statement compile(Syntax.Assign node, Scope scope) {
		List<Scope.Reader> namespaces = new ArrayList<>();
		findNamespaces(node.target(), scope, namespaces);
		Expression value = this.expressions.compile(node.value(), scope);
		Assignment target = target(node.target(), scope);
		int position = node.position();
		return (frame) -> {
			for (Scope.Reader namespace : namespaces) {
				if (!(namespace.read(frame) instanceof Namespace)) {
					frame.rendering().at(position);
					throw PythonError.runtime("cannot assign attribute on non-namespace object");
				}
			}
			Object result = value.evaluate(frame);
			frame.rendering().at(position);
			target.assign(frame, result);
			return Flow.NEXT;
		};
	}

	private static void findNamespaces(Node node, Scope scope, List<Scope.Reader> namespaces) {
		if (node instanceof Syntax.NamespaceTarget target) {
			namespaces.add(scope.reader(scope.symbols().get(target.namespace().name())));
		}
		node.children().forEach((child) -> findNamespaces(child, scope, namespaces));
	}

	Assignment target(Expr node, Scope scope) {
		if (node instanceof Syntax.TupleLiteral tuple) {
			return Assignment
				.tuple(tuple.items().stream().map((item) -> target(item, scope)).toArray(Assignment[]::new));
		}
		if (node instanceof Syntax.NamespaceTarget target) {
			Scope.Reader namespace = scope.reader(scope.symbols().get(target.namespace().name()));
			return (frame, value) -> {
				if (namespace.read(frame) instanceof Namespace attributes) {
					attributes.set(target.attribute(), value);
				}
			};
		}
		if (node instanceof Syntax.Name name) {
			int slot = scope.symbols().get(name.name()).slot();
			if (this.export && scope.topLevel()) {
				return (frame, value) -> {
					frame.set(slot, value);
					frame.rendering().assign(name.name(), value);
				};
			}
			return (frame, value) -> frame.set(slot, value);
		}
		throw new IllegalStateException("no such target: " + node);
	}

}
