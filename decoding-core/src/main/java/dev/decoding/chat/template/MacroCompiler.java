package dev.decoding.chat.template;

import java.util.List;
import java.util.Set;

import dev.decoding.chat.template.Code.Variable;
import dev.decoding.chat.template.Statement.Flow;
import dev.decoding.chat.template.Syntax.Name;
import dev.decoding.chat.template.Syntax.Stmt;

/**
 * Compiles macros and call blocks.
 */
final class MacroCompiler {

	private static final Set<String> SPECIAL = Set.of("caller", "kwargs", "varargs");

	private final Source source;

	private final ExpressionCompiler expressions;

	private final StatementCompiler statements;

	MacroCompiler(Source source, ExpressionCompiler expressions, StatementCompiler statements) {
		this.source = source;
		this.expressions = expressions;
		this.statements = statements;
	}

	/**
	 * Compile a macro.
	 * @param export whether it is kept for blocks
	 */
	Statement macro(Syntax.Macro node, Scope scope, boolean export) {
		MacroDefinition definition = definition(node.name(), node.signature(), node.body(), node.position(), scope);
		Variable variable = scope.symbols().get(node.name());
		int slot = variable.slot();
		return (frame) -> {
			Macro macro = new Macro(definition, frame);
			frame.set(slot, macro);
			if (export && scope.topLevel()) {
				frame.rendering().assign(node.name(), macro);
			}
			return Flow.NEXT;
		};
	}

	Statement callBlock(Syntax.CallBlock node, Scope scope) {
		MacroDefinition definition = definition("caller", node.signature(), node.body(), node.position(), scope);
		Expression call = this.expressions.calls().call(node.call(), scope, (frame) -> new Macro(definition, frame));
		return (frame) -> {
			StatementCompiler.writeText(frame.rendering(), call.evaluate(frame));
			return Flow.NEXT;
		};
	}

	Statement generation(Syntax.Generation node, Scope scope) {
		Syntax.Signature none = new Syntax.Signature(List.of(), List.of());
		MacroDefinition definition = definition("caller", none, node.body(), node.position(), scope);
		return (frame) -> {
			StatementCompiler.writeText(frame.rendering(),
					new Macro(definition, frame).call(frame.rendering(), Arguments.of()));
			return Flow.NEXT;
		};
	}

	private MacroDefinition definition(String name, Syntax.Signature signature, List<Stmt> body, int position,
			Scope scope) {
		Scope inner = scope.function();
		inner.tracker().track(signature.parameters());
		inner.tracker().track(signature.defaults());
		inner.tracker().track(body);
		List<String> names = signature.parameters().stream().map(Name::name).toList();
		Set<String> special = SymbolTracker.undeclared(body, SPECIAL);
		int explicitCaller = names.indexOf("caller");
		if (special.contains("caller") && explicitCaller >= 0
				&& explicitCaller < names.size() - signature.defaults().size()) {
			throw this.source.syntaxError("When defining macros or call blocks the special \"caller\" argument must be "
					+ "omitted or be given a default.", position);
		}
		int caller = (special.contains("caller") && explicitCaller < 0) ? parameter(inner, "caller") : -1;
		int kwargs = (special.contains("kwargs") && !names.contains("kwargs")) ? parameter(inner, "kwargs") : -1;
		int varargs = (special.contains("varargs") && !names.contains("varargs")) ? parameter(inner, "varargs") : -1;
		inner.tracker().track(body);
		int[] slots = names.stream().mapToInt((parameter) -> inner.symbols().get(parameter).slot()).toArray();
		Expression[] defaults = this.expressions.compileAll(signature.defaults(), inner);
		Statement statement = this.statements.body(body, inner);
		return new MacroDefinition(name, names, slots, defaults, caller, kwargs, varargs, inner.code(), inner.entry(),
				statement);
	}

	private static int parameter(Scope scope, String name) {
		return scope.symbols().parameter(name).slot();
	}

}
