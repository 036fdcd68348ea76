package dev.decoding.samples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the tokens of a text, or the text of tokens.
 */
@Command(name = "tokenize", mixinStandardHelpOptions = true,
		description = "Print the tokens of a text, or the text of tokens.")
class TokenizeCommand implements Callable<Integer> {

	private final ModelSource models;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private ModelOptions modelOptions = new ModelOptions();

	@ArgGroup(multiplicity = "1")
	private Input input = new Input();

	@Option(names = "--no-special-tokens", description = "Neither add special tokens nor print them in texts.")
	private boolean noSpecialTokens;

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	TokenizeCommand(ModelSource models) {
		this.models = models;
	}

	@Override
	public Integer call() {
		PrintWriter out = this.spec.commandLine().getOut();
		try (OpenModel model = this.models.open(this.modelOptions)) {
			Tokens tokens = tokenize(model.lm().tokenizer());
			if (this.json) {
				out.println(Json.MAPPER.writeValueAsString(tokens));
			}
			else if (this.input.ids != null) {
				out.println(tokens.text());
			}
			else {
				for (int i = 0; i < tokens.ids().length; i++) {
					out.println(tokens.ids()[i] + "\t" + tokens.tokens().get(i));
				}
			}
		}
		return 0;
	}

	private Tokens tokenize(Tokenizer tokenizer) {
		int[] ids = (this.input.ids != null) ? this.input.ids.toArray()
				: tokenizer.encode((this.input.text != null) ? this.input.text : "", !this.noSpecialTokens);
		for (int id : ids) {
			if (id >= tokenizer.vocabulary().size()) {
				throw new IllegalArgumentException(
						"'%d' of '--ids' is not one of the %d tokens.".formatted(id, tokenizer.vocabulary().size()));
			}
		}
		return new Tokens(ids, Arrays.stream(ids).mapToObj(tokenizer.vocabulary()::token).toList(),
				tokenizer.decode(ids, this.noSpecialTokens));
	}

	private record Tokens(int[] ids, List<String> tokens, String text) {

	}

	static class Input {

		@Option(names = { "--text", "--prompt" }, paramLabel = "TEXT", description = "Text to encode.")
		private @Nullable String text;

		@Option(names = "--ids", paramLabel = "1,2,3", converter = OptionConverters.ForIds.class,
				description = "Token ids to decode.")
		private @Nullable TokenSequence ids;

	}

}
