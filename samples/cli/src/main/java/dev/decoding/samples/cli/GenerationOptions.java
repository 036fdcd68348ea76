package dev.decoding.samples.cli;

import java.time.Duration;
import java.util.List;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.LogitsSettings;
import dev.decoding.logits.settings.ProcessorTable;
import dev.decoding.logits.settings.Setting;
import dev.decoding.search.GreedySearch;
import dev.decoding.scaling.settings.ScalingParameters;
import dev.decoding.search.Sampling;
import dev.decoding.search.settings.StrategyDefinition;
import dev.decoding.search.settings.StrategySettings;
import dev.decoding.search.settings.StrategyTable;
import dev.decoding.spring.DecodingChatOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Options of one generation, under Hugging Face's names. What is not given is
 * {@code null}.
 */
class GenerationOptions {

	@Option(names = "--max-new-tokens", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Most tokens to generate; as many as the context holds when not given.")
	private @Nullable Integer maxNewTokens;

	@Option(names = "--do-sample", description = "Draw tokens at random instead of taking the likeliest.")
	private @Nullable Boolean doSample;

	@Option(names = "--strategy", paramLabel = "NAME", converter = OptionConverters.ForStrategy.class,
			description = "How the text is searched for; what '--do-sample' and the options of a strategy say when not given.")
	private @Nullable String strategy;

	@Option(names = "--num-return-sequences", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Number of sequences to find; greedy search finds only one.")
	private @Nullable Integer numReturnSequences;

	@Option(names = "--seed", paramLabel = "N",
			description = "Seed of the random numbers; another one each time when not given.")
	private @Nullable Long seed;

	@Option(names = "--stop", paramLabel = "TEXT", converter = OptionConverters.ForStop.class,
			description = "Text that ends the generation; may be given several times.")
	private @Nullable List<String> stop;

	@Option(names = "--sampler", paramLabel = "NAME", converter = OptionConverters.ForSampler.class,
			description = "How a token is drawn: categorical, gumbel, arithmetic, torch or llama-cpp.")
	private @Nullable String sampler;

	@Option(names = "--min-tokens", paramLabel = "N", converter = OptionConverters.ForCount.class,
			description = "Fewest tokens to generate; nothing ends the text before.")
	private @Nullable Integer minTokens;

	@Option(names = "--max-time", paramLabel = "SECONDS", converter = OptionConverters.ForSeconds.class,
			description = "Longest time; the text ends with the first token behind it.")
	private @Nullable Duration maxTime;

	@Option(names = "--include-stop-string", description = "Print the text that ends the generation, too.")
	private @Nullable Boolean includeStopString;

	private LogitsSettings logits = LogitsSettings.NONE;

	private BlockSettings search = BlockSettings.NONE;

	private BlockSettings scaling = BlockSettings.NONE;

	@Nullable Integer maxNewTokens() {
		return this.maxNewTokens;
	}

	boolean doSample() {
		return Boolean.TRUE.equals(this.doSample);
	}

	LogitsSettings logits() {
		return this.logits;
	}

	BlockSettings search() {
		return this.search;
	}

	BlockSettings scaling() {
		return this.scaling;
	}

	/**
	 * Return whether several answers are made for the best of them.
	 */
	boolean isScaling() {
		return this.scaling.isOn(ScalingParameters.STRATEGY);
	}

	/**
	 * Return the strategy, or the one that the other options mean, as in Hugging Face.
	 */
	StrategyDefinition strategy() {
		return (this.strategy != null) ? StrategyTable.find(this.strategy).orElseThrow()
				: StrategyTable.meant(this.search, doSample() || isScaling());
	}

	/**
	 * Return whether tokens are drawn at random.
	 */
	boolean isSampling() {
		return switch (strategy().sampling()) {
			case NEVER -> false;
			case ALWAYS -> true;
			case IF_ASKED -> doSample();
		};
	}

	@Nullable String sampler() {
		return this.sampler;
	}

	int minTokens() {
		return (this.minTokens != null) ? this.minTokens : 0;
	}

	@Nullable Duration maxTime() {
		return this.maxTime;
	}

	boolean includeStopString() {
		return Boolean.TRUE.equals(this.includeStopString);
	}

	/**
	 * Set a value of a logits processor or a strategy.
	 * @param setting what to set
	 * @param value the value, or {@code null} for none
	 */
	void set(Setting<?> setting, @Nullable Object value) {
		if (value != null && StrategySettings.all().contains(setting)) {
			this.search = this.search.mutate().read(setting, value).build();
		}
		else if (value != null && ScalingParameters.all().contains(setting)) {
			this.scaling = this.scaling.mutate().read(setting, value).build();
		}
		else if (value != null) {
			this.logits = this.logits.mutate().read(setting, value).build();
		}
	}

	int numReturnSequences() {
		return (this.numReturnSequences != null) ? this.numReturnSequences : 1;
	}

	@Nullable Long seed() {
		return this.seed;
	}

	List<String> stop() {
		return (this.stop != null) ? this.stop : List.of();
	}

	/**
	 * Take from other options what is not given here.
	 * @param defaults the other options
	 */
	void setDefaults(GenerationOptions defaults) {
		this.maxNewTokens = (this.maxNewTokens != null) ? this.maxNewTokens : defaults.maxNewTokens;
		this.doSample = (this.doSample != null) ? this.doSample : defaults.doSample;
		this.strategy = (this.strategy != null) ? this.strategy : defaults.strategy;
		this.logits = this.logits.withDefaults(defaults.logits);
		this.search = this.search.withDefaults(defaults.search);
		this.scaling = this.scaling.withDefaults(defaults.scaling);
		this.numReturnSequences = (this.numReturnSequences != null) ? this.numReturnSequences
				: defaults.numReturnSequences;
		this.seed = (this.seed != null) ? this.seed : defaults.seed;
		this.stop = (this.stop != null) ? this.stop : defaults.stop;
		this.sampler = (this.sampler != null) ? this.sampler : defaults.sampler;
		this.minTokens = (this.minTokens != null) ? this.minTokens : defaults.minTokens;
		this.maxTime = (this.maxTime != null) ? this.maxTime : defaults.maxTime;
		this.includeStopString = (this.includeStopString != null) ? this.includeStopString : defaults.includeStopString;
	}

	/**
	 * Return these options as those of a chat.
	 * @return a builder of what is given
	 */
	DecodingChatOptions.Builder toChatOptions() {
		return DecodingChatOptions.builder()
			.strategy(strategy().name())
			.maxTokens(this.maxNewTokens)
			.logits(this.logits)
			.search(this.search)
			.scaling(this.scaling)
			.seed(this.seed)
			.numReturnSequences(this.numReturnSequences)
			.stopSequences(this.stop)
			.sampler(this.sampler)
			.minTokens(this.minTokens)
			.maxTime(this.maxTime)
			.includeStopString(this.includeStopString);
	}

	/**
	 * Refuse options that would have no effect before a model is loaded for them.
	 * @param command the command to name
	 * @throws ParameterException if there is one
	 */
	void check(CommandLine command) {
		try {
			check();
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(command, ex.getMessage(), ex);
		}
	}

	/**
	 * Refuse values out of their ranges, and options that would have no effect.
	 * @throws IllegalArgumentException if there is one
	 */
	void check() {
		LogitsOptions.check(this.logits, this.search);
		if (isScaling() && !strategy().name().equals(Sampling.NAME)) {
			throw new IllegalArgumentException(
					"'--scaling-strategy' draws answers to choose from; with it, '--strategy' is 'sampling' or not given, not '%s'."
						.formatted(strategy().name()));
		}
		if (doSample() && !isSampling()) {
			throw new IllegalArgumentException("'--do-sample' has no effect with '--strategy=%s', which draws nothing."
				.formatted(strategy().name()));
		}
		this.search.all()
			.stream()
			.filter((setting) -> this.search.isOn(setting) && !strategy().settings().contains(setting)
					&& !isOneBeam(setting))
			.forEach((setting) -> {
				throw new IllegalArgumentException("'%s' has no effect with '--strategy=%s'."
					.formatted(LogitsOptions.name(setting), strategy().name()));
			});
		if (!isSampling()) {
			this.logits.all()
				.stream()
				.filter((setting) -> this.logits.isOn(setting) && ProcessorTable.isSamplingOnly(setting))
				.map(LogitsOptions::name)
				.forEach(GenerationOptions::refuse);
			if (this.sampler != null) {
				refuse("--sampler");
			}
			if (numReturnSequences() > 1 && strategy().name().equals(GreedySearch.NAME)) {
				refuse("--num-return-sequences");
			}
		}
	}

	private boolean isOneBeam(Setting<?> setting) {
		return setting == StrategySettings.NUM_BEAMS && Integer.valueOf(1).equals(this.search.get(setting));
	}

	private static void refuse(String option) {
		throw new IllegalArgumentException(
				"'%s' has no effect without '--do-sample'; give both or neither.".formatted(option));
	}

}
