package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;

/**
 * Several models of which each token is left to the one that is surest of it.
 * <p>
 * Formula: with <code>s[m]</code> how sure model <code>m</code> is, plus the margin for
 * the first model, plus the hysteresis for the model that the token before was left to,
 * the scores are those of the model with the highest <code>s[m]</code>.
 * <p>
 * Hysteresis keeps the models from taking turns all the time. Whose turn it was follows
 * from the sequence alone: at the first token after the prompt it was nobody's, and from
 * there on each choice follows from the one before. So a sequence has the same scores
 * whether it was extended token by token, forked, or comes from elsewhere. The choices of
 * recent sequences are remembered; where one is not, the models are asked about the
 * generated tokens again.
 * <p>
 * Edges: of equally sure models the first one; with a margin or hysteresis above any
 * possible difference, the first model or the one that began. Inside the prompt and
 * behind a hidden token it was nobody's turn before.
 * <p>
 * Example: where one model has probabilities <code>[0.6, 0.4]</code> and the other
 * <code>[0.1, 0.9]</code>, the second one is surer by 0.3 in probability and by 0.35 nats
 * in entropy.
 * <p>
 * Cost: one call of each model a step.
 */
public final class ConfidenceSelection implements Mixture {

	private static final int NOBODY = -1;

	/** For how many sequences it is remembered whose turn it was. */
	static final int REMEMBERED = 4096;

	private final List<CausalLm> members;

	private final Confidence confidence;

	private final double margin;

	private final double hysteresis;

	/** Whose turn it was to tell what follows. */
	private final Map<Query, Integer> turns = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Query, Integer> eldest) {
			return size() > REMEMBERED;
		}

	};

	/**
	 * What makes a model sure.
	 */
	public enum Confidence {

		/** A low entropy of its distribution, in nats. */
		ENTROPY,

		/** A high probability of its likeliest token. */
		HIGHEST_PROBABILITY;

		double of(Logits logits) {
			return (this == ENTROPY) ? -logits.distribution().entropy()
					: logits.distribution().probability(logits.max());
		}

	}

	/**
	 * Create a selection.
	 * @param members the models, which have the same tokens; the first one is preferred
	 * @param confidence what makes a model sure
	 * @param margin by how much another model must be surer than the first one, at least
	 * 0; in nats or as a probability
	 * @param hysteresis by how much another model must be surer than the one whose turn
	 * it was, at least 0; likewise
	 */
	public ConfidenceSelection(List<CausalLm> members, Confidence confidence, double margin, double hysteresis) {
		if (members.isEmpty()) {
			throw new IllegalArgumentException("'members' has no model but must have at least one");
		}
		Requirements.requireNotNegative("margin", margin);
		Requirements.requireNotNegative("hysteresis", hysteresis);
		Vocabularies.requireSame(members);
		this.members = List.copyOf(members);
		this.confidence = confidence;
		this.margin = margin;
		this.hysteresis = hysteresis;
	}

	@Override
	public List<CausalLm> members() {
		return this.members;
	}

	/**
	 * {@inheritDoc}
	 * @return the scores of the surest model where it was nobody's turn before
	 */
	@Override
	public Logits combine(List<Logits> rows) {
		return rows.get(select(rows, NOBODY));
	}

	private int select(List<Logits> rows, int before) {
		int best = 0;
		double highest = Double.NEGATIVE_INFINITY;
		for (int member = 0; member < rows.size(); member++) {
			double sure = this.confidence.of(rows.get(member)) + ((member == 0) ? this.margin : 0)
					+ ((member == before) ? this.hysteresis : 0);
			if (sure > highest) {
				highest = sure;
				best = member;
			}
		}
		return best;
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		if (this.hysteresis == 0) {
			return Mixture.super.evaluate(queries);
		}
		List<History> histories = queries.stream().map(this::history).toList();
		List<Answers> answers = new MixedEvaluation(this.members, this::ask,
				histories.stream().map(History::asked).toList())
			.answers();
		List<Result> results = new ArrayList<>();
		for (int i = 0; i < answers.size(); i++) {
			Turns turns = new Turns(histories.get(i), answers.get(i));
			results.add(new MixedResult(queries.get(i), answers.get(i), turns::scores));
		}
		return new Evaluation(results);
	}

	/**
	 * Go back to where it is known whose turn it was.
	 */
	private History history(Query query) {
		TokenSequence sequence = query.sequence();
		int first = MixedResult.firstScores(query);
		if (first == sequence.length()) {
			return new History(query, first, NOBODY);
		}
		int before = NOBODY;
		while (first >= Math.max(1, sequence.promptLength())) {
			before = remembered(behind(query, first));
			if (before != NOBODY) {
				break;
			}
			first--;
		}
		Set<Output> outputs = EnumSet.copyOf(query.outputs());
		outputs.remove(Output.TOKEN_LOG_PROBABILITIES);
		outputs.add(Output.LOGITS);
		return new History(new Query(sequence, first, outputs, query.layers(), query.attentionMask()), first, before);
	}

	/**
	 * Ask for what follows the first tokens of a query.
	 */
	private static Query behind(Query query, int length) {
		Query next = Query.next(query.sequence().take(length));
		boolean[] mask = query.attentionMask();
		return (mask != null) ? next.withAttentionMask(Arrays.copyOf(mask, length)) : next;
	}

	private int remembered(Query next) {
		synchronized (this.turns) {
			return this.turns.getOrDefault(next, NOBODY);
		}
	}

	private void remember(Query next, int member) {
		synchronized (this.turns) {
			this.turns.put(next, member);
		}
	}

	@Override
	public String toString() {
		return "ConfidenceSelection[members=%s, confidence=%s, margin=%s, hysteresis=%s]".formatted(this.members,
				this.confidence, this.margin, this.hysteresis);
	}

	/**
	 * What the models are asked, so that each turn follows from the one before.
	 *
	 * @param asked the query
	 * @param from the first position asked for
	 * @param before whose turn it was one position before
	 */
	private record History(Query asked, int from, int before) {
	}

	/**
	 * Whose turn it is at the positions of one query.
	 */
	private final class Turns {

		private final History history;

		private final Answers answers;

		/** Whose turn it is from the first position on, as far as asked for. */
		private final List<Integer> turns = new ArrayList<>();

		Turns(History history, Answers answers) {
			this.history = history;
			this.answers = answers;
		}

		/**
		 * Return the scores at a position.
		 */
		Logits scores(int position) {
			return this.answers.rows(position).get(turn(position));
		}

		private synchronized int turn(int position) {
			int before = this.turns.isEmpty() ? this.history.before() : this.turns.get(this.turns.size() - 1);
			while (this.turns.size() <= position - this.history.from()) {
				before = turn(this.history.from() + this.turns.size(), before);
				this.turns.add(before);
			}
			return this.turns.get(position - this.history.from());
		}

		private int turn(int position, int before) {
			Query asked = this.history.asked();
			boolean[] mask = asked.attentionMask();
			if (mask != null && !mask[position]) {
				return NOBODY;
			}
			boolean first = position < asked.sequence().promptLength();
			int turn = select(this.answers.rows(position), first ? NOBODY : before);
			remember(behind(asked, position + 1), turn);
			return turn;
		}

	}

}
