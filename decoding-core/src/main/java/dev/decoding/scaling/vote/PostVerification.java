package dev.decoding.scaling.vote;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.model.CausalLm;
import dev.decoding.model.TokenSequence;
import dev.decoding.scaling.Candidate;
import dev.decoding.scaling.ScalingAlgorithm;
import dev.decoding.scaling.ScalingRun;
import dev.decoding.scaling.Selection;
import dev.decoding.scaling.StepAggregation;
import dev.decoding.scaling.Verifier;
import dev.decoding.scaling.vote.FeedbackSink.Rejection;
import dev.decoding.search.GenerationRequest;
import dev.decoding.search.Path;
import dev.decoding.search.PathRollout;
import dev.decoding.search.Pause;

/**
 * Draws one answer after the other until one passes a verifier. If none does, another
 * model answers, if there is one; what did not pass is told to a {@link FeedbackSink}.
 * <p>
 * Formula: the first candidate <code>i</code> with <code>s_i &gt;= threshold</code>,
 * where it ended by itself.
 * <p>
 * Edges: if none passes and there is no other model, the best by score is taken, whose
 * score says that it did not pass. The answer of another model with the same vocabulary
 * is judged too, but taken in any case; that of any other model is not judged, has the
 * score 0, and is the answer to the prompt's text, for which its own end-of-text tokens
 * count, and no forced prefix. Processors are the same for both models.
 * <p>
 * Example: of answers with the scores 0.2, 0.9 and 0.95, with the threshold 0.8, the
 * second is taken and the third never drawn.
 * <p>
 * Cost: answers do not share calls of the model, but most of the time there is only one.
 */
public final class PostVerification implements ScalingAlgorithm {

	/** The name of the strategy. */
	public static final String NAME = "post-verification";

	private final int numSamples;

	private final Verifier verifier;

	private final StepAggregation aggregation;

	private final double threshold;

	private final @Nullable CausalLm fallback;

	private final FeedbackSink feedback;

	/**
	 * Set how to search.
	 * @param numSamples how many answers to draw at most, at least 1
	 * @param verifier judges each
	 * @param aggregation how the scores of steps become one, if the verifier has such
	 * @param threshold the score with which an answer passes, from 0 to 1
	 * @param fallback the model that answers if none passes, or {@code null} for none
	 * @param feedback is told of what did not pass
	 */
	public PostVerification(int numSamples, Verifier verifier, StepAggregation aggregation, double threshold,
			@Nullable CausalLm fallback, FeedbackSink feedback) {
		if (numSamples < 1) {
			throw new IllegalArgumentException("'numSamples' is %d but must be at least 1".formatted(numSamples));
		}
		if (!(threshold >= 0 && threshold <= 1)) {
			throw new IllegalArgumentException("'threshold' is %s but must be from 0 to 1".formatted(threshold));
		}
		this.numSamples = numSamples;
		this.verifier = verifier;
		this.aggregation = aggregation;
		this.threshold = threshold;
		this.fallback = fallback;
		this.feedback = feedback;
	}

	@Override
	public Selection search(ScalingRun run) {
		Samples samples = new Samples(run, this.numSamples, new BestOfN()::select);
		Candidate chosen = null;
		while (chosen == null && samples.candidates().size() < this.numSamples && !run.isInterrupted()) {
			Candidate candidate = run.judge(this.verifier, this.aggregation, samples.draw(1, Pause.NEVER)).get(0);
			samples.add(List.of(candidate));
			samples.report("judging");
			chosen = passes(candidate) ? candidate : null;
		}
		if (chosen == null && this.fallback != null && !run.isInterrupted()) {
			chosen = ask(run, this.fallback);
		}
		tell(run, samples.candidates(), chosen);
		return selection(samples.candidates(), chosen);
	}

	@Override
	public GenerationRequest prepare(GenerationRequest request) {
		return this.verifier.prepare(request);
	}

	private boolean passes(Candidate candidate) {
		return candidate.path().isComplete() && candidate.score() >= this.threshold;
	}

	private @Nullable Candidate ask(ScalingRun run, CausalLm other) {
		boolean same = hasSameTokens(run, other);
		PathRollout rollout = run.rollout().beside(other, same ? run.request() : translated(run, other));
		List<Path> paths = rollout.extend(rollout.begin(1), Pause.NEVER);
		if (rollout.interruption() != null && !paths.get(0).isComplete()) {
			return null;
		}
		return same ? run.judge(this.verifier, this.aggregation, paths).get(0) : run.candidate(paths.get(0));
	}

	/**
	 * Find out whether the prompt's tokens mean the same to another model.
	 */
	private static boolean hasSameTokens(ScalingRun run, CausalLm other) {
		int[] prompt = run.prompt().toArray();
		return other.info().vocabularySize() == run.lm().info().vocabularySize()
				&& other.tokenizer().vocabulary().size() == run.lm().tokenizer().vocabulary().size()
				&& other.tokenizer().decode(prompt, false).equals(run.lm().tokenizer().decode(prompt, false));
	}

	private static GenerationRequest translated(ScalingRun run, CausalLm other) {
		TokenSequence prompt = TokenSequence.of(other.tokenizer().encode(run.promptText(), true));
		return run.request()
			.toBuilder(prompt)
			.attentionMask(null)
			.forcedPrefix(List.of())
			.endOfTextTokens(other.info().endOfTextTokens())
			.build();
	}

	private void tell(ScalingRun run, List<Candidate> candidates, @Nullable Candidate chosen) {
		for (Candidate candidate : candidates) {
			if (candidate != chosen && candidate.path().isComplete()) {
				this.feedback.accept(new Rejection(run.promptText(), candidate.path().text(), candidate.score(),
						(chosen != null) ? chosen.path().text() : null));
			}
		}
	}

	private static Selection selection(List<Candidate> drawn, @Nullable Candidate chosen) {
		List<Candidate> ranked = new ArrayList<>(new BestOfN().select(drawn).candidates());
		if (chosen != null) {
			ranked.remove(chosen);
			ranked.add(0, chosen);
		}
		return Selection.of(ranked);
	}

}
