package dev.decoding.arithmetic.natural;

import java.util.Arrays;
import java.util.List;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Something that can be counted.
 *
 * @param one what one is called
 * @param many what several are called
 * @param eaten whether it is eaten
 */
record Thing(String one, String many, boolean eaten) {

	private static final List<Thing> FOOD = read(true, "apple", "cookie", "orange", "banana", "egg", "candy/candies",
			"sweet", "muffin", "donut", "cherry/cherries", "sandwich/sandwiches", "pear", "plum", "grape",
			"strawberry/strawberries", "peach/peaches", "cake", "chocolate", "nut", "biscuit", "bagel", "pancake",
			"lemon", "carrot", "tomato/tomatoes", "potato/potatoes", "mango/mangoes", "cupcake", "olive",
			"slice of pizza/slices of pizza", "roll", "pretzel", "blueberry/blueberries", "onion");

	private static final List<Thing> OBJECTS = read(false, "pen", "pencil", "book", "marble", "coin", "sticker", "card",
			"ball", "toy", "stamp", "shell", "stone", "flower", "ticket", "bottle", "key", "button", "balloon", "car",
			"cup", "plate", "candle", "crayon", "magazine", "photo", "shirt", "brick", "rose", "notebook", "letter",
			"ribbon", "bead", "chair", "lamp", "battery/batteries", "game", "comic", "hat", "screw", "nail", "postcard",
			"toy car", "trading card", "paper clip", "rock", "token", "point", "badge", "record", "tulip", "envelope",
			"dollar", "euro", "pound", "cent");

	private static final List<Thing> ANIMALS = read(false, "cat", "dog", "fish/fish", "chicken", "sheep/sheep", "cow",
			"bird", "duck", "rabbit", "horse", "goat", "hen", "pig", "goldfish/goldfish");

	private static final List<Thing> CONTAINERS = read(false, "box/boxes", "bag", "basket", "jar", "bowl", "pack",
			"packet", "crate", "shelf/shelves", "drawer", "carton", "tray", "bucket", "case", "sack", "tin", "row",
			"stack", "pile", "set", "bunch/bunches", "folder", "album", "backpack");

	private static final List<String> COLORS = List.of("red", "blue", "green", "yellow", "small", "big", "old", "new",
			"black", "white", "fresh", "pretty");

	private static Thing read(String text, boolean eaten) {
		int slash = text.indexOf('/');
		return (slash < 0) ? new Thing(text, text + "s", eaten)
				: new Thing(text.substring(0, slash), text.substring(slash + 1), eaten);
	}

	private static List<Thing> read(boolean eaten, String... texts) {
		return Arrays.stream(texts).map((text) -> read(text, eaten)).toList();
	}

	static Thing draw(RandomNumbers random) {
		double kind = random.nextDouble();
		return random.choose((kind < 0.42) ? FOOD : (kind < 0.92) ? OBJECTS : ANIMALS);
	}

	static Thing container(RandomNumbers random) {
		return random.choose(CONTAINERS);
	}

	static String color(RandomNumbers random) {
		return random.choose(COLORS);
	}

}
