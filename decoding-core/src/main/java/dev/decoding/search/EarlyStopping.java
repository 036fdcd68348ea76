package dev.decoding.search;

/**
 * When a beam search stops looking for better sequences, under Hugging Face's names.
 */
public enum EarlyStopping {

	/** As soon as there are as many finished sequences as beams. */
	TRUE,

	/**
	 * When the best unfinished sequence, ending now, would be no better than the worst
	 * finished one. A longer sequence could still be, if the length penalty rewards
	 * length.
	 */
	FALSE,

	/**
	 * When no unfinished sequence can become better than the worst finished one, however
	 * long it gets.
	 */
	NEVER

}
