package dev.decoding.chat.template;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A chat template in Jinja, as Hugging Face transformers renders it: Jinja2 3.1.6 with
 * {@code trim_blocks}, {@code lstrip_blocks}, loop controls and {@code generation}, in an
 * immutable sandbox, with Python's semantics.
 * <p>
 * A template is immutable and can be rendered by any number of threads. It need not be
 * trusted: it sees nothing but its variables and is bound by {@link RenderLimits}.
 */
public final class Template {

	static {
		// Here, rather than in a template that has little of the stack left.
		Builtins.load();
	}

	private final Source source;

	private final Program program;

	private Template(Source source, Program program) {
		this.source = source;
		this.program = program;
	}

	/**
	 * Parse a template.
	 * @param name what errors call it
	 * @param source its text
	 * @return the template
	 * @throws TemplateException if it is not well-formed
	 */
	public static Template parse(String name, String source) {
		Source text = new Source(name, source);
		try {
			List<Syntax.Stmt> nodes = new Parser(text).parse();
			return new Template(text, new StatementCompiler(text, nodes).compile(nodes));
		}
		catch (StackOverflowError error) {
			throw text.syntaxError("the template is nested too deeply", 0);
		}
	}

	/**
	 * Return what errors call the template.
	 * @return the name
	 */
	public String name() {
		return this.source.name();
	}

	/**
	 * Render the template within the default limits and with the time of the system.
	 * @param variables the variables by name: text, numbers, booleans, {@code null}, and
	 * lists, arrays and maps of them
	 * @return the text
	 * @throws TemplateException if the template fails or refuses the variables
	 * @throws IllegalArgumentException if there is a value of another type
	 */
	public String render(Map<String, ?> variables) {
		return render(variables, RenderLimits.DEFAULT, Clock.systemDefaultZone());
	}

	/**
	 * Render the template.
	 * @param variables the variables by name: text, numbers, booleans, {@code null}, and
	 * lists, arrays and maps of them
	 * @param limits what the rendering may spend
	 * @param clock the time that {@code strftime_now} tells
	 * @return the text
	 * @throws TemplateException if the template fails or refuses the variables
	 * @throws IllegalArgumentException if there is a value of another type
	 */
	public String render(Map<String, ?> variables, RenderLimits limits, Clock clock) {
		Rendering rendering = new Rendering(variables, limits, clock);
		try {
			this.program.run(rendering);
			return rendering.output();
		}
		catch (PythonError error) {
			throw failure(error.kind(), error.text(), rendering);
		}
		catch (StackOverflowError error) {
			throw failure(TemplateException.Kind.LIMIT, "values or calls nested too deeply", rendering);
		}
	}

	private TemplateException failure(TemplateException.Kind kind, String reason, Rendering rendering) {
		String text = (kind == TemplateException.Kind.LIMIT) ? "The template asks for " + reason + "." : reason;
		return new TemplateException(kind, text, this.source, rendering.position());
	}

}
