package dev.decoding.samples.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.decoding.model.CausalLm;

import org.springframework.ai.chat.client.ChatClient;

/**
 * Runs the command line on a model that is already there, and keeps what it prints.
 */
class CliRunner {

	final List<String> opened = new ArrayList<>();

	private final CausalLm model;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private String in = "";

	CliRunner(CausalLm model) {
		this.model = model;
	}

	CliRunner withInput(String in) {
		this.in = in;
		return this;
	}

	int run(String... arguments) {
		return new Cli(this::open, new ByteArrayInputStream(this.in.getBytes(StandardCharsets.UTF_8)),
				new PrintWriter(this.out), new PrintWriter(this.err))
			.run(arguments);
	}

	String out() {
		return this.out.toString();
	}

	String err() {
		return this.err.toString();
	}

	private OpenModel open(ModelOptions options) {
		this.opened.add(String.join(" ", options.toArguments()));
		return new OpenModel() {

			@Override
			public CausalLm lm() {
				return CliRunner.this.model;
			}

			@Override
			public ChatClient chatClient() {
				throw new IllegalStateException("There is no chat here");
			}

			@Override
			public Duration loadTime() {
				return Duration.ofSeconds(1);
			}

			@Override
			public void close() {
			}

		};
	}

}
