package dev.decoding.benchmark.exact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.decoding.arithmetic.Revisions;
import dev.decoding.arithmetic.chain.CorpusProcess;
import dev.decoding.arithmetic.chain.Operation;
import dev.decoding.arithmetic.chain.Term;
import dev.decoding.model.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of {@link ChainLm}, each spelled as the text that it stands for. A step is
 * four of them: an operation with its operand, the two numbers with the space before
 * them, and the line feed. What a problem's {@code  -5} and a step's number have in
 * common is one token.
 */
final class ChainVocabulary implements Vocabulary {

	/** Ends a solution. */
	static final int END = 0;

	static final int LINE_FEED = 1;

	/** Ends a problem. */
	static final int EQUALS = 2;

	/** Begins the last line of a solution. */
	static final int ANSWER = 3;

	/** Asks for the next try. */
	static final int REVISE = 4;

	/** The least intermediate result, slipped as far as can be. */
	static final int LEAST = -9 - CorpusProcess.FARTHEST;

	/** The greatest intermediate result, slipped as far as can be. */
	static final int GREATEST = 9 * (Operation.MODULUS - 1) + CorpusProcess.FARTHEST;

	private static final int OPERANDS = 9;

	private static final List<Term> ALL_TERMS = Stream.of(Operation.values())
		.flatMap((operation) -> IntStream.rangeClosed(1, OPERANDS).mapToObj((operand) -> new Term(operation, operand)))
		.toList();

	/** The first token of an operation at the beginning of a line. */
	private static final int TERMS = 5;

	/** The first token of an operation with a space before it; unused for minus. */
	private static final int SPACED_TERMS = TERMS + ALL_TERMS.size();

	/** The first token of a number at the beginning of a line. */
	private static final int STARTS = SPACED_TERMS + ALL_TERMS.size();

	/** The first token of a number with a space before it. */
	private static final int NUMBERS = STARTS + Operation.MODULUS;

	static final int SIZE = NUMBERS + GREATEST - LEAST + 1;

	/** Behind what it is made of. */
	static final ChainVocabulary INSTANCE = new ChainVocabulary();

	private final List<String> spellings = new ArrayList<>();

	private final Map<String, Integer> ids = new HashMap<>();

	private final List<byte[]> bytes;

	private ChainVocabulary() {
		this.spellings.addAll(List.of("<|end|>", "\n", " =", "Answer:", Revisions.REQUEST));
		ALL_TERMS.forEach((term) -> this.spellings.add(term.toString()));
		ALL_TERMS.forEach((term) -> this.spellings.add((term.operation() != Operation.MINUS) ? " " + term : ""));
		IntStream.range(0, Operation.MODULUS).forEach((start) -> this.spellings.add("" + start));
		IntStream.rangeClosed(LEAST, GREATEST).forEach((number) -> this.spellings.add(" " + number));
		for (int token = 0; token < SIZE; token++) {
			if (!this.spellings.get(token).isEmpty()) {
				this.ids.put(this.spellings.get(token), token);
			}
		}
		this.bytes = this.spellings.stream().map((spelling) -> spelling.getBytes(StandardCharsets.UTF_8)).toList();
	}

	/**
	 * Return the token that begins a step.
	 */
	static int term(Term term) {
		return TERMS + index(term);
	}

	private static int index(Term term) {
		return term.operation().ordinal() * OPERANDS + term.operand() - 1;
	}

	/**
	 * Return the operation that a token stands for in a problem.
	 * @return the operation, or {@code null} if it stands for none
	 */
	static @Nullable Term spacedTerm(int token) {
		if (token >= SPACED_TERMS && token < STARTS) {
			Term term = ALL_TERMS.get(token - SPACED_TERMS);
			return (term.operation() != Operation.MINUS) ? term : null;
		}
		boolean minus = isNumber(token) && number(token) < 0 && number(token) >= -OPERANDS;
		return minus ? new Term(Operation.MINUS, -number(token)) : null;
	}

	static boolean isStart(int token) {
		return token >= STARTS && token < NUMBERS;
	}

	static int start(int token) {
		return token - STARTS;
	}

	static boolean isNumber(int token) {
		return token >= NUMBERS && token < SIZE;
	}

	/**
	 * Return whether a token can be a result.
	 */
	static boolean isResult(int token) {
		return token >= NUMBERS - LEAST && token < NUMBERS - LEAST + Operation.MODULUS;
	}

	static int number(int token) {
		return token - NUMBERS + LEAST;
	}

	/**
	 * Return the token of a number with the space before it.
	 */
	static int numberToken(int number) {
		return NUMBERS + number - LEAST;
	}

	@Override
	public int size() {
		return SIZE;
	}

	@Override
	public byte[] bytes(int token) {
		return this.bytes.get(token);
	}

	@Override
	public String token(int token) {
		return this.spellings.get(token);
	}

	@Override
	public OptionalInt id(String token) {
		Integer id = this.ids.get(token);
		return (id != null) ? OptionalInt.of(id) : OptionalInt.empty();
	}

	@Override
	public boolean isSpecial(int token) {
		return token == END;
	}

}
