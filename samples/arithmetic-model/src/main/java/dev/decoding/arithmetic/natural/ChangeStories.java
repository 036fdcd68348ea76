package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Stories of someone who has some things, gets more and loses some: "I have 12 apples,
 * buy 30 and eat 5. How many are left?".
 */
final class ChangeStories {

	private static final List<String> GAINS = List.of("[buy|buys|bought] {n} more", "[buy|buys|bought] {n}",
			"[buy|buys|bought] another {n}", "[get|gets|got] {n} from {friend}", "[get|gets|got] {n} more",
			"[find|finds|found] {n} more {things}", "[find|finds|found] {n}", "[receive|receives|received] {n} more",
			"[win|wins|won] {n}", "[pick|picks|picked] {n} more", "[collect|collects|collected] {n} more",
			"[borrow|borrows|borrowed] {n} from {friend}", "[add|adds|added] {n}", "[take|takes|took] {n} more");

	private static final List<String> LOSSES = List.of("[lose|loses|lost] {n}", "[lose|loses|lost] {n} of them",
			"[give|gives|gave] {n} to {friend}", "[give|gives|gave] {friend} {n}", "[give|gives|gave] away {n}",
			"[give|gives|gave] {n} away", "[sell|sells|sold] {n}", "[sell|sells|sold] {n} of them",
			"[use|uses|used] {n}", "[throw|throws|threw] away {n}", "[lend|lends|lent] {n} to {friend}",
			"[drop|drops|dropped] {n}");

	private static final List<String> MEALS = List.of("[eat|eats|ate] {n}", "[eat|eats|ate] {n} of them",
			"[eat|eats|ate] {n} {things}");

	private static final List<String> BEGINNINGS = List.of("{who} [have|has|had] {start} {things}",
			"{who} [have|has|had] {start} {things}", "{who} [have|has|had] {start} {things}",
			"{who} [own|owns|owned] {start} {things}", "{who} [start|starts|started] with {start} {things}",
			"{who} [buy|buys|bought] {start} {things}", "{who} [find|finds|found] {start} {things}");

	private static final List<String> GROUPS = List.of(
			"{who} [have|has|had] {groups} {boxes} with {each} {things} each",
			"{who} [have|has|had] {groups} {boxes} of {each} {things}",
			"{who} [have|has|had] {groups} {boxes} with {each} {things} in each",
			"{who} [buy|buys|bought] {groups} {boxes} with {each} {things} each",
			"{who} [buy|buys|bought] {groups} {boxes} of {each} {things} each",
			"{who} [have|has|had] {groups} {boxes} and each {box} [has|has|had] {each} {things}",
			"{who} [have|has|had] {groups} {boxes}. Each {box} [holds|holds|held] {each} {things}",
			"{who} [have|has|had] {groups} {boxes}. There [are|are|were] {each} {things} in each {box}",
			"{who} [have|has|had] {groups} {boxes}, each with {each} {things}");

	private static final List<String> QUESTIONS = List.of("How many {things} [do|does|do|does] {he} have now?",
			"How many {things} [do|does|do|does] {who} have now?", "How many {things} [do|does|do|does] {who} have?",
			"How many [do|does|do|does] {he} have now?", "How many {things} [do|does|do|does] {he} have?",
			"How many {things} are there now?", "How many now?", "How many {things} [do|does|do|does] {who} now have?",
			"How many {things} is that?", "What is the number of {things} now?");

	private static final List<String> TOTALS = List.of("How many {things} [do|does|do|does] {he} have in total?",
			"How many {things} [do|does|do|does] {who} have altogether?", "How many {things} are there in total?",
			"How many {things} [do|does|do|does] {he} have in all?", "How many in total?", "How many is that together?",
			"What is the total?");

	private static final List<String> REMAINDERS = List.of("How many are left?", "How many {things} are left?",
			"How many are left?", "How many {things} [do|does|do|does] {he} have left?",
			"How many [do|does|do|does] {who} have left?", "How many {things} remain?", "How many remain?",
			"How many {things} [do|does|do|does] {who} still have?", "What is left?");

	private ChangeStories() {
	}

	/**
	 * Draw a problem.
	 */
	static NaturalProblem draw(RandomNumbers random) {
		Working working = new Working();
		Thing thing = Thing.draw(random);
		Wording wording = Cast.draw(random).with("things", thing.many()).with("thing", thing.one());
		double words = random.chance(0.06) ? 1 : 0;
		boolean groups = random.chance(0.25);
		int value;
		if (groups) {
			int count = Numbers.few(random);
			int each = random.chance(0.7) ? random.between(2, 12) : random.between(2, 50);
			value = working.apply(count, '*', each);
			Thing box = Thing.container(random);
			wording.with("box", box.one())
				.with("boxes", box.many())
				.with("groups", Numbers.write(count, words, random))
				.with("each", Numbers.write(each, words, random));
		}
		else {
			value = Numbers.some(random);
			wording.with("start", Numbers.write(value, words, random));
		}
		int changes = groups ? random.between(0, 2) : random.chance(0.45) ? 1 : random.chance(0.75) ? 2 : 3;
		List<String> events = new ArrayList<>();
		boolean loss = false;
		for (int i = 0; i < changes; i++) {
			loss = value > 2 && random.chance(0.55);
			int number = loss ? random.between(1, Math.min(value - 1, random.chance(0.6) ? 20 : 200))
					: Numbers.some(random);
			value = working.apply(value, loss ? '-' : '+', number);
			List<String> phrases = !loss ? GAINS : (thing.eaten() && random.chance(0.4)) ? MEALS : LOSSES;
			events.add(wording.with("n", Numbers.write(number, words, random)).fill(random.choose(phrases)));
		}
		String beginning = wording.fill(random.choose(groups ? GROUPS : BEGINNINGS));
		List<String> questions = loss ? (random.chance(0.7) ? REMAINDERS : QUESTIONS)
				: random.chance(0.5) ? TOTALS : QUESTIONS;
		String question = wording.fill(random.choose(questions));
		return new NaturalProblem(join(beginning, events, question, wording, random), working.lines());
	}

	private static String join(String beginning, List<String> events, String question, Wording wording,
			RandomNumbers random) {
		boolean sentences = events.isEmpty() || beginning.contains(".") || random.chance(0.55);
		if (!sentences && random.chance(0.2)) {
			return "If " + Commands.enumerate(with(beginning, events), random) + ", "
					+ Character.toLowerCase(question.charAt(0)) + question.substring(1);
		}
		String start = Character.toUpperCase(beginning.charAt(0)) + beginning.substring(1);
		if (!sentences) {
			return Commands.enumerate(with(start, events), random) + ". " + question;
		}
		StringBuilder text = new StringBuilder(start).append('.');
		if (events.size() > 1 && random.chance(0.5)) {
			return text.append(wording.fill(" {He} "))
				.append(Commands.enumerate(events, random))
				.append(". ")
				.append(question)
				.toString();
		}
		for (int i = 0; i < events.size(); i++) {
			List<String> links = (i == 0) ? List.of(" {He} ", " {He} ", " Then {he} ", " {Who} ")
					: List.of(" {He} ", " Then {he} ", " Then {he} ", " After that {he} ", " Later {he} ",
							" {Who} then ", " Finally {he} ");
			text.append(wording.fill(random.choose(links))).append(events.get(i)).append('.');
		}
		return text.append(' ').append(question).toString();
	}

	private static List<String> with(String first, List<String> rest) {
		return Stream.concat(Stream.of(first), rest.stream()).toList();
	}

}
