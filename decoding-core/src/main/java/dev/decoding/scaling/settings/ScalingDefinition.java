package dev.decoding.scaling.settings;

import java.util.List;
import java.util.stream.Stream;

import dev.decoding.logits.settings.BlockSettings;
import dev.decoding.logits.settings.Setting;
import dev.decoding.scaling.ScalingAlgorithm;

/**
 * One strategy of test-time compute that settings can ask for: which settings it reads,
 * and how it is made of them.
 *
 * @param name its name
 * @param settings the settings that it reads beside those of any
 * @param factory makes it
 */
public record ScalingDefinition(String name, List<Setting<?>> settings, Factory factory) {

	public ScalingDefinition {
		settings = List.copyOf(settings);
	}

	static ScalingDefinition of(String name, Factory factory, Setting<?>... settings) {
		return new ScalingDefinition(name, List.of(settings), factory);
	}

	/**
	 * Return the settings that it reads.
	 */
	List<Setting<?>> allSettings() {
		return Stream.concat(this.settings.stream(), ScalingParameters.OF_ANY.stream())
			.<Setting<?>>map((setting) -> setting)
			.toList();
	}

	/**
	 * Makes the algorithm.
	 */
	@FunctionalInterface
	public interface Factory {

		/**
		 * Make the algorithm.
		 * @param settings what is set
		 * @param context what it can be made of beside
		 * @return the algorithm
		 */
		ScalingAlgorithm create(BlockSettings settings, ScalingContext context);

	}

}
