package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Ways to ask how many things someone has in the end.
 */
final class Questions {

	private static final List<String> STATES = List.of("How many {things} [do|does|do|does] {he} have now?",
			"How many {things} [do|does|do|does] {who} have now?", "How many {things} [do|does|do|does] {who} have?",
			"How many [do|does|do|does] {he} have now?", "How many {things} [do|does|do|does] {he} have?",
			"How many {things} are there now?", "How many now?", "How many {things} [do|does|do|does] {who} now have?",
			"How many {things} is that?", "What is the number of {things} now?", "How many are there now?",
			"How many {things} will {he} have?", "How many [do|does|do|does] {who} have in the end?",
			"How many {things} [do|does|do|does] {he} have at the end?", "How many {things} are there?",
			"Now how many {things} [do|does|do|does] {he} have?",
			"How many {things} [do|does|do|does] {he} end up with?");

	private static final List<String> TOTALS = List.of("How many {things} [do|does|do|does] {he} have in total?",
			"How many {things} [do|does|do|does] {who} have altogether?", "How many {things} are there in total?",
			"How many {things} [do|does|do|does] {he} have in all?", "How many in total?", "How many is that together?",
			"What is the total?", "How many {things} is that in total?", "How many {things} are there altogether?",
			"How many [do|does|do|does] {he} have in total?", "How many {things} in all?");

	private static final List<String> REMAINDERS = List.of("How many are left?", "How many are left?",
			"How many {things} are left?", "How many are left?", "How many {things} [do|does|do|does] {he} have left?",
			"How many [do|does|do|does] {who} have left?", "How many {things} remain?", "How many remain?",
			"How many {things} [do|does|do|does] {who} still have?", "What is left?", "How many are still there?",
			"How many {things} [do|does|do|does] {who} have left?", "How many [do|does|do|does] {he} still have?",
			"How many {things} are left over?", "How many left?", "How many {things} are remaining?");

	private Questions() {
	}

	/**
	 * Draw a question, a template.
	 * @param loss whether the last thing that happened was a loss
	 */
	static String draw(boolean loss, RandomNumbers random) {
		if (loss) {
			return random.choose(random.chance(0.65) ? REMAINDERS : STATES);
		}
		return random.choose(random.chance(0.45) ? TOTALS : STATES);
	}

}
