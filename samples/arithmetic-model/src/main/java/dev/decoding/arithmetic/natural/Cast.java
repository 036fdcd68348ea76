package dev.decoding.arithmetic.natural;

import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Who is in a story.
 */
final class Cast {

	private static final List<String> WOMEN = List.of("Anna", "Mary", "Lisa", "Emma", "Julia", "Sarah", "Maria", "Jane",
			"Alice", "Sophie", "Laura", "Kate", "Eva", "Nina", "Mia", "Olivia", "Lily", "Susan", "Grace", "Ella", "Amy",
			"Zoe", "Priya", "Fatima", "Mei", "Ingrid", "Carla", "Rosa", "Hannah", "Ruth", "Nora", "Betty");

	private static final List<String> MEN = List.of("Tom", "Ben", "John", "Peter", "Max", "Paul", "Sam", "Jack",
			"David", "Leo", "Mark", "Tim", "Alex", "Bob", "Mike", "James", "Daniel", "Oscar", "Henry", "Lucas", "Noah",
			"Omar", "Raj", "Chen", "Ivan", "Carlos", "Ahmed", "Jonas", "Felix", "George", "Frank", "Will");

	private static final List<String> WOMEN_OF_FAMILY = List.of("my sister", "my mother", "my grandmother", "my aunt",
			"the teacher", "a girl", "my friend", "a woman");

	private static final List<String> MEN_OF_FAMILY = List.of("my brother", "my father", "my grandfather", "my uncle",
			"a farmer", "a boy", "my neighbour", "a man", "the baker");

	private Cast() {
	}

	/**
	 * Say who acts and when: {@code who}, {@code he}, {@code his}, {@code him}, and the
	 * form of verbs.
	 */
	static Wording draw(RandomNumbers random) {
		Wording wording = new Wording();
		double kind = random.nextDouble();
		boolean past = random.chance(0.4);
		if (kind < 0.3) {
			wording.with("who", "I").with("he", "I").with("his", "my").with("him", "me");
		}
		else if (kind < 0.38) {
			wording.with("who", "you").with("he", "you").with("his", "your").with("him", "you");
		}
		else if (random.chance(0.5)) {
			wording.with("who", random.choose(random.chance(0.85) ? WOMEN : WOMEN_OF_FAMILY))
				.with("he", "she")
				.with("his", "her")
				.with("him", "her");
		}
		else {
			wording.with("who", random.choose(random.chance(0.85) ? MEN : MEN_OF_FAMILY))
				.with("he", "he")
				.with("his", "his")
				.with("him", "him");
		}
		String friend = otherThan(wording.fill("{who}"), random);
		return wording.form(((kind < 0.38) ? 0 : 1) + (past ? 2 : 0))
			.with("friend", friend)
			.with("other", otherThan(friend, random));
	}

	private static String otherThan(String name, RandomNumbers random) {
		while (true) {
			String other = name(random);
			if (!other.equals(name)) {
				return other;
			}
		}
	}

	static String name(RandomNumbers random) {
		return random.choose(random.chance(0.5) ? WOMEN : MEN);
	}

}
