package dev.decoding.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.decoding.logits.GumbelTopK;
import dev.decoding.logits.GumbelTopK.Perturbed;
import dev.decoding.logits.RandomStream;
import dev.decoding.logits.TorchSampler;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Logits;
import dev.decoding.search.CandidateSelection.Candidate;

/**
 * Beam search that draws the continuations of its beams rather than taking the best: it
 * still prefers sequences that are likely as a whole, but does not find the same ones
 * each time.
 * <p>
 * Formula: that of {@link BeamSearch}, except that the continuations that are looked at
 * are drawn without replacement from the softmax of the scores <code>sum(log p)</code>
 * over all continuations of all beams; of those that do not end, the best go on.
 * <p>
 * Edges: a temperature changes the log-probabilities of one token each, and the scores
 * are sums of changed ones; with one beam it is not {@link Sampling}, since several
 * continuations are drawn and the best is kept. The sampler of the request counts only if
 * it is the {@link TorchSampler}, which draws what PyTorch draws.
 * <p>
 * Example: with two beams <code>a</code> and <code>b</code> of probability 0.6 and 0.3,
 * each followed by one of ten tokens evenly, any of the continuations of <code>a</code>
 * is drawn twice as often as any of <code>b</code>.
 * <p>
 * Cost and streaming: as for {@link BeamSearch}.
 * <p>
 * Source: Hugging Face's <code>generate</code> with <code>num_beams</code> and
 * <code>do_sample=True</code>.
 */
public final class BeamSampling implements SearchStrategy {

	/** The name of the strategy. */
	public static final String NAME = "beam-sampling";

	private final BeamSettings settings;

	public BeamSampling(BeamSettings settings) {
		this.settings = settings;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalArgumentException also if more sequences are wanted than there are
	 * beams
	 */
	@Override
	public GenerationResult generate(CausalLm lm, GenerationRequest request, GenerationListener listener) {
		CandidateSelection selection = (request.sampler() instanceof TorchSampler torch)
				? new TorchSelection(torch.start(request.seed(), 0, this.settings.numBeams()), this.settings.numBeams())
				: BeamSampling::draw;
		return new Beams(lm, request, listener, this.settings, selection).run();
	}

	private static List<Candidate> draw(List<Logits> rows, int count, RandomStream random) {
		List<Drawn> drawn = new ArrayList<>();
		for (int row = 0; row < rows.size(); row++) {
			for (Perturbed perturbed : GumbelTopK.draw(rows.get(row), count, random)) {
				drawn.add(new Drawn(new Candidate(row, perturbed.candidate()), perturbed.score()));
			}
		}
		return drawn.stream()
			.sorted(Comparator.comparing(Drawn::score).reversed())
			.limit(count)
			.map(Drawn::candidate)
			.toList();
	}

	private record Drawn(Candidate candidate, double score) {
	}

	/**
	 * Draws what PyTorch draws, for one run.
	 */
	private static final class TorchSelection implements CandidateSelection {

		private final int numBeams;

		private TorchSampler sampler;

		TorchSelection(TorchSampler sampler, int numBeams) {
			this.sampler = sampler;
			this.numBeams = numBeams;
		}

		@Override
		public List<Candidate> select(List<Logits> rows, int count, RandomStream random) {
			int vocabularySize = rows.get(0).vocabularySize();
			float[] scores = new float[this.numBeams * vocabularySize];
			Arrays.fill(scores, Float.NEGATIVE_INFINITY);
			for (int row = 0; row < rows.size(); row++) {
				System.arraycopy(rows.get(row).scores(), 0, scores, row * vocabularySize, vocabularySize);
			}
			TorchSampler.BeamDraw draw = this.sampler.drawBeams(Logits.of(scores), this.numBeams, count);
			this.sampler = draw.next();
			return Arrays.stream(draw.indices())
				.mapToObj((index) -> new Candidate(index / vocabularySize, index % vocabularySize))
				.toList();
		}

	}

}
