package dev.decoding.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A way to say a conversation again for a chat template that refuses it, with all of its
 * words. Ordered from the one that changes least.
 */
public enum Adaptation {

	/** Consecutive messages of one role become one. */
	MERGE(Integer.MAX_VALUE, true, "it demands that the roles take turns"),

	/** System messages behind the first message become part of a user message. */
	FOLD_LATER(1, false, "it takes a system message only as the first message"),

	/** Both of the above. */
	FOLD_LATER_AND_MERGE(1, true,
			"it takes a system message only as the first message, and demands that the roles take turns"),

	/** All system messages become part of a user message. */
	FOLD(0, false, "it takes no system message"),

	/** Both of the above. */
	FOLD_AND_MERGE(0, true, "it takes no system message, and demands that the roles take turns");

	private static final String ROLE = "role";

	private static final String CONTENT = "content";

	private static final String BREAK = "\n\n";

	/** The index of the first message that is folded if it is of the system. */
	private final int foldFrom;

	private final boolean merging;

	private final String demand;

	Adaptation(int foldFrom, boolean merging, String demand) {
		this.foldFrom = foldFrom;
		this.merging = merging;
		this.demand = demand;
	}

	/**
	 * Return what a template demands that takes only what this adaptation makes.
	 * @return a clause, such as "it takes no system message"
	 */
	public String demand() {
		return this.demand;
	}

	/**
	 * Adapt messages. A system message is put in front of the user message that follows
	 * it, with an empty line between, or becomes a user message if none follows it.
	 * Messages with tool calls, and those of tools, are kept apart.
	 * @param messages the messages as a template sees them, each with {@code role} and
	 * {@code content}; contents are text or {@code null}
	 * @return other messages, or equal ones if there is nothing to change
	 */
	public List<Map<String, ?>> apply(List<Map<String, ?>> messages) {
		List<Map<String, ?>> folded = fold(messages);
		return this.merging ? merge(folded) : folded;
	}

	private List<Map<String, ?>> fold(List<Map<String, ?>> messages) {
		List<Map<String, ?>> folded = new ArrayList<>();
		Map<String, ?> pending = null;
		for (int i = 0; i < messages.size(); i++) {
			Map<String, ?> message = messages.get(i);
			if (i >= this.foldFrom && is(message, Role.SYSTEM)) {
				Map<String, ?> asUser = with(message, ROLE, Role.USER.text());
				pending = (pending != null) ? join(pending, asUser) : asUser;
				continue;
			}
			if (pending != null && !is(message, Role.USER)) {
				folded.add(pending);
				pending = null;
			}
			folded.add((pending != null) ? join(pending, message) : message);
			pending = null;
		}
		if (pending != null) {
			folded.add(pending);
		}
		return folded;
	}

	private static List<Map<String, ?>> merge(List<Map<String, ?>> messages) {
		List<Map<String, ?>> merged = new ArrayList<>();
		for (Map<String, ?> message : messages) {
			Map<String, ?> last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
			if (last != null && isPlain(last) && isPlain(message)
					&& Objects.equals(last.get(ROLE), message.get(ROLE))) {
				merged.set(merged.size() - 1, join(last, message));
			}
			else {
				merged.add(message);
			}
		}
		return merged;
	}

	/**
	 * Return whether a message is a role and a text, and nothing else.
	 */
	private static boolean isPlain(Map<String, ?> message) {
		return message.size() == 2 && message.get(CONTENT) != null;
	}

	private static boolean is(Map<String, ?> message, Role role) {
		return role.text().equals(message.get(ROLE));
	}

	private static Map<String, ?> join(Map<String, ?> first, Map<String, ?> second) {
		return with(second, CONTENT, first.get(CONTENT) + BREAK + second.get(CONTENT));
	}

	private static Map<String, ?> with(Map<String, ?> message, String key, String value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(message);
		changed.put(key, value);
		return changed;
	}

}
