package dev.decoding.mixture;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

import dev.decoding.model.CausalLm;
import dev.decoding.model.Evaluation;
import dev.decoding.model.Evaluation.Result;
import dev.decoding.model.Logits;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;

/**
 * One call of a mixture: one call of each of its models.
 */
final class MixedEvaluation {

	private static final Set<Output> SCORES = EnumSet.of(Output.NEXT_LOGITS, Output.LOGITS,
			Output.TOKEN_LOG_PROBABILITIES);

	private final List<CausalLm> members;

	private final Asking asking;

	private final List<Query> queries;

	MixedEvaluation(List<CausalLm> members, Asking asking, List<Query> queries) {
		this.members = members;
		this.asking = asking;
		this.queries = queries;
	}

	/**
	 * Ask the models and combine what they answer.
	 * @param combination gives the scores at a position
	 */
	Evaluation run(BiFunction<Answers, Integer, Logits> combination) {
		List<Result> results = new ArrayList<>();
		for (Answers answers : answers()) {
			results.add(new MixedResult(this.queries.get(results.size()), answers,
					(position) -> combination.apply(answers, position)));
		}
		return new Evaluation(results);
	}

	/**
	 * Ask the models.
	 * @return for each query what the members answer
	 */
	List<Answers> answers() {
		List<Question> questions = questions();
		Map<CausalLm, Iterator<Result>> results = new IdentityHashMap<>();
		for (Question question : questions) {
			results.computeIfAbsent(question.model(), (model) -> ask(model, questions));
		}
		int vocabulary = Vocabularies.size(this.members);
		List<Answers> answers = new ArrayList<>();
		this.queries.forEach((query) -> answers.add(new Answers(new ArrayList<>(), vocabulary)));
		for (Question question : questions) {
			Iterator<Result> next = Objects.requireNonNull(results.get(question.model()));
			int missing = this.queries.get(question.query()).sequence().length() - question.asked().sequence().length();
			answers.get(question.query()).members().add(new Answers.Member(next.next(), missing));
		}
		return answers;
	}

	private static Iterator<Result> ask(CausalLm model, List<Question> questions) {
		return model
			.evaluate(questions.stream().filter((question) -> question.model() == model).map(Question::asked).toList())
			.results()
			.iterator();
	}

	/**
	 * List what the members are asked, by members and then by queries.
	 */
	private List<Question> questions() {
		List<Question> questions = new ArrayList<>();
		for (int member = 0; member < this.members.size(); member++) {
			for (int query = 0; query < this.queries.size(); query++) {
				Set<Output> outputs = outputs(this.queries.get(query), member == 0);
				if (!outputs.isEmpty()) {
					questions.add(new Question(this.members.get(member), query,
							this.asking.ask(member, asked(this.queries.get(query), outputs))));
				}
			}
		}
		return questions;
	}

	/**
	 * Whatever scores are wanted, the members are asked for all of them from the first
	 * on; beside the first member, nobody is asked for anything else.
	 */
	private static Set<Output> outputs(Query query, boolean first) {
		EnumSet<Output> outputs = EnumSet.copyOf(query.outputs());
		boolean scores = outputs.removeAll(SCORES);
		if (!first) {
			outputs.clear();
		}
		if (scores) {
			outputs.add(Output.LOGITS);
		}
		return outputs;
	}

	private static Query asked(Query query, Set<Output> outputs) {
		int from = outputs.contains(Output.LOGITS) ? MixedResult.firstScores(query) : query.from();
		return new Query(query.sequence(), from, outputs, query.layers(), query.attentionMask());
	}

	/**
	 * Says what a member is asked.
	 */
	@FunctionalInterface
	interface Asking {

		/**
		 * Say what a member is asked.
		 * @param member the index of the member
		 * @param query the query for scores at certain positions
		 * @return what it is asked instead
		 */
		Query ask(int member, Query query);

	}

	/**
	 * What a member is asked in place of a query.
	 *
	 * @param model the member
	 * @param query the index of the query
	 * @param asked what it is asked
	 */
	private record Question(CausalLm model, int query, Query asked) {
	}

}
