package dev.decoding.samples.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Query;
import dev.decoding.model.TokenSequence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the raw logits of the next token as JSON.
 */
@Command(name = "logits", mixinStandardHelpOptions = true, description = "Print raw logits as JSON.")
class LogitsCommand implements Callable<Integer> {

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

	@Option(names = "--all", description = "At every position, not only at the last.")
	private boolean all;

	LogitsCommand(ModelSource models, InputStream in) {
		this.models = models;
		this.in = in;
	}

	@Override
	public Integer call() {
		PrintWriter out = this.spec.commandLine().getOut();
		String batch = this.input.batch();
		this.batchOptions.check(batch, this.spec.commandLine());
		try (OpenModel model = this.models.open(this.modelOptions)) {
			CausalLm lm = model.lm();
			if (batch != null) {
				this.batchOptions.run(batch, this.in, out, (line) -> evaluate(lm, line));
			}
			else {
				out.println(Json.MAPPER.writeValueAsString(evaluate(lm, this.input.toIds(lm), this.all)));
			}
		}
		return 0;
	}

	private Object evaluate(CausalLm lm, String line) {
		Line request = BatchLine.parse(line, new Line());
		return evaluate(lm, request.prompt.toIds(lm), (request.all != null) ? request.all : this.all);
	}

	private Object evaluate(CausalLm lm, int[] ids, boolean all) {
		TokenSequence sequence = TokenSequence.of(ids);
		if (!all) {
			return new LastLogits(ids, lm.evaluate(Query.next(sequence)).nextLogits().scores());
		}
		Evaluation.Result result = lm.evaluate(Query.logits(sequence, 0));
		float[][] logits = new float[ids.length][];
		for (int i = 0; i < ids.length; i++) {
			logits[i] = result.logits(i).scores();
		}
		return new AllLogits(ids, logits);
	}

	private record LastLogits(int[] ids, float[] logits) {

	}

	private record AllLogits(int[] ids, float[][] logits) {

	}

	@Command
	static class Line {

		@ArgGroup(multiplicity = "1")
		private PromptOptions prompt = new PromptOptions();

		@Option(names = "--all")
		private @Nullable Boolean all;

	}

}
