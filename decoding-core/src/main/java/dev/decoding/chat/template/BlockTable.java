package dev.decoding.chat.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.chat.template.Statement.Flow;
import dev.decoding.chat.template.Syntax.Node;
import dev.decoding.chat.template.Syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a template. As no template extends another, each is written where it
 * stands; it sees only the variables of the outermost scope.
 */
final class BlockTable {

	private final Map<String, Syntax.Block> nodes = new LinkedHashMap<>();

	private final Map<String, Compiled> blocks = new HashMap<>();

	BlockTable(Source source, List<Stmt> template) {
		template.forEach((node) -> find(node, source));
	}

	private void find(Node node, Source source) {
		if (node instanceof Syntax.Block block && this.nodes.put(block.name(), block) != null) {
			throw source.syntaxError("block '" + block.name() + "' defined twice", block.position());
		}
		node.children().forEach((child) -> find(child, source));
	}

	boolean isEmpty() {
		return this.nodes.isEmpty();
	}

	void compile(StatementCompiler statements) {
		this.nodes.forEach((name, node) -> {
			Scope scope = Scope.block(new Code(null));
			Set<String> special = SymbolTracker.undeclared(node.body(), Set.of("self", "super"));
			int self = special.contains("self") ? scope.symbols().parameter("self").slot() : -1;
			int parent = special.contains("super") ? scope.symbols().parameter("super").slot() : -1;
			scope.tracker().track(node.body());
			Statement body = statements.body(node.body(), scope);
			this.blocks.put(name, new Compiled(scope.code(), scope.entry(), body, self, parent, name));
		});
	}

	Statement call(Syntax.Block node, Scope scope) {
		int position = node.position();
		Map<String, Scope.Reader> scoped = new HashMap<>();
		if (node.scoped()) {
			scope.symbols().stored().forEach((name, variable) -> scoped.put(name, scope.reader(variable)));
		}
		return (frame) -> {
			Rendering rendering = frame.rendering();
			if (node.required()) {
				rendering.at(position);
				throw PythonError.runtime("Required block '" + node.name() + "' not found");
			}
			Map<String, Object> before = rendering.assigned();
			scoped.forEach((name, reader) -> rendering.assign(name, reader.read(frame)));
			run(node.name(), rendering);
			rendering.assigned(before);
			return Flow.NEXT;
		};
	}

	void run(String name, Rendering rendering) {
		Compiled block = this.blocks.get(name);
		if (block != null) {
			rendering.enter();
			block.run(rendering, this);
			rendering.leave();
		}
	}

	/**
	 * Return a function that renders a block.
	 */
	@Nullable Value reference(String name) {
		if (!this.blocks.containsKey(name)) {
			return null;
		}
		return Builtin.of(name, "", (rendering, arguments) -> {
			int mark = rendering.mark();
			run(name, rendering);
			String text = rendering.cut(mark);
			return rendering.autoescape() ? new Markup(text) : text;
		});
	}

	/**
	 * A block that can run.
	 */
	private record Compiled(Code code, Scope.Entry entry, Statement body, int self, int parent, String name) {

		void run(Rendering rendering, BlockTable table) {
			Frame frame = new Frame(this.code, null, rendering);
			this.entry.enter(frame);
			if (this.self >= 0) {
				frame.set(this.self, new TemplateReference(table));
			}
			if (this.parent >= 0) {
				frame.set(this.parent,
						Undefined.hinted("there is no parent block called " + Representation.of(this.name) + "."));
			}
			this.body.execute(frame);
		}

	}

}
