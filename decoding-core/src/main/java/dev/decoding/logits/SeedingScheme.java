package dev.decoding.logits;

/**
 * What the list of the tokens that a {@link Watermark} favours depends on.
 */
public enum SeedingScheme {

	/**
	 * On the token before. All tokens of one list are favoured together.
	 */
	LEFTHASH,

	/**
	 * On the tokens before and on the token itself, so that each token has a list of its
	 * own, which it may be on or not. Harder to find out, and slower.
	 */
	SELFHASH

}
