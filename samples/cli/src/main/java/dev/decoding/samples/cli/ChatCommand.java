package dev.decoding.samples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.decoding.model.ModelException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/**
 * Talks with a person, a line at a time, through the {@link ChatClient}.
 */
@Command(name = "chat", mixinStandardHelpOptions = true, modelTransformer = LogitsOptions.class,
		description = "Talk with the model, a line at a time.")
class ChatCommand implements Callable<Integer> {

	private final ModelSource models;

	private final InputStream in;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private ModelOptions modelOptions = new ModelOptions();

	@Option(names = "--system", paramLabel = "TEXT", description = "What the model is told before the conversation.")
	private @Nullable String system;

	@Mixin
	private GenerationOptions options = new GenerationOptions();

	ChatCommand(ModelSource models, InputStream in) {
		this.models = models;
		this.in = in;
	}

	@Override
	public Integer call() throws IOException {
		this.options.check(this.spec.commandLine());
		try (OpenModel model = this.models.open(this.modelOptions);
				BufferedReader lines = new BufferedReader(new InputStreamReader(this.in, StandardCharsets.UTF_8))) {
			converse(model.chatClient(), lines);
		}
		return 0;
	}

	private void converse(ChatClient chat, BufferedReader lines) throws IOException {
		List<Message> conversation = new ArrayList<>();
		if (this.system != null) {
			conversation.add(new SystemMessage(this.system));
		}
		for (String line = read(lines); line != null; line = read(lines)) {
			if (line.isBlank()) {
				continue;
			}
			conversation.add(new UserMessage(line));
			try {
				conversation.add(new AssistantMessage(answer(chat, conversation)));
			}
			catch (ModelException | IllegalArgumentException ex) {
				conversation.remove(conversation.size() - 1);
				this.spec.commandLine().getErr().println(Failures.sentence(ex));
			}
		}
	}

	private @Nullable String read(BufferedReader lines) throws IOException {
		if (Terminal.isStandardError()) {
			PrintWriter err = this.spec.commandLine().getErr();
			err.print("> ");
			err.flush();
		}
		return lines.readLine();
	}

	private String answer(ChatClient chat, List<Message> conversation) {
		PrintWriter out = this.spec.commandLine().getOut();
		StringBuilder answer = new StringBuilder();
		chat.prompt()
			.messages(conversation)
			.options(this.options.toChatOptions())
			.stream()
			.content()
			.doOnNext((text) -> {
				answer.append(text);
				out.print(text);
				out.flush();
			})
			.blockLast();
		out.println();
		return answer.toString();
	}

}
