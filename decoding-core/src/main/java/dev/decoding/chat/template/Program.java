package dev.decoding.chat.template;

/**
 * A template that can run.
 *
 * @param code whose frames it runs in
 * @param entry begins its outermost scope
 * @param body what it writes
 * @param self where the variable {@code self} is, or -1 if nothing reads it
 * @param blocks its blocks
 */
record Program(Code code, Scope.Entry entry, Statement body, int self, BlockTable blocks) {

	void run(Rendering rendering) {
		Frame frame = new Frame(this.code, null, rendering);
		if (this.self >= 0) {
			frame.set(this.self, new TemplateReference(this.blocks));
		}
		this.entry.enter(frame);
		this.body.execute(frame);
	}

}
