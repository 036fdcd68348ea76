package dev.decoding.arithmetic.natural;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.decoding.arithmetic.random.RandomNumbers;
import dev.decoding.arithmetic.random.Split;

/**
 * What people ask that has nothing to do with arithmetic, and the one answer to it.
 */
public final class OffTopic {

	/** The answer to everything that is not arithmetic. */
	public static final String ANSWER = "Sorry, I can only solve small arithmetic problems, such as 17 + 25 + 8.";

	private static final List<String> GREETINGS = List.of("Hi", "Hi!", "Hello", "Hello!", "Hey", "Hey there",
			"Good morning", "Good evening!", "How are you?", "How are you doing today?", "Hello, how are you?",
			"What's up?", "Who are you?", "What is your name?", "What can you do?", "What are you?", "Are you a robot?",
			"Are you human?", "Can you help me?", "Help", "Help me", "Thanks!", "Thank you", "Bye", "Goodbye!",
			"Tell me a joke.", "Tell me a story.", "Tell me something.", "Say something.", "Say hello.", "Test", "test",
			"ok", "Yes", "No", "Why?", "What?", "Really?", "I don't know.", "I am bored.", "I am sad.", "I love you.",
			"Do you like me?", "Who made you?", "How old are you?", "Where do you live?", "Are you there?",
			"Do you speak German?", "Once upon a time", "What is the meaning of life?", "Let's talk.",
			"What do you think?", "How does this work?", "What model are you?", "Which model is this?", "Write code.",
			"asdf", "foo", "foo bar", "blah blah", "...", "?", "!", "lol", "hmm", "What time is it?", "What day is it?",
			"Sing a song.", "Surprise me.", "How is the weather?", "What is love?", "Good night.", "Nice to meet you.",
			"Hola", "Bonjour!", "Guten Tag", "Wie geht es dir?", "Ciao!", "Hallo!", "Qui es-tu?", "Como estas?",
			"Write a haiku.", "Write a poem.", "Write me a song.", "Write an essay.", "What are you doing?",
			"What is your favorite number?", "Give me advice.", "What should I do today?", "I need help.",
			"I have a problem.", "I have a question.", "What is AI?", "Are you ChatGPT?", "Are you smart?",
			"Do you sleep?", "Are you alive?", "Can you sing?", "Can you code?", "Do you know everything?", "Stop.",
			"Start.", "Go on.", "Continue.", "Nothing.", "Never mind.", "You are stupid.", "You are great!",
			"Well done!", "That is wrong.", "Sorry.", "Please.", "Ping", "Hello world", "Hello, world!",
			"print('hello')", "SELECT * FROM users", "git commit", "https://example.com", "README", "What is the time?",
			"Translate this.", "Repeat after me.", "Explain yourself.", "Is it raining?");

	private static final List<String> FRAMES = List.of("What is the capital of {country}?", "Where is {country}?",
			"What is the biggest city in {country}?", "Who is the president of {country}?",
			"What language do people speak in {country}?", "Tell me about {country}.", "Tell me about {topic}.",
			"What do you know about {topic}?", "What is {topic}?", "Explain {topic}.", "Explain {topic} to me.",
			"Can you explain {topic}?", "How does {topic} work?", "Why is {topic} important?", "Who invented {topic}?",
			"Write a poem about {topic}.", "Write a story about {animal}.", "Write a short text about {topic}.",
			"Tell me a joke about {animal}.", "What do {animal} eat?", "How long do {animal} live?",
			"Why do {animal} sleep?", "Do you like {animal}?", "Do you like {food}?", "What is your favorite {kind}?",
			"Name a {kind}.", "Give me a list of {animal}.", "How do I cook {food}?", "Give me a recipe for {food}.",
			"What can I cook with {food}?", "Is {food} healthy?", "Who was {person}?", "Who is {person}?",
			"When was {person} born?", "What did {person} do?", "Tell me about {person}.",
			"Translate '{food}' to French.", "Translate {food} into Spanish.", "How do you spell {topic}?",
			"What rhymes with {food}?", "What is the weather in {country}?", "Will it rain in {country} tomorrow?",
			"How do I get to {country}?", "Should I travel to {country}?", "Recommend a book about {topic}.",
			"Recommend a film about {animal}.", "What is the color of {food}?", "What color are {animal}?",
			"Write a {language} program.", "How do I learn {language}?", "Write a function in {language}.",
			"What is {language}?", "Write an email to {name}.", "Summarize the history of {country}.",
			"Who won the world cup in {year}?", "What happened in {year}?", "Who was president in {year}?",
			"I feel {mood}.", "I am {mood} today.", "Why am I {mood}?", "{name} is {mood}. What should I do?",
			"My name is {name}.", "Hi, I am {name}.", "Hello, my name is {name}. Who are you?",
			"What does the name {name} mean?", "Do you know {name}?", "Where is {name}?", "Does {name} like {food}?",
			"Can {animal} fly?", "Can {animal} swim?", "Which is better, {language} or {language2}?",
			"What should I eat with {food}?", "Is {topic} hard to learn?", "Where can I buy {food}?",
			"Once there was a girl called {name}.", "The weather is nice and {name} is {mood}.",
			"{name} likes {animal} and {food}.", "Please write about {topic}.", "I want to talk about {topic}.",
			"Let's talk about {animal}.", "What is the difference between {animal} and {animal2}?",
			"What is the opposite of {mood}?", "Define {topic}.", "Who wrote a book about {topic}?",
			"How big is {country}?", "How many people live in {country}?", "How old is {person}?",
			"How tall is {person}?", "What is the population of {country}?", "How far is {country}?", "Draw {animal}.",
			"Show me {animal}.", "Plan a trip to {country}.", "Sing a song about {animal}.",
			"Can you write {language}?", "Why is {food} so popular?", "What is the history of {topic}?",
			"When did {topic} begin?", "Who discovered {topic}?", "Is {person} still alive?",
			"Where was {person} born?", "What did {person} say about {topic}?", "Where do {animal} live?",
			"How many {animal} live in {country}?", "Are {animal} dangerous?", "What is the smallest of all {animal}?",
			"Does {person} like {food}?", "Write a letter to {person}.", "Describe {country}.", "Describe {animal}.",
			"What are the best {food} places in {country}?", "Should I learn {language} or {language2}?",
			"Fix my {language} code.", "How do I install {language}?", "Write a haiku about {topic}.",
			"Summarize {topic} in one sentence.", "Compare {country} and {topic}.", "What is a good name for {animal}?",
			"What is {name}'s favorite {kind}?", "Which {kind} do you like?", "Is {mood} the same as sad?",
			"How was your day, {name}?", "Can I visit {country} in {year}?", "What did people eat in {year}?",
			"Was {person} {mood}?", "What is the best {kind} of {year}?", "Please translate this to {language}.",
			"Who is the king of {country}?", "What currency is used in {country}?", "What do people eat in {country}?",
			"Is {country} bigger than {topic}?", "Tell {name} that I am {mood}.", "Why are {animal} so cute?");

	private static final List<String> COUNTRIES = List.of("France", "Germany", "Italy", "Spain", "Japan", "China",
			"India", "Brazil", "Canada", "Mexico", "Egypt", "Kenya", "Norway", "Sweden", "Poland", "Austria", "Greece",
			"Turkey", "Russia", "Australia", "Peru", "Chile", "Iceland", "Ireland", "Portugal", "London", "Paris",
			"Berlin", "Rome", "New York", "Tokyo", "the USA", "England", "Africa", "Europe", "the moon");

	private static final List<String> TOPICS = List.of("gravity", "photosynthesis", "music", "history", "football",
			"chess", "the internet", "democracy", "physics", "biology", "art", "philosophy", "love", "time", "light",
			"water", "fire", "electricity", "the sun", "the ocean", "climate change", "a black hole", "the moon",
			"quantum mechanics", "evolution", "economics", "machine learning", "a computer", "the stock market",
			"Spring Boot", "poetry", "Shakespeare", "space travel", "a volcano", "the brain", "dreams", "painting",
			"the Roman Empire", "jazz", "coffee", "religion", "politics", "weather", "cooking", "health", "travel");

	private static final List<String> ANIMALS = List.of("cats", "dogs", "elephants", "birds", "lions", "fish", "whales",
			"bees", "horses", "penguins", "spiders", "tigers", "mice", "wolves", "bears", "snakes", "frogs", "dragons",
			"unicorns", "dinosaurs", "cows", "ducks", "sharks", "owls");

	private static final List<String> FOODS = List.of("pizza", "pasta", "rice", "soup", "bread", "cheese", "chocolate",
			"apples", "potatoes", "fish", "chicken", "beans", "salad", "cake", "sushi", "curry", "eggs", "tomatoes",
			"pancakes", "ice cream");

	private static final List<String> PEOPLE = List.of("Albert Einstein", "Napoleon", "Mozart", "Marie Curie",
			"Shakespeare", "Leonardo da Vinci", "Cleopatra", "Isaac Newton", "Ada Lovelace", "Alan Turing", "Beethoven",
			"Picasso", "Columbus", "Gandhi", "Barack Obama", "Julius Caesar", "Galileo", "Charles Darwin",
			"Queen Elizabeth", "Harry Potter");

	private static final List<String> LANGUAGES = List.of("Java", "Python", "JavaScript", "C", "Rust", "Go", "Kotlin",
			"Scala", "SQL", "Haskell");

	private static final List<String> KINDS = List.of("color", "animal", "country", "city", "song", "book", "film",
			"sport", "food", "fruit", "river", "planet", "writer", "season");

	private static final List<String> MOODS = List.of("happy", "sad", "tired", "angry", "hungry", "bored", "sick",
			"lonely", "excited", "afraid", "nervous", "cold");

	private static final Pattern MARKS = Pattern.compile("['.,:;!?]");

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

	private OffTopic() {
	}

	/**
	 * Draw something that is not arithmetic.
	 * @param heldOut whether it is a text that is kept from training, or one for training
	 * @param random where numbers come from
	 * @return the text
	 */
	public static String draw(boolean heldOut, RandomNumbers random) {
		while (true) {
			String text = draw(random);
			if (Split.TEST.has(MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("")) == heldOut) {
				return Manner.apply(text, random);
			}
		}
	}

	private static String draw(RandomNumbers random) {
		double kind = random.nextDouble();
		if (kind < 0.2) {
			return random.choose(GREETINGS);
		}
		if (kind < 0.25) {
			return nonsense(random);
		}
		if (kind < 0.4) {
			return TooHard.draw(random);
		}
		return new Wording().with("country", random.choose(COUNTRIES))
			.with("topic", random.choose(TOPICS))
			.with("animal", random.choose(ANIMALS))
			.with("animal2", random.choose(ANIMALS))
			.with("food", random.choose(FOODS))
			.with("person", random.choose(PEOPLE))
			.with("language", random.choose(LANGUAGES))
			.with("language2", random.choose(LANGUAGES))
			.with("kind", random.choose(KINDS))
			.with("mood", random.choose(MOODS))
			.with("name", Cast.name(random))
			.with("year", String.valueOf(random.between(1900, 2030)))
			.fill(random.choose(FRAMES));
	}

	private static String nonsense(RandomNumbers random) {
		StringBuilder text = new StringBuilder();
		int words = random.between(1, 4);
		for (int word = 0; word < words; word++) {
			text.append((word > 0) ? " " : "");
			int letters = random.between(1, 8);
			for (int i = 0; i < letters; i++) {
				text.append(LETTERS.charAt(random.between(0, LETTERS.length() - 1)));
			}
		}
		return text.toString();
	}

}
