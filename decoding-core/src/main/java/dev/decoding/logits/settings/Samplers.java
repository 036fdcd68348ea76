package dev.decoding.logits.settings;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

import dev.decoding.logits.ArithmeticSampler;
import dev.decoding.logits.CategoricalSampler;
import dev.decoding.logits.GumbelSampler;
import dev.decoding.logits.TokenSampler;
import dev.decoding.logits.TorchSampler;
import dev.decoding.logits.llamacpp.Dist;
import dev.decoding.logits.llamacpp.RandomNumbers;
import org.jspecify.annotations.Nullable;

/**
 * The ways to draw a token, by their names.
 */
public final class Samplers {

	/** The name of the sampler that is used if none is named. */
	public static final String DEFAULT = "categorical";

	private static final Map<String, LongFunction<TokenSampler>> BUILT_IN = Map.of(DEFAULT,
			(seed) -> new CategoricalSampler(), "gumbel", (seed) -> new GumbelSampler(), "arithmetic",
			(seed) -> new ArithmeticSampler(), "torch", (seed) -> new TorchSampler(), "llama-cpp",
			(seed) -> new Dist(RandomNumbers.ofSeed((int) seed)));

	private final Map<String, TokenSampler> own;

	/**
	 * Collect the built-in samplers and others.
	 * @param own samplers of an application by their names, which come before the
	 * built-in ones
	 */
	public Samplers(Map<String, TokenSampler> own) {
		this.own = Map.copyOf(own);
	}

	/**
	 * Return a sampler.
	 * @param name its name, or {@code null} for the default
	 * @param seed the seed of the request
	 * @return the sampler
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public TokenSampler create(@Nullable String name, long seed) {
		String wanted = (name != null) ? name : DEFAULT;
		TokenSampler sampler = this.own.get(wanted);
		if (sampler != null) {
			return sampler;
		}
		LongFunction<TokenSampler> builtIn = BUILT_IN.get(wanted);
		if (builtIn == null) {
			throw new IllegalArgumentException(
					"'sampler' is '%s' but must be one of '%s'".formatted(wanted, String.join("', '", names())));
		}
		return builtIn.apply(seed);
	}

	/**
	 * Return the names of all samplers.
	 * @return the names in alphabetical order
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>(BUILT_IN.keySet());
		names.addAll(this.own.keySet());
		return names;
	}

}
