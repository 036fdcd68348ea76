package dev.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.decoding.logits.HammingDiversity;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.LogitsProcessorChain;
import dev.decoding.logits.SequenceBias;
import dev.decoding.model.CausalLm;
import dev.decoding.search.SharedPrefix.Finished;

/**
 * One run of a diverse beam search.
 */
final class DiverseBeams {

	private final BeamExecution execution;

	private final double diversityPenalty;

	private final int groupSize;

	private final List<BeamGroup> groups = new ArrayList<>();

	DiverseBeams(CausalLm lm, GenerationRequest request, GenerationListener listener, BeamSettings settings,
			int numBeamGroups, double diversityPenalty) {
		settings.check(request);
		this.execution = new BeamExecution(lm, request, listener, settings.numBeams());
		this.diversityPenalty = diversityPenalty;
		this.groupSize = settings.numBeams() / numBeamGroups;
		for (int group = 0; group < numBeamGroups; group++) {
			this.groups.add(new BeamGroup(this.groupSize, settings, this.execution));
		}
		this.execution.fork(numBeamGroups);
	}

	GenerationResult run() {
		boolean hasRoom = this.execution.hasRoom(this.execution.root());
		while (hasRoom && !this.execution.isCancelled()) {
			int before = running().size();
			step();
			List<Hypothesis> running = running();
			this.execution.tell(this.groups.stream().flatMap((group) -> group.alive().stream()).toList(),
					Math.max(before, running.size()));
			if (running.isEmpty()) {
				break;
			}
			hasRoom = this.execution.hasRoom(running.get(0));
			if (hasRoom) {
				this.execution.evaluate(running);
			}
		}
		FinishReason reason = this.execution.isCancelled() ? FinishReason.CANCELLED : FinishReason.LENGTH;
		List<Finished> finished = new ArrayList<>();
		for (BeamGroup group : this.groups) {
			if (!group.isDone()) {
				group.running().forEach((unfinished) -> group.finish(unfinished, reason));
			}
			finished.addAll(group.finished());
		}
		finished.sort(Comparator.comparing(Finished::score).reversed());
		return this.execution.finish(finished);
	}

	private List<Hypothesis> running() {
		return this.groups.stream()
			.filter((group) -> !group.isDone())
			.flatMap((group) -> group.running().stream())
			.toList();
	}

	/**
	 * Extend the beams of one group after the other by one token.
	 */
	private void step() {
		List<Integer> chosen = new ArrayList<>();
		int row = 0;
		for (BeamGroup group : this.groups) {
			if (group.isDone()) {
				continue;
			}
			List<Hypothesis> beams = group.running().stream().map((beam) -> diversified(beam, chosen)).toList();
			List<Hypothesis> candidates = this.execution.select(this.execution.expand(beams, row),
					CandidateSelection.HIGHEST, this.execution.candidates(this.groupSize));
			group.follow(group.sift(candidates, (candidate) -> true));
			row += beams.size();
			group.running().forEach((beam) -> chosen.add(beam.tokens().last()));
		}
	}

	/**
	 * Make tokens less likely that earlier groups have chosen: behind the biases, before
	 * all other processors.
	 */
	private Hypothesis diversified(Hypothesis beam, List<Integer> chosen) {
		List<LogitsProcessor> processors = new ArrayList<>(beam.processors().processors());
		processors.removeIf(HammingDiversity.class::isInstance);
		int place = 0;
		for (int i = 0; i < processors.size(); i++) {
			place = (processors.get(i) instanceof SequenceBias) ? i + 1 : place;
		}
		if (!chosen.isEmpty()) {
			processors.add(place, new HammingDiversity(this.diversityPenalty, chosen));
		}
		return beam.withProcessors(new LogitsProcessorChain(processors));
	}

}
