package dev.decoding.chat.template;

/**
 * Something of a template that is executed.
 */
@FunctionalInterface
interface Statement {

	Flow execute(Frame frame);

	/**
	 * What comes after a statement.
	 */
	enum Flow {

		/** The next one. */
		NEXT,

		/** The one behind the loop. */
		BREAK,

		/** The next round of the loop. */
		CONTINUE

	}

	/**
	 * Several statements, one after the other.
	 *
	 * @param statements the statements
	 */
	record Sequence(Statement[] statements) implements Statement {

		@Override
		public Flow execute(Frame frame) {
			for (Statement statement : this.statements) {
				Flow flow = statement.execute(frame);
				if (flow != Flow.NEXT) {
					return flow;
				}
			}
			return Flow.NEXT;
		}

	}

}
