package dev.decoding.samples.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import dev.decoding.model.CausalLm;
import dev.decoding.search.Cancellation;
import dev.decoding.search.FinishReason;
import dev.decoding.search.GenerationListener;
import dev.decoding.search.SearchProgress;
import dev.decoding.spring.RewardHeads;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Continues a text.
 */
@Command(name = "generate", mixinStandardHelpOptions = true, modelTransformer = LogitsOptions.class,
		description = "Continue a text, and print it as it is generated.")
class GenerateCommand implements Callable<Integer> {

	private final ModelSource models;

	private final InputStream in;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private ModelOptions modelOptions = new ModelOptions();

	@ArgGroup(multiplicity = "1")
	private InputOptions input = new InputOptions();

	@Mixin
	private BatchOptions batchOptions = new BatchOptions();

	@Mixin
	private GenerationOptions options = new GenerationOptions();

	@Mixin
	private ContinuationOptions continuation = new ContinuationOptions();

	@Option(names = "--json", description = "Print one line of JSON instead of the text.")
	private boolean json;

	GenerateCommand(ModelSource models, InputStream in) {
		this.models = models;
		this.in = in;
	}

	@Override
	public Integer call() {
		String batch = this.input.batch();
		this.batchOptions.check(batch, this.spec.commandLine());
		if (batch == null) {
			this.options.check(this.spec.commandLine());
			if (!this.json && this.continuation.topLogprobs() != null) {
				throw new ParameterException(this.spec.commandLine(),
						"'--top-logprobs' has no effect on a text; add '--json'.");
			}
			if (!this.json && this.options.numReturnSequences() > 1) {
				throw new ParameterException(this.spec.commandLine(),
						"'--num-return-sequences' is above 1, but a text can be streamed for one sequence only; add '--json'.");
			}
		}
		PrintWriter out = this.spec.commandLine().getOut();
		try (OpenModel model = this.models.open(this.modelOptions)) {
			Generation generation = new Generation(model.lm(),
					RewardHeads.beside(this.modelOptions.location()).orElse(null));
			if (batch != null) {
				this.batchOptions.run(batch, this.in, out, (line) -> generate(generation, line));
			}
			else if (this.json) {
				Cancellation never = new Cancellation();
				try (SearchProgressBar progress = new SearchProgressBar()) {
					GenerationOutput output = generation.run(this.input.toIds(model.lm()), this.options,
							this.continuation, never, progress);
					progress.hide();
					out.println(Json.MAPPER.writeValueAsString(output));
				}
			}
			else {
				stream(model.lm(), generation, out);
			}
		}
		return 0;
	}

	private GenerationOutput generate(Generation generation, String line) {
		Line request = BatchLine.parse(line, new Line());
		request.options.setDefaults(this.options);
		request.continuation.setDefaults(this.continuation);
		request.options.check();
		return generation.run(request.prompt.toIds(generation.lm()), request.options, request.continuation,
				new Cancellation(), GenerationListener.NONE);
	}

	private void stream(CausalLm lm, Generation generation, PrintWriter out) {
		Cancellation cancellation = new Cancellation();
		try (SearchProgressBar progress = new SearchProgressBar()) {
			generation.run(this.input.toIds(lm), this.options, this.continuation, cancellation,
					new Printer(out, cancellation, progress));
		}
		if (Terminal.isStandardOutput()) {
			out.println();
		}
	}

	/**
	 * Prints text as it comes, and ends the generation when nobody reads it any more.
	 */
	private record Printer(PrintWriter out, Cancellation cancellation,
			SearchProgressBar progress) implements GenerationListener {

		@Override
		public boolean followsProgress() {
			return this.progress.followsProgress();
		}

		@Override
		public void onProgress(SearchProgress progress) {
			this.progress.onProgress(progress);
		}

		@Override
		public void onToken(int sequence, int token, String text) {
			this.progress.hide();
			this.out.print(text);
			if (this.out.checkError()) {
				this.cancellation.cancel();
			}
		}

		@Override
		public void onFinish(int sequence, String text, FinishReason reason) {
			this.out.print(text);
			this.out.flush();
		}

	}

	@Command(modelTransformer = LogitsOptions.class)
	static class Line {

		@ArgGroup(multiplicity = "1")
		private PromptOptions prompt = new PromptOptions();

		@Mixin
		private GenerationOptions options = new GenerationOptions();

		@Mixin
		private ContinuationOptions continuation = new ContinuationOptions();

	}

}
