package dev.decoding.chat.template;

import java.util.Iterator;

import dev.decoding.chat.template.Statement.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A loop.
 *
 * @param target where each item goes
 * @param test which items are left out; {@code null} if none
 * @param body what is done with each
 * @param entry begins the scope of the body
 * @param otherwise what is done if there was no item
 * @param otherwiseEntry begins the scope of that
 * @param loopSlot where the variable {@code loop} is, or -1 if nothing reads it
 */
record ForLoop(Assignment target, @Nullable Test test, Statement body, Scope.Entry entry, Statement otherwise,
		Scope.Entry otherwiseEntry, int loopSlot) {

	/**
	 * Run the loop.
	 * @param frame the frame of its variables
	 * @param outer the frame around it
	 * @param iterable what it runs over
	 * @param recursion renders it with other items
	 * @param depth how deep in recursion it is
	 */
	Flow run(Frame frame, Frame outer, Object iterable, LoopContext.@Nullable Recursion recursion, int depth) {
		Iterator<Object> items = Iteration.of(frame.rendering(), iterable);
		if (this.test != null) {
			items = this.test.filter(outer, items);
		}
		LoopContext loop = null;
		if (this.loopSlot >= 0) {
			int length = (this.test != null) ? -1 : length(iterable);
			loop = new LoopContext(items, length, recursion, depth);
		}
		boolean empty = true;
		for (Object item = next(items, loop); item != null; item = next(items, loop)) {
			this.target.assign(frame, item);
			if (loop != null) {
				frame.set(this.loopSlot, loop);
			}
			this.entry.enter(frame);
			Flow flow = this.body.execute(frame);
			if (flow == Flow.BREAK) {
				break;
			}
			empty &= flow == Flow.CONTINUE;
		}
		this.entry.leave(frame);
		if (empty) {
			this.otherwiseEntry.enter(frame);
			Flow flow = this.otherwise.execute(frame);
			this.otherwiseEntry.leave(frame);
			return flow;
		}
		return Flow.NEXT;
	}

	private static int length(Object iterable) {
		return Text.isText(iterable) ? Text.length(Text.of(iterable))
				: (iterable instanceof Value value) ? value.length() : -1;
	}

	private static @Nullable Object next(Iterator<Object> items, @Nullable LoopContext loop) {
		if (loop != null) {
			return loop.advance();
		}
		return items.hasNext() ? items.next() : null;
	}

	/**
	 * Render the loop in a frame of its own.
	 * @return its text
	 */
	Object recurse(Code code, Frame outer, Object iterable, int depth) {
		Rendering rendering = outer.rendering();
		rendering.enter();
		int mark = rendering.mark();
		run(new Frame(code, outer, rendering), outer, iterable, (items, deeper) -> recurse(code, outer, items, deeper),
				depth);
		String text = rendering.cut(mark);
		rendering.leave();
		return rendering.autoescape() ? new Markup(text) : text;
	}

	/**
	 * The test of the items.
	 *
	 * @param code whose frames it runs in
	 * @param entry begins its scope
	 * @param target where each item goes
	 * @param condition what is tested
	 */
	record Test(Code code, Scope.Entry entry, Assignment target, Expression condition) {

		Iterator<Object> filter(Frame outer, Iterator<Object> items) {
			Frame frame = new Frame(this.code, outer, outer.rendering());
			this.entry.enter(frame);
			return new SelectingIterator(items, (item) -> {
				this.target.assign(frame, item);
				return Truth.of(this.condition.evaluate(frame));
			});
		}

	}

}
