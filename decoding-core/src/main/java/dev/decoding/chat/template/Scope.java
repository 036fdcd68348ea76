package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.decoding.chat.template.Code.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Where in a template a node is, while it is compiled.
 *
 * @param symbols the names
 * @param topLevel whether it is the outermost scope, branches included
 * @param conditional whether it is directly within an {@code if}, where an unknown filter
 * is only an error when it is used
 * @param inLoop whether there is a loop to break out of
 */
record Scope(Symbols symbols, boolean topLevel, boolean conditional, boolean inLoop) {

	static Scope root(Code code) {
		return new Scope(new Symbols(null, code), true, false, false);
	}

	static Scope block(Code code) {
		return new Scope(new Symbols(null, code), false, false, false);
	}

	/**
	 * Return a scope within this one.
	 */
	Scope inner() {
		return new Scope(new Symbols(this.symbols, code()), false, false, this.inLoop);
	}

	/**
	 * Return a scope within this one that runs in frames of its own.
	 */
	Scope function() {
		return new Scope(new Symbols(this.symbols, new Code(code())), false, false, false);
	}

	Scope branch() {
		return new Scope(this.symbols, this.topLevel, true, this.inLoop);
	}

	Scope loop() {
		return new Scope(this.symbols, this.topLevel, this.conditional, true);
	}

	Code code() {
		return this.symbols.code();
	}

	SymbolTracker tracker() {
		return new SymbolTracker(this.symbols);
	}

	/**
	 * Return how to read a variable.
	 */
	Reader reader(Variable variable) {
		return new Reader(code().distance(variable.code()), variable.slot());
	}

	/**
	 * Return what begins and ends the scope.
	 */
	Entry entry() {
		List<Entry.Begin> begins = new ArrayList<>();
		for (Map.Entry<Variable, Symbols.Load> load : this.symbols.loads().entrySet()) {
			Variable source = load.getValue().source();
			Reader reader = (source != null) ? reader(source) : null;
			begins.add(new Entry.Begin(load.getKey().slot(), load.getValue(), reader));
		}
		return new Entry(begins.toArray(Entry.Begin[]::new));
	}

	/**
	 * Reads a variable.
	 *
	 * @param depth how many frames further out it is
	 * @param slot its place there
	 */
	record Reader(int depth, int slot) {

		@Nullable Object read(Frame frame) {
			return frame.get(this.depth, this.slot);
		}

	}

	/**
	 * Begins and ends the variables of a scope.
	 *
	 * @param begins how each begins
	 */
	record Entry(Begin[] begins) {

		void enter(Frame frame) {
			for (Begin begin : this.begins) {
				begin.run(frame);
			}
		}

		void leave(Frame frame) {
			for (Begin begin : this.begins) {
				frame.set(begin.slot(), null);
			}
		}

		/**
		 * How one variable begins.
		 *
		 * @param slot its place in the frame
		 * @param load how
		 * @param source what is copied
		 */
		record Begin(int slot, Symbols.Load load, @Nullable Reader source) {

			void run(Frame frame) {
				switch (this.load.kind()) {
					case PARAMETER -> {
					}
					case UNDEFINED -> frame.set(this.slot, null);
					case CONTEXT -> frame.set(this.slot, frame.rendering().resolve(this.load.name()));
					case ALIAS -> frame.set(this.slot, (this.source != null) ? this.source.read(frame) : null);
				}
			}

		}

	}

}
