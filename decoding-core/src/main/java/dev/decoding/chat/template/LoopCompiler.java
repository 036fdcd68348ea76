package dev.decoding.chat.template;

import java.util.List;
import java.util.Set;

import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@code for}.
 */
final class LoopCompiler {

	private static final String LOOP = "loop";

	private final Source source;

	private final ExpressionCompiler expressions;

	private final StatementCompiler statements;

	private final AssignmentCompiler assignments;

	LoopCompiler(Source source, ExpressionCompiler expressions, StatementCompiler statements,
			AssignmentCompiler assignments) {
		this.source = source;
		this.expressions = expressions;
		this.statements = statements;
		this.assignments = assignments;
	}

	Statement compile(Syntax.For node, Scope scope) {
		checkNames(node);
		Scope bodyScope = node.recursive() ? scope.function() : scope.inner();
		boolean extended = node.recursive() || !SymbolTracker.undeclared(node.body(), Set.of(LOOP)).isEmpty()
				|| hasScopedBlock(node);
		int loopSlot = extended ? bodyScope.symbols().parameter(LOOP).slot() : -1;
		bodyScope.tracker().trackParameters(node.target());
		bodyScope.tracker().track(node.body());
		Scope elseScope = node.recursive()
				? new Scope(new Symbols(scope.symbols(), bodyScope.code()), false, false, false) : scope.inner();
		elseScope.tracker().track(node.otherwise());
		ForLoop loop = new ForLoop(this.assignments.target(node.target(), bodyScope), test(node, scope),
				this.statements.body(node.body(), bodyScope.loop()), bodyScope.entry(),
				this.statements.body(node.otherwise(), elseScope), elseScope.entry(), loopSlot);
		Expression iterable = this.expressions.compile(node.iterable(), scope);
		int position = node.iterable().position();
		if (!node.recursive()) {
			return (frame) -> {
				Object items = iterable.evaluate(frame);
				frame.rendering().at(position);
				return loop.run(frame, frame, items, null, 0);
			};
		}
		return (frame) -> {
			Object items = iterable.evaluate(frame);
			frame.rendering().at(position);
			frame.rendering().write(Text.of(loop.recurse(bodyScope.code(), frame, items, 0)));
			return Statement.Flow.NEXT;
		};
	}

	private ForLoop.@Nullable Test test(Syntax.For node, Scope scope) {
		Expr test = node.test();
		if (test == null) {
			return null;
		}
		Scope testScope = scope.function();
		testScope.tracker().trackParameters(node.target());
		testScope.tracker().track(test);
		Assignment target = this.assignments.target(node.target(), testScope);
		return new ForLoop.Test(testScope.code(), testScope.entry(), target, this.expressions.compile(test, testScope));
	}

	private void checkNames(Node node) {
		if (node instanceof Syntax.Name name && name.use() == Syntax.Use.STORE && name.name().equals(LOOP)) {
			throw this.source.syntaxError("Can't assign to special loop variable in for-loop target", name.position());
		}
		node.children().forEach(this::checkNames);
	}

	private static boolean hasScopedBlock(Node node) {
		List<Node> children = node.children();
		return (node instanceof Syntax.Block block && block.scoped())
				|| children.stream().anyMatch(LoopCompiler::hasScopedBlock);
	}

}
