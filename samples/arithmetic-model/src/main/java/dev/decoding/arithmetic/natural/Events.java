package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.stream.Stream;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * What happens to someone's things.
 */
final class Events {

	private static final List<Event> GAINS = Stream
		.concat(Event
			.by("[buy|buys|bought] {n} more", "[buy|buys|bought] {n}", "[buy|buys|bought] {n}",
					"[buy|buys|bought] another {n}", "[get|gets|got] {n} from {friend}", "[get|gets|got] {n} more",
					"[get|gets|got] {n}", "[find|finds|found] {n} more {things}", "[find|finds|found] {n}",
					"[receive|receives|received] {n} more", "[win|wins|won] {n}", "[pick|picks|picked] {n} more",
					"[collect|collects|collected] {n} more", "[borrow|borrows|borrowed] {n} from {friend}",
					"[add|adds|added] {n}", "[take|takes|took] {n} more", "[order|orders|ordered] {n} more",
					"[make|makes|made] {n} more", "[buy|buys|bought] {n} new {things}",
					"[take|takes|took] {n} from {friend}", "[get|gets|got] another {n} {things}",
					"[steal|steals|stole] {n} from {friend}", "[earn|earns|earned] {n}", "[gain|gains|gained] {n}",
					"[get|gets|got] {n} as a gift", "[buy|buys|bought] {n} {things} more")
			.stream(),
				Event
					.whole("{friend} [gives|gives|gave] {him} {n}", "{friend} [gives|gives|gave] {him} {n} more",
							"{friend} [gives|gives|gave] {him} {n} {things}", "{n} more are added",
							"{friend} [adds|adds|added] {n}", "{friend} [brings|brings|brought] {n} more",
							"you give {him} {n} more", "you give {him} {n}")
					.stream())
		.toList();

	private static final List<Event> LOSSES = Stream
		.concat(Event.by("[lose|loses|lost] {n}", "[lose|loses|lost] {n}", "[lose|loses|lost] {n} of them",
				"[lose|loses|lost] {n} {things}", "[give|gives|gave] {n} to {friend}", "[give|gives|gave] {friend} {n}",
				"[give|gives|gave] away {n}", "[give|gives|gave] {n} away", "[give|gives|gave] {n} of them to {friend}",
				"[give|gives|gave] {n} {things} to {friend}", "[sell|sells|sold] {n}", "[sell|sells|sold] {n} of them",
				"[use|uses|used] {n}", "[throw|throws|threw] away {n}", "[lend|lends|lent] {n} to {friend}",
				"[drop|drops|dropped] {n}", "[break|breaks|broke] {n}", "[donate|donates|donated] {n}",
				"[spend|spends|spent] {n}", "[return|returns|returned] {n}", "[share|shares|shared] {n} with {friend}",
				"[leave|leaves|left] {n} at school", "[send|sends|sent] {n} to {friend}", "[hide|hides|hid] {n}",
				"[sell|sells|sold] {n} {things} to {friend}", "[use|uses|used] up {n}")
			.stream(),
				Event
					.whole("{friend} [takes|takes|took] {n}", "{friend} [takes|takes|took] {n} of them",
							"{friend} [steals|steals|stole] {n}", "{n} [get|get|got] lost",
							"{n} of them [break|break|broke]", "{friend} [buys|buys|bought] {n} of them",
							"{friend} [borrows|borrows|borrowed] {n}", "you take {n} of them")
					.stream())
		.toList();

	private static final List<Event> MEALS = Stream
		.concat(Event
			.by("[eat|eats|ate] {n}", "[eat|eats|ate] {n}", "[eat|eats|ate] {n} of them", "[eat|eats|ate] {n} {things}")
			.stream(), Event.whole("{friend} [eats|eats|ate] {n}", "{friend} [eats|eats|ate] {n} of them").stream())
		.toList();

	private static final List<Event> HALVES = Event.by("[give|gives|gave] half of them to {friend}",
			"[lose|loses|lost] half of them", "[sell|sells|sold] half of them", "[give|gives|gave] away half of them",
			"[use|uses|used] half of them");

	private Events() {
	}

	static Event gain(RandomNumbers random) {
		return random.choose(GAINS);
	}

	static Event loss(Thing thing, RandomNumbers random) {
		return random.choose((thing.eaten() && random.chance(0.4)) ? MEALS : LOSSES);
	}

	static Event half(RandomNumbers random) {
		return random.choose(HALVES);
	}

}
