package dev.decoding.samples.cli;

import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import dev.decoding.chat.ChatTemplate;
import dev.decoding.chat.template.RenderLimits;
import dev.decoding.chat.template.TemplateException;
import dev.decoding.model.ChatFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Prints the text that a chat template makes of a conversation. Needs no weights.
 */
@Command(name = "render", mixinStandardHelpOptions = true,
		description = "Print the text that a chat template makes of a conversation.")
class RenderCommand implements Callable<Integer> {

	private static final String TEMPLATE = "template";

	private static final String NOW = "now";

	private final InputStream in;

	private final Map<String, ChatTemplate> templates = new ConcurrentHashMap<>();

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private TemplateOptions templateOptions = new TemplateOptions();

	@Mixin
	private ConversationOptions conversation = new ConversationOptions();

	@Option(names = "--now", paramLabel = "TIME",
			description = "Time that the template may tell, such as 2026-01-31T12:00:00; now, when not given.")
	private @Nullable LocalDateTime now;

	@Option(names = "--batch", paramLabel = "FILE.jsonl",
			description = "File with one conversation a line, as a JSON object; '-' is standard input.")
	private @Nullable String batch;

	@Mixin
	private BatchOptions batchOptions = new BatchOptions();

	RenderCommand(InputStream in) {
		this.in = in;
	}

	@Override
	public Integer call() {
		this.batchOptions.check(this.batch, this.spec.commandLine());
		if (this.batch == null && !this.templateOptions.isGiven()) {
			throw new ParameterException(this.spec.commandLine(), "Either '--model' or '--template' is missing.");
		}
		ChatFormat format = this.templateOptions.read();
		Map<String, Object> variables = this.conversation.read();
		if (this.batch != null) {
			this.batchOptions.run(this.batch, this.in, this.spec.commandLine().getOut(),
					(line) -> Map.of("text", renderLine(line, format, variables)));
			return ExitCode.OK;
		}
		if (!variables.containsKey(ConversationOptions.MESSAGES)) {
			throw new ParameterException(this.spec.commandLine(), "'--messages' is missing.");
		}
		try {
			this.spec.commandLine().getOut().println(render(ChatTemplate.of(format), variables));
			return ExitCode.OK;
		}
		catch (TemplateException ex) {
			this.spec.commandLine().getErr().println(ex.getMessage());
			return ExitCode.SOFTWARE;
		}
	}

	private String renderLine(String line, ChatFormat format, Map<String, Object> common) {
		Map<String, Object> variables = new LinkedHashMap<>(common);
		variables.putAll(ConversationOptions.variables(BatchLine.readObject(line)));
		Object source = variables.remove(TEMPLATE);
		if (source == null) {
			return render(this.templates.computeIfAbsent("", (key) -> ChatTemplate.of(format)), variables);
		}
		if (!(source instanceof String template)) {
			throw new IllegalArgumentException("'" + TEMPLATE + "' is not the text of a template.");
		}
		return render(this.templates.computeIfAbsent(template, (key) -> ChatTemplate.of(format.withTemplate(template))),
				variables);
	}

	private String render(ChatTemplate template, Map<String, Object> variables) {
		ZoneId zone = ZoneId.systemDefault();
		LocalDateTime time = (variables.get(NOW) instanceof String text) ? time(text) : this.now;
		Clock clock = (time != null) ? Clock.fixed(time.atZone(zone).toInstant(), zone) : Clock.system(zone);
		return template.render(variables, RenderLimits.DEFAULT, clock);
	}

	private LocalDateTime time(String text) {
		try {
			return LocalDateTime.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(
					"'" + NOW + "' is '" + text + "' but must be a time such as 2026-01-31T12:00:00.", ex);
		}
	}

}
