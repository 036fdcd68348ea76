package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Stories of someone who has some things, gets more and loses some: "I have 12 apples,
 * buy 30 and eat 5. How many are left?".
 */
final class ChangeStories {

	private static final List<String> BEGINNINGS = List.of("{who} [have|has|had] {start} {things}",
			"{who} [have|has|had] {start} {things}", "{who} [have|has|had] {start} {things}",
			"{who} [have|has|had] {start} {things}", "{who} [own|owns|owned] {start} {things}",
			"{who} [start|starts|started] with {start} {things}", "{who} [buy|buys|bought] {start} {things}",
			"{who} [find|finds|found] {start} {things}", "{who} [get|gets|got] {start} {things}",
			"{who} [have|has|had] {start} {things} in a {box}", "{who} [have|has|had] {start} {things} at home",
			"{who} [have|has|had] {start} {color} {things}", "{who} [keep|keeps|kept] {start} {things} in a {box}",
			"{who} [pick|picks|picked] {start} {things}", "{who} [make|makes|made] {start} {things}");

	private static final List<String> GROUPS = List.of(
			"{who} [have|has|had] {groups} {boxes} with {each} {things} each",
			"{who} [have|has|had] {groups} {boxes} with {each} {things} each",
			"{who} [have|has|had] {groups} {boxes} of {each} {things}",
			"{who} [have|has|had] {groups} {boxes} of {each} {things} each",
			"{who} [have|has|had] {groups} {boxes} with {each} {things} in each",
			"{who} [have|has|had] {groups} {boxes} with {each} {things} in each {box}",
			"{who} [buy|buys|bought] {groups} {boxes} with {each} {things} each",
			"{who} [buy|buys|bought] {groups} {boxes} of {each} {things} each",
			"{who} [buy|buys|bought] {groups} {boxes} of {each} {things}",
			"{who} [have|has|had] {groups} {boxes} and each {box} [has|has|had] {each} {things}",
			"{who} [have|has|had] {groups} {boxes}. Each {box} [has|has|had] {each} {things}",
			"{who} [have|has|had] {groups} {boxes}. Each {box} [holds|holds|held] {each} {things}",
			"{who} [have|has|had] {groups} {boxes}. Each [contains|contains|contained] {each} {things}",
			"{who} [have|has|had] {groups} {boxes}. There [are|are|were] {each} {things} in each {box}",
			"{who} [have|has|had] {groups} {boxes} containing {each} {things} each",
			"{who} [fill|fills|filled] {groups} {boxes} with {each} {things} each",
			"{who} [have|has|had] {groups} {boxes}, each with {each} {things}");

	private static final List<String> LINKS = List.of(" {He} ", " {He} ", " {He} ", " {Who} ", " Then {he} ",
			" Today {he} ", " Now {he} ");

	private static final List<String> LATER_LINKS = List.of(" {He} ", " {He} ", " Then {he} ", " Then {he} ",
			" After that {he} ", " Later {he} ", " {Who} then ", " Finally {he} ", " {He} also ", " The next day {he} ",
			" {Who} ");

	private ChangeStories() {
	}

	/**
	 * Draw a problem.
	 */
	static NaturalProblem draw(RandomNumbers random) {
		Working working = new Working();
		Thing thing = Thing.draw(random);
		Wording wording = Cast.draw(random)
			.with("things", thing.many())
			.with("thing", thing.one())
			.with("color", Thing.color(random));
		Thing box = Thing.container(random);
		wording.with("box", box.one()).with("boxes", box.many());
		double words = random.chance(0.06) ? 1 : 0;
		boolean groups = random.chance(0.25);
		int value = begin(working, wording, groups, words, random);
		int changes = groups ? random.between(0, 2) : random.chance(0.45) ? 1 : random.chance(0.75) ? 2 : 3;
		List<Event> events = new ArrayList<>();
		boolean loss = false;
		for (int i = 0; i < changes; i++) {
			loss = value > 2 && random.chance(0.55);
			if (loss && value % 2 == 0 && value <= 200 && random.chance(0.06)) {
				value = working.apply(value, '/', 2);
				events.add(fill(Events.half(random), wording));
				continue;
			}
			int number = loss ? random.between(1, Math.min(value - 1, random.chance(0.6) ? 20 : 200))
					: Numbers.some(random);
			value = working.apply(value, loss ? '-' : '+', number);
			wording.with("n", Numbers.write(number, words, random));
			events.add(fill(loss ? Events.loss(thing, random) : Events.gain(random), wording));
		}
		String beginning = wording.fill(random.choose(groups ? GROUPS : BEGINNINGS));
		String question = wording.fill(Questions.draw(loss, random));
		return new NaturalProblem(join(beginning, events, question, wording, random), working.lines());
	}

	private static int begin(Working working, Wording wording, boolean groups, double words, RandomNumbers random) {
		if (!groups) {
			int start = Numbers.some(random);
			wording.with("start", Numbers.write(start, words, random));
			return start;
		}
		int count = Numbers.few(random);
		int each = random.chance(0.7) ? random.between(2, 12) : random.between(2, 50);
		wording.with("groups", Numbers.write(count, words, random)).with("each", Numbers.write(each, words, random));
		return working.apply(count, '*', each);
	}

	private static Event fill(Event event, Wording wording) {
		return new Event(wording.fill(event.text()), event.subject());
	}

	private static String join(String beginning, List<Event> events, String question, Wording wording,
			RandomNumbers random) {
		List<String> clauses = new ArrayList<>(List.of(beginning));
		events.forEach((event) -> clauses.add(event.text()));
		boolean sentences = events.isEmpty() || beginning.contains(".") || changesSubject(events) || random.chance(0.5);
		if (!sentences && random.chance(0.3)) {
			String facts = Commands.enumerate(clauses, random);
			String asked = Character.toLowerCase(question.charAt(0)) + question.substring(1);
			boolean questionFirst = question.endsWith("?") && random.chance(0.3);
			return questionFirst ? question.substring(0, question.length() - 1) + " if " + facts + "?"
					: (random.chance(0.8) ? "If " : "Suppose ") + facts + ", " + asked;
		}
		clauses.set(0, Character.toUpperCase(beginning.charAt(0)) + beginning.substring(1));
		if (!sentences) {
			return Commands.enumerate(clauses, random) + ". " + question;
		}
		StringBuilder text = new StringBuilder(clauses.get(0)).append('.');
		if (events.size() > 1 && !events.get(0).subject() && !changesSubject(events) && random.chance(0.4)) {
			return text.append(wording.fill(" {He} "))
				.append(Commands.enumerate(clauses.subList(1, clauses.size()), random))
				.append(". ")
				.append(question)
				.toString();
		}
		for (int i = 0; i < events.size(); i++) {
			append(events.get(i), (i == 0) ? LINKS : LATER_LINKS, text, wording, random);
		}
		return text.append(' ').append(question).toString();
	}

	/**
	 * Return whether in one sentence it would not be clear who does what.
	 */
	private static boolean changesSubject(List<Event> events) {
		for (int i = 1; i < events.size(); i++) {
			if (events.get(i - 1).subject() && !events.get(i).subject()) {
				return true;
			}
		}
		return false;
	}

	private static void append(Event event, List<String> links, StringBuilder text, Wording wording,
			RandomNumbers random) {
		String happening = event.text();
		if (!event.subject()) {
			text.append(wording.fill(random.choose(links))).append(happening);
		}
		else if (random.chance(0.4)) {
			text.append(" Then ").append(happening);
		}
		else {
			text.append(' ').append(Character.toUpperCase(happening.charAt(0))).append(happening.substring(1));
		}
		text.append('.');
	}

}
