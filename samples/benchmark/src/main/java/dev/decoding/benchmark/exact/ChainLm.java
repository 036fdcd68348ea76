package dev.decoding.benchmark.exact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.decoding.arithmetic.chain.ChainProblem;
import dev.decoding.arithmetic.chain.ChainStep;
import dev.decoding.model.CausalLm;
import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.Evaluation;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.ModelInfo;
import dev.decoding.model.Query;
import dev.decoding.model.Query.Output;
import dev.decoding.model.TokenSequence;
import dev.decoding.model.Tokenizer;

/**
 * The process that writes the chain corpus, as a language model: after
 * {@code 7 +3 *2 A5 =}, and a line feed or none, come the lines of a solution and the
 * token that ends it, each as likely as
 * {@link dev.decoding.arithmetic.chain.CorpusProcess} writes it. After {@code Revise.}
 * comes another try, as a {@link ScriptedReviser} makes it.
 * <p>
 * Scores are log-probabilities, and rows are narrowed to the tokens that can follow. What
 * cannot follow has a log-probability of negative infinity. Behind it a text goes on as
 * if it could where that has a meaning, as behind a wrong answer that no slip explains;
 * otherwise it ends. Within a problem all tokens are equally likely.
 * <p>
 * Prefixes that were evaluated count as cached until there is no room for more of them,
 * texts without a problem never.
 */
public final class ChainLm implements CausalLm {

	private static final int CONTEXT_LENGTH = 4096;

	private static final int MOST_PREFIXES = 1 << 20;

	private static final String TEMPLATE = "{% for message in messages %}{{ message['content'] }}"
			+ "{% if message['role'] == 'assistant' %}{{ '<|end|>' }}{% endif %}{{ '\\n' }}{% endfor %}";

	private static final Set<Output> OUTPUTS = Set.of(Output.NEXT_LOGITS, Output.TOKEN_LOG_PROBABILITIES,
			Output.LOGITS);

	private static final ModelInfo INFO = new ModelInfo("chain", "table", ChainVocabulary.SIZE, CONTEXT_LENGTH, 1, 1,
			List.of(ChainVocabulary.END), null, null, "cpu", "float64", 0, 0, TEMPLATE);

	private static final Tokenizer TOKENIZER = new ChainTokenizer();

	private final ScriptedReviser reviser;

	/** By the hash of the problem's tokens, the longest unused first. */
	private final Map<Long, PrefixCache> caches = new LinkedHashMap<>(16, 0.75f, true);

	/** How many prefixes the caches have. */
	private int prefixes;

	/**
	 * Create a model that revises by default rates.
	 */
	public ChainLm() {
		this(ScriptedReviser.DEFAULT);
	}

	/**
	 * Create a model.
	 * @param reviser how it tries again
	 */
	public ChainLm(ScriptedReviser reviser) {
		this.reviser = reviser;
	}

	@Override
	public ModelInfo info() {
		return INFO;
	}

	@Override
	public Tokenizer tokenizer() {
		return TOKENIZER;
	}

	@Override
	public Evaluation evaluate(List<Query> queries) {
		queries.forEach(ChainLm::check);
		if (Thread.currentThread().isInterrupted()) {
			throw new EvaluationCancelledException();
		}
		List<Evaluation.Result> results = new ArrayList<>(queries.size());
		synchronized (this.caches) {
			for (Query query : queries) {
				results.add(evaluateQuery(query));
			}
		}
		return new Evaluation(results);
	}

	private static void check(Query query) {
		TokenSequence sequence = query.sequence();
		if (sequence.length() > CONTEXT_LENGTH) {
			throw new ContextLengthExceededException(sequence.length(), CONTEXT_LENGTH, "Keep fewer tries");
		}
		if (!OUTPUTS.containsAll(query.outputs()) || query.attentionMask() != null) {
			throw new IllegalArgumentException(
					"The chain model has log-probabilities only: no hidden states, no layers and no attention mask");
		}
		for (int i = 0; i < sequence.length(); i++) {
			int token = sequence.get(i);
			if (token < 0 || token >= ChainVocabulary.SIZE) {
				throw new IllegalArgumentException(
						"Token %d at position %d is outside the vocabulary of 'chain', whose ids go from 0 to %d"
							.formatted(token, i, ChainVocabulary.SIZE - 1));
			}
		}
	}

	private Evaluation.Result evaluateQuery(Query query) {
		int[] tokens = query.sequence().toArray();
		int firstRow = firstRow(query, tokens.length);
		State[] states = new State[tokens.length - firstRow];
		long[] hashes = Prefixes.hashes(tokens);
		int problemLength = Prefixes.problemLength(tokens);
		PrefixCache cache = (problemLength > 0) ? cache(hashes[problemLength]) : new PrefixCache();
		int before = cache.size();
		int known = cache.longest(hashes, tokens.length);
		// What is known up to there has a state; rows before are known too.
		State state = ProblemState.BEGINNING;
		for (int at = Math.min(known, firstRow); at <= tokens.length; at++) {
			State kept = (at > 0 && at <= known) ? cache.get(hashes[at]) : null;
			if (kept != null) {
				state = kept;
			}
			else if (at > 0) {
				state = next(state, tokens, at - 1);
				cache.put(hashes[at], state);
			}
			if (at > firstRow) {
				states[at - 1 - firstRow] = state;
			}
		}
		if (problemLength > 0) {
			this.prefixes += cache.size() - before;
		}
		int cached = Math.min(known, Math.min(firstRow, tokens.length - 1));
		return new ChainResult(query, tokens, firstRow, states, cached);
	}

	/**
	 * Return the first position whose row is wanted.
	 */
	private static int firstRow(Query query, int length) {
		int first = length - 1;
		if (query.wants(Output.LOGITS)) {
			first = Math.min(first, query.from());
		}
		if (query.wants(Output.TOKEN_LOG_PROBABILITIES)) {
			first = Math.min(first, query.from() - 1);
		}
		return first;
	}

	private PrefixCache cache(long problem) {
		while (this.prefixes > MOST_PREFIXES) {
			var eldest = this.caches.entrySet().iterator();
			this.prefixes -= eldest.next().getValue().size();
			eldest.remove();
		}
		return this.caches.computeIfAbsent(problem, (key) -> new PrefixCache());
	}

	private State next(State state, int[] tokens, int at) {
		if (tokens[at] != ChainVocabulary.REVISE) {
			return state.next(tokens[at]);
		}
		int begin = Prefixes.problemLength(tokens);
		ChainProblem problem = (begin > 0 && begin <= at) ? Prefixes.problem(tokens, begin) : null;
		if (problem == null) {
			return EndState.INSTANCE;
		}
		int lastTry = at;
		while (lastTry > begin && tokens[lastTry - 1] != ChainVocabulary.REVISE) {
			lastTry--;
		}
		List<ChainStep> steps = EarlierTry.read(problem, tokens, lastTry, at);
		return LineState.first(problem, new EarlierTry(this.reviser, problem, steps, Prefixes.firstTry(tokens, begin)));
	}

	/**
	 * Forget which prefixes were evaluated, so that what is evaluated next counts as
	 * computed.
	 */
	public void forget() {
		synchronized (this.caches) {
			this.caches.clear();
			this.prefixes = 0;
		}
	}

	@Override
	public void close() {
		forget();
	}

}
