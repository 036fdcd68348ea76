package dev.decoding.arithmetic.natural;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Problems out of everyday life: money, groups, comparisons, shares, trips, time.
 */
final class Scenes {

	/** A formula, then the texts that it belongs to. */
	private static final String[][] TEXTS = {
			{ "a*b", "{who} [has|has|had|had] {a} rows of {b} {things}. How many {things} are there?",
					"There are {a} rows with {b} chairs each. How many chairs are there?",
					"There are {a} rows of {b} trees. How many trees are there in total?",
					"A room has {a} tables with {b} chairs each. How many chairs are there?",
					"One {thing} costs {b} dollars. How much do {a} {things} cost?",
					"A ticket costs {b} euros. How much are {a} tickets?",
					"If one {thing} costs {b} cents, what do {a} {things} cost?",
					"{who} [buy|buys|bought] {a} {things} for {b} dollars each. How much [do|does|did|did] {he} pay?",
					"{who} [buy|buys|bought] {a} {things} at {b} dollars each. What is the total price?",
					"A car drives {b} km per hour. How far does it drive in {a} hours?",
					"A train goes {b} miles an hour. How many miles does it go in {a} hours?",
					"{who} [save|saves|saved] {b} dollars a week. How much is that after {a} weeks?",
					"{who} [read|reads|read] {b} pages a day. How many pages [do|does|did|did] {he} read in {a} days?",
					"{who} [run|runs|ran] {b} km every day. How many km is that in {a} days?",
					"{who} [earn|earns|earned] {b} dollars per hour. How much is that for {a} hours?",
					"Each of {a} children has {b} {things}. How many {things} do they have together?",
					"Each of the {a} boxes holds {b} {things}. How many {things} are there in all?",
					"There are {a} boxes with {b} {things} each. How many {things} are there?",
					"A box holds {b} {things}. How many {things} are in {a} boxes?",
					"How many {things} are in {a} bags of {b}?", "How many legs do {a} tables with {b} legs each have?",
					"A garden is {a} meters long and {b} meters wide. What is its area?",
					"What is the area of a rectangle with sides {a} and {b}?",
					"A class has {a} groups of {b} students. How many students are there?",
					"{a} friends each bring {b} {things}. How many {things} are there?",
					"There are {b} {things} per pack. How many are in {a} packs?" },
			{ "a*7", "How many days are there in {a} weeks?", "How many days are {a} weeks?",
					"{who} [stay|stays|stayed] for {a} weeks. How many days is that?" },
			{ "a*b-c", "Each of {a} boxes holds {b} {things}. {c} are taken out. How many are left?",
					"There are {a} rows of {b} seats. {c} seats are taken. How many seats are free?",
					"{who} [buy|buys|bought] {a} packs of {b} {things} and [lose|loses|lost] {c}. How many are left?",
					"A bakery bakes {a} trays of {b} rolls and sells {c}. How many rolls are left?",
					"{who} [have|has|had] {a} {things} in each of {b} boxes and [give|gives|gave] away {c}. How many are left?" },
			{ "a*b+c", "Each of {a} boxes holds {b} {things}. {who} [add|adds|added] {c} more. How many are there now?",
					"{who} [buy|buys|bought] {a} {things} for {b} dollars each and a bag for {c} dollars. How much [do|does|did|did] {he} pay?",
					"There are {a} rows of {b} chairs and {c} more chairs at the wall. How many chairs are there?",
					"{who} [have|has|had] {a} bags with {b} {things} each and {c} single {things}. How many {things} is that?" },
			{ "a*b+c*d",
					"{who} [buy|buys|bought] {a} pens for {b} dollars each and {c} books for {d} dollars each. How much [do|does|did|did] {he} pay?",
					"There are {a} tables with {b} chairs and {c} tables with {d} chairs. How many chairs are there?",
					"{who} [have|has|had] {a} boxes with {b} {things} and {c} boxes with {d} {things}. How many {things} is that?" },
			{ "a-b*c",
					"{who} [have|has|had] {a} dollars and [buy|buys|bought] {b} {things} for {c} dollars each. How much money is left?",
					"{who} [have|has|had] {a} {things} and [give|gives|gave] {b} friends {c} each. How many are left?",
					"A book has {a} pages. {who} [read|reads|read] {c} pages a day for {b} days. How many pages are left?" },
			{ "a-b", "{who} [have|has|had] {a} dollars and [spend|spends|spent] {b}. How much is left?",
					"{who} [have|has|had] {a} dollars. A {thing} costs {b} dollars. How much is left after buying it?",
					"There are {a} birds on a tree. {b} fly away. How many are left?",
					"There are {a} people in a room. {b} leave. How many are still there?",
					"A book has {a} pages. {who} [have|has|had] read {b}. How many pages are left?",
					"A class has {a} students. {b} of them are girls. How many boys are there?",
					"There are {a} {things}. {b} are red and the rest are blue. How many are blue?",
					"{friend} has {a} {things} and {other} has {b}. How many more does {friend} have?",
					"{friend} is {a} years old. How old was {friend} {b} years ago?",
					"{friend} is {a} years old. {other} is {b} years younger. How old is {other}?",
					"{who} [need|needs|needed] {a} {things} and [have|has|had] {b}. How many are missing?",
					"A shop has {a} {things} and sells {b}. How many are left?",
					"{b} of {a} {things} are broken. How many are fine?",
					"A {thing} costs {a} dollars. It is {b} dollars cheaper now. What does it cost?",
					"A rope is {a} meters long. {who} [cut|cuts|cut] off {b} meters. How long is it now?",
					"The trip is {a} km. {b} km are done. How far is it still?",
					"{who} [pay|pays|paid] with a {a} dollar note for a {thing} that costs {b} dollars. How much is the change?" },
			{ "a-b-c",
					"{who} [have|has|had] {a} dollars and [buy|buys|bought] a book for {b} and a pen for {c}. How much money is left?",
					"{who} [have|has|had] {a} dollars. {He} [spend|spends|spent] {b} on food and {c} on clothes. How much is left?",
					"A book has {a} pages. {who} [read|reads|read] {b} on Monday and {c} on Tuesday. How many pages are left?",
					"There are {a} students. {b} walk to school and {c} come by bus. The rest cycle. How many cycle?",
					"A shop has {a} {things}. It sells {b} in the morning and {c} in the afternoon. How many are left?",
					"There were {a} {things} in a box. {friend} took {b} and {other} took {c}. How many are left?" },
			{ "a+b", "{friend} has {a} {things} and {other} has {b}. How many do they have together?",
					"{friend} has {a} {things} and {other} has {b} {things}. How many {things} do they have in total?",
					"There are {a} boys and {b} girls in a class. How many children are there?",
					"{friend} has {a} {things}. {other} has {b} more than {friend}. How many does {other} have?",
					"{friend} is {a} years old. How old will {friend} be in {b} years?",
					"{friend} is {a} years old. {other} is {b} years older. How old is {other}?",
					"A {thing} costs {a} dollars and a bag costs {b} dollars. What do they cost together?",
					"There are {a} red and {b} blue {things}. How many {things} are there?",
					"{who} [put|puts|put] {a} {things} in a box and {b} in a bag. How many {things} is that?",
					"{who} [walk|walks|walked] {a} km in the morning and {b} km in the evening. How far is that?",
					"I see {a} {things} here and {b} there. How many do I see?",
					"A shelf holds {a} books. Then {b} more are put on it. How many books are there now?",
					"If a {thing} is {a} dollars and tax is {b} dollars, what do I pay?" },
			{ "a+b+c",
					"{friend} has {a} {things}, {other} has {b} and {who} [have|has|had] {c}. How many are there in total?",
					"There are {a} red, {b} green and {c} blue {things}. How many {things} are there?",
					"{who} [buy|buys|bought] a book for {a} dollars, a pen for {b} dollars and a bag for {c} dollars. How much is that?",
					"{who} [run|runs|ran] {a} km on Monday, {b} km on Tuesday and {c} km on Friday. How many km is that?",
					"A farm has {a} cows, {b} pigs and {c} hens. How many animals are there?",
					"On three days {who} [sell|sells|sold] {a}, {b} and {c} {things}. How many is that in total?" },
			{ "a+b+a", "{friend} has {a} {things}. {other} has {b} more. How many do they have together?",
					"{friend} has {a} {things}. {other} has {b} more than {friend}. How many do they have in total?" },
			{ "a-b+c", "There are {a} passengers on a bus. {b} get off and {c} get on. How many are on the bus now?",
					"A bus has {a} people. At the stop {b} leave and {c} enter. How many people are there now?",
					"A library has {a} books. It lends {b} and gets {c} back. How many books are there now?",
					"There are {a} cars in a parking lot. {b} drive away and {c} arrive. How many cars are there?",
					"{friend} has {a} {things}, gives {b} away and finds {c}. How many does {friend} have?",
					"There are {a} birds on a tree. {b} fly away, then {c} come. How many birds are on the tree?" },
			{ "a+b-c", "A train has {a} passengers. {b} get on and {c} get off. How many passengers are there now?",
					"{friend} has {a} {things} and {other} has {b}. Together they lose {c}. How many are left?",
					"A shop has {a} {things}, gets {b} more and sells {c}. How many are left?",
					"A farmer picks {a} {things} in the morning and {b} in the afternoon and sells {c}. How many are left?",
					"{who} [have|has|had] {a} dollars, [earn|earns|earned] {b} and [spend|spends|spent] {c}. How much is that now?" },
			{ "2*a", "{friend} has {a} {things}. {other} has twice as many. How many does {other} have?",
					"{friend} has {a} {things} and {other} has twice as many as {friend}. How many {things} does {other} have?",
					"{friend} is {a} years old. {other} is twice as old. How old is {other}?" },
			{ "3*a", "{friend} has {a} {things}. {other} has three times as many. How many does {other} have?" },
			{ "2*a+a", "{friend} has {a} {things}. {other} has twice as many. How many do they have together?" },
			{ "a/2", "{friend} has {a} {things}. {other} has half as many. How many does {other} have?",
					"{who} [have|has|had] {a} {things} and [give|gives|gave] half of them to {friend}. How many are left?",
					"{friend} eats half of {a} cookies. How many cookies are left?" },
			{ "a/b", "{a} {things} are shared equally among {b} children. How many does each child get?",
					"{who} [share|shares|shared] {a} {things} equally among {b} friends. How many does each get?",
					"{who} [put|puts|put] {a} {things} into {b} boxes equally. How many are in each box?",
					"{a} {things} are packed in bags of {b}. How many bags are needed?",
					"{b} {things} cost {a} dollars. How much does one cost?",
					"A group of {a} people is split into teams of {b}. How many teams are there?",
					"{who} [need|needs|needed] {b} {things} for one cake. How many cakes can be made with {a} {things}?" },
			{ "a/b-c",
					"{a} {things} are shared equally among {b} children. {friend} then eats {c}. How many does {friend} have left?" },
			{ "(a+b)*c",
					"{who} [buy|buys|bought] {c} sets, each with {a} forks and {b} knives. How many pieces is that?",
					"A lunch costs {a} dollars and a drink {b} dollars. What do {c} people pay together?",
					"Every day {who} [do|does|did] {a} push-ups in the morning and {b} in the evening. How many is that in {c} days?" } };

	private static final List<Scene> SCENES = read();

	private Scenes() {
	}

	private static List<Scene> read() {
		List<Scene> scenes = new ArrayList<>();
		for (String[] texts : TEXTS) {
			for (int i = 1; i < texts.length; i++) {
				scenes.add(new Scene(texts[0], texts[i]));
			}
		}
		return List.copyOf(scenes);
	}

	/**
	 * Draw a problem.
	 */
	static NaturalProblem draw(RandomNumbers random) {
		return random.choose(SCENES).draw(random);
	}

}
