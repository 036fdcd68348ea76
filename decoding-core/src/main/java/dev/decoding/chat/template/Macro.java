package dev.decoding.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A macro that can be called.
 */
final class Macro extends Value {

	private final MacroDefinition definition;

	private final Frame outer;

	Macro(MacroDefinition definition, Frame outer) {
		this.definition = definition;
		this.outer = outer;
	}

	@Override
	String typeName() {
		return "Macro";
	}

	@Override
	void appendRepresentation(StringBuilder text) {
		text.append("<Macro ");
		Representation.append(text, this.definition.name());
		text.append('>');
	}

	@Override
	@Nullable Object attribute(String attribute) {
		return switch (attribute) {
			case "name" -> this.definition.name();
			case "arguments" -> new TupleValue(new ArrayList<>(this.definition.parameters()));
			case "catch_kwargs" -> this.definition.kwargs() >= 0;
			case "catch_varargs" -> this.definition.varargs() >= 0;
			case "caller" -> this.definition.caller() >= 0;
			case "explicit_caller" -> this.definition.parameters().contains("caller");
			default -> null;
		};
	}

	@Override
	boolean isCallable() {
		return true;
	}

	@Override
	Object call(Rendering rendering, Arguments arguments) {
		Frame frame = new Frame(this.definition.code(), this.outer, rendering);
		bind(frame, arguments);
		rendering.enter();
		int mark = rendering.mark();
		this.definition.entry().enter(frame);
		setDefaults(frame);
		this.definition.body().execute(frame);
		String text = rendering.cut(mark);
		rendering.leave();
		return rendering.autoescape() ? new Markup(text) : text;
	}

	private void bind(Frame frame, Arguments arguments) {
		List<Object> positional = arguments.positional();
		Map<String, Object> keywords = new LinkedHashMap<>(arguments.keywords());
		int count = this.definition.slots().length;
		for (int i = 0; i < count; i++) {
			Object value = (i < positional.size()) ? positional.get(i)
					: keywords.remove(this.definition.parameters().get(i));
			frame.set(this.definition.slots()[i], value);
		}
		if (this.definition.caller() >= 0) {
			Object caller = keywords.remove("caller");
			frame.set(this.definition.caller(),
					(caller != null && caller != None.NONE) ? caller : Undefined.hinted("No caller defined"));
		}
		if (this.definition.kwargs() >= 0) {
			DictValue dict = new DictValue();
			keywords.forEach(dict::put);
			frame.set(this.definition.kwargs(), dict);
		}
		else if (!keywords.isEmpty()) {
			throw PythonError.type("macro " + Representation.of(this.definition.name()) + " takes no keyword argument "
					+ Representation.of(keywords.keySet().iterator().next()));
		}
		if (this.definition.varargs() >= 0) {
			frame.set(this.definition.varargs(),
					new TupleValue(positional.subList(Math.min(count, positional.size()), positional.size())));
		}
		else if (positional.size() > count) {
			throw PythonError.type("macro " + Representation.of(this.definition.name()) + " takes not more than "
					+ count + " argument(s)");
		}
	}

	private void setDefaults(Frame frame) {
		int[] slots = this.definition.slots();
		Expression[] defaults = this.definition.defaults();
		for (int i = 0; i < slots.length; i++) {
			if (frame.get(0, slots[i]) == null) {
				int index = i - slots.length + defaults.length;
				frame.set(slots[i], (index >= 0) ? defaults[index].evaluate(frame) : Undefined.hinted(
						"parameter " + Representation.of(this.definition.parameters().get(i)) + " was not provided"));
			}
		}
	}

}
