package dev.decoding.chat.template;

import java.util.Iterator;

/**
 * Stores a value in a name, an attribute of a namespace, or several of them.
 */
@FunctionalInterface
interface Assignment {

	void assign(Frame frame, Object value);

	/**
	 * Take a value apart.
	 */
	static Assignment tuple(Assignment[] targets) {
		return (frame, value) -> {
			Iterator<Object> items = Iteration.of(frame.rendering(), value);
			Object[] values = new Object[targets.length];
			for (int i = 0; i < targets.length; i++) {
				if (!items.hasNext()) {
					throw PythonError
						.value("not enough values to unpack (expected " + targets.length + ", got " + i + ")");
				}
				values[i] = items.next();
			}
			if (items.hasNext()) {
				throw PythonError.value("too many values to unpack (expected " + targets.length + ")");
			}
			for (int i = 0; i < targets.length; i++) {
				targets[i].assign(frame, values[i]);
			}
		};
	}

}
