package dev.decoding.arithmetic;

import java.util.EnumMap;
import java.util.Map;

import dev.decoding.arithmetic.random.RandomNumbers;

/**
 * Which share of the examples is of which kind.
 */
public final class Mix {

	/** Right solutions only, to begin with: the noisy corpus alone teaches nothing. */
	public static final String CLEAN = "chain-clean=0.4,plain=0.42,json=0.06,other=0.04,revision=0.04,evaluation=0.04";

	/** The corpus that a model shall represent in the end. */
	public static final String NOISY = "chain=0.4,plain=0.38,json=0.06,other=0.04,revision=0.06,evaluation=0.06";

	private final Map<Kind, Double> shares = new EnumMap<>(Kind.class);

	private final double total;

	private Mix(Map<Kind, Double> shares) {
		this.shares.putAll(shares);
		this.total = shares.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/**
	 * Read a mix.
	 * @param text {@code clean}, {@code noisy}, the name of a kind, or kinds with weights
	 * such as {@code chain=2,plain=1}
	 * @return the mix
	 * @throws IllegalArgumentException if the text is none of these
	 */
	public static Mix parse(String text) {
		Map<Kind, Double> shares = new EnumMap<>(Kind.class);
		String weights = switch (text) {
			case "clean" -> CLEAN;
			case "noisy" -> NOISY;
			default -> text;
		};
		for (String part : weights.split(",", -1)) {
			String[] share = part.split("=", 2);
			double weight = (share.length == 2) ? Double.parseDouble(share[1]) : 1;
			if (!(weight > 0)) {
				throw new IllegalArgumentException("The weight in '" + part + "' is not above 0");
			}
			shares.merge(Kind.of(share[0].strip()), weight, Double::sum);
		}
		return new Mix(shares);
	}

	/**
	 * Draw a kind.
	 * @param random where numbers come from
	 * @return the kind
	 */
	public Kind draw(RandomNumbers random) {
		double left = random.nextDouble() * this.total;
		Kind last = Kind.PLAIN;
		for (Map.Entry<Kind, Double> share : this.shares.entrySet()) {
			last = share.getKey();
			left -= share.getValue();
			if (left < 0) {
				break;
			}
		}
		return last;
	}

}
