package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.decoding.chat.template.Statement.Flow;
import dev.decoding.chat.template.Syntax.Expr;
import dev.decoding.chat.template.Syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements of the tree into ones that can be executed.
 */
final class StatementCompiler {

	private final Source source;

	private final ExpressionCompiler expressions;

	private final AssignmentCompiler assignments;

	private final MacroCompiler macros;

	private final LoopCompiler loops;

	private final BlockTable blocks;

	StatementCompiler(Source source, List<Stmt> template) {
		this.source = source;
		this.expressions = new ExpressionCompiler(source);
		this.blocks = new BlockTable(source, template);
		this.assignments = new AssignmentCompiler(this.expressions, !this.blocks.isEmpty());
		this.macros = new MacroCompiler(source, this.expressions, this);
		this.loops = new LoopCompiler(source, this.expressions, this, this.assignments);
	}

	/**
	 * Compile a whole template.
	 */
	Program compile(List<Stmt> template) {
		Scope scope = Scope.root(new Code(null));
		Scope.Reader self = null;
		if (!SymbolTracker.undeclared(template, Set.of("self")).isEmpty()) {
			self = scope.reader(scope.symbols().parameter("self"));
		}
		scope.tracker().track(template);
		Statement body = body(template, scope);
		this.blocks.compile(this);
		return new Program(scope.code(), scope.entry(), body, (self != null) ? self.slot() : -1, this.blocks);
	}

	Statement body(List<Stmt> nodes, Scope scope) {
		Statement[] statements = nodes.stream().map((node) -> compile(node, scope)).toArray(Statement[]::new);
		return (statements.length == 1) ? statements[0] : new Statement.Sequence(statements);
	}

	private Statement compile(Stmt node, Scope scope) {
		if (node instanceof Syntax.Output output) {
			return output(output, scope);
		}
		if (node instanceof Syntax.If branches) {
			return branches(branches, scope);
		}
		if (node instanceof Syntax.For loop) {
			return this.loops.compile(loop, scope);
		}
		if (node instanceof Syntax.Assign assign) {
			return this.assignments.compile(assign, scope);
		}
		if (node instanceof Syntax.Macro macro) {
			return this.macros.macro(macro, scope, !this.blocks.isEmpty());
		}
		if (node instanceof Syntax.CallBlock call) {
			return this.macros.callBlock(call, scope);
		}
		if (node instanceof Syntax.Generation generation) {
			return this.macros.generation(generation, scope);
		}
		if (node instanceof Syntax.Break || node instanceof Syntax.Continue) {
			return jump(node, scope);
		}
		return compileScope(node, scope);
	}

	private Statement compileScope(Stmt node, Scope scope) {
		if (node instanceof Syntax.AssignBlock assign) {
			return assignBlock(assign, scope);
		}
		if (node instanceof Syntax.FilterBlock filter) {
			return filterBlock(filter, scope);
		}
		if (node instanceof Syntax.With with) {
			return with(with, scope);
		}
		if (node instanceof Syntax.Autoescape autoescape) {
			return autoescape(autoescape, scope);
		}
		if (node instanceof Syntax.Block block) {
			return this.blocks.call(block, scope);
		}
		int position = node.position();
		return (frame) -> {
			frame.rendering().at(position);
			throw PythonError.type("no loader for this environment specified");
		};
	}

	private Statement output(Syntax.Output node, Scope scope) {
		List<Statement> writes = new ArrayList<>();
		for (Expr item : node.items()) {
			if (item instanceof Syntax.Data data) {
				String text = data.text();
				writes.add((frame) -> {
					frame.rendering().write(text);
					return Flow.NEXT;
				});
			}
			else {
				writes.add(write(this.expressions.compile(item, scope), item.position()));
			}
		}
		return (writes.size() == 1) ? writes.get(0) : new Statement.Sequence(writes.toArray(Statement[]::new));
	}

	private static Statement write(Expression expression, int position) {
		return (frame) -> {
			Rendering rendering = frame.rendering();
			Object value = expression.evaluate(frame);
			rendering.at(position);
			rendering.write(rendering.autoescape() ? Markup.escape(value).text() : Text.of(value));
			return Flow.NEXT;
		};
	}

	private Statement branches(Syntax.If node, Scope scope) {
		Scope branch = scope.branch();
		int size = node.elifs().size() + 1;
		Expression[] tests = new Expression[size];
		Statement[] bodies = new Statement[size];
		for (int i = 0; i < size; i++) {
			Syntax.If one = (i == 0) ? node : node.elifs().get(i - 1);
			tests[i] = this.expressions.compile(one.test(), branch);
			bodies[i] = body(one.body(), branch);
		}
		Statement otherwise = body(node.otherwise(), branch);
		return (frame) -> {
			for (int i = 0; i < size; i++) {
				if (Truth.of(tests[i].evaluate(frame))) {
					return bodies[i].execute(frame);
				}
			}
			return otherwise.execute(frame);
		};
	}

	private Statement jump(Stmt node, Scope scope) {
		boolean breaks = node instanceof Syntax.Break;
		if (!scope.inLoop()) {
			throw this.source.syntaxError(breaks ? "'break' outside loop" : "'continue' not properly in loop",
					node.position());
		}
		Flow flow = breaks ? Flow.BREAK : Flow.CONTINUE;
		return (frame) -> flow;
	}

	private Statement assignBlock(Syntax.AssignBlock node, Scope scope) {
		Scope inner = scope.inner();
		inner.tracker().track(node.body());
		Syntax.Filter filter = node.filter();
		if (filter != null) {
			inner.tracker().track(filter);
		}
		Assignment target = this.assignments.target(node.target(), scope);
		return capture(node.body(), filter, inner, (frame, value) -> {
			frame.rendering().at(node.position());
			boolean mark = frame.rendering().autoescape() && !(value instanceof Markup);
			target.assign(frame, mark ? new Markup(Text.of(value)) : value);
		});
	}

	private Statement filterBlock(Syntax.FilterBlock node, Scope scope) {
		Scope inner = scope.inner();
		inner.tracker().track(node.filter());
		inner.tracker().track(node.body());
		return capture(node.body(), node.filter(), inner, (frame, value) -> writeText(frame.rendering(), value));
	}

	/**
	 * Write what must be text already.
	 */
	static void writeText(Rendering rendering, Object value) {
		if (!Text.isText(value)) {
			throw PythonError.type("sequence item 0: expected str instance, " + Types.name(value) + " found");
		}
		rendering.write(Text.of(value));
	}

	/**
	 * Compile a body whose output becomes a value.
	 */
	private Statement capture(List<Stmt> nodes, Syntax.@Nullable Filter filter, Scope inner, Assignment target) {
		Statement body = body(nodes, inner);
		int slot = inner.code().allocate("text of a block").slot();
		Expression text = (frame) -> Objects.requireNonNull(frame.get(0, slot));
		Expression value = (filter != null) ? this.expressions.calls().filter(filter, inner, text) : text;
		Scope.Entry entry = inner.entry();
		return (frame) -> {
			Rendering rendering = frame.rendering();
			int mark = rendering.mark();
			entry.enter(frame);
			Flow flow = body.execute(frame);
			String output = rendering.cut(mark);
			if (flow == Flow.NEXT) {
				frame.set(slot, rendering.autoescape() ? new Markup(output) : output);
				target.assign(frame, value.evaluate(frame));
				entry.leave(frame);
			}
			return flow;
		};
	}

	private Statement with(Syntax.With node, Scope scope) {
		Scope inner = scope.inner();
		inner.tracker().track(node.targets());
		inner.tracker().track(node.body());
		Expression[] values = this.expressions.compileAll(node.values(), scope);
		Assignment[] targets = node.targets()
			.stream()
			.map((target) -> this.assignments.target(target, inner))
			.toArray(Assignment[]::new);
		Statement body = body(node.body(), inner);
		Scope.Entry entry = inner.entry();
		return (frame) -> {
			entry.enter(frame);
			for (int i = 0; i < values.length; i++) {
				targets[i].assign(frame, values[i].evaluate(frame));
			}
			Flow flow = body.execute(frame);
			entry.leave(frame);
			return flow;
		};
	}

	private Statement autoescape(Syntax.Autoescape node, Scope scope) {
		Scope inner = scope.inner();
		inner.tracker().track(node.children());
		Expression enabled = this.expressions.compile(node.value(), inner);
		Statement body = body(node.body(), inner);
		Scope.Entry entry = inner.entry();
		return (frame) -> {
			Rendering rendering = frame.rendering();
			boolean before = rendering.autoescape();
			entry.enter(frame);
			rendering.autoescape(Truth.of(enabled.evaluate(frame)));
			Flow flow = body.execute(frame);
			rendering.autoescape(before);
			entry.leave(frame);
			return flow;
		};
	}

}
