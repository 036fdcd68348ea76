package dev.decoding;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.BadWords;
import dev.decoding.logits.BeginSuppressTokens;
import dev.decoding.logits.EncoderNoRepeatNGram;
import dev.decoding.logits.EncoderRepetitionPenalty;
import dev.decoding.logits.EpsilonCutoff;
import dev.decoding.logits.EtaCutoff;
import dev.decoding.logits.ExponentialDecayLengthPenalty;
import dev.decoding.logits.ForcedBosToken;
import dev.decoding.logits.ForcedEosToken;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.MinLength;
import dev.decoding.logits.MinNewTokens;
import dev.decoding.logits.MinP;
import dev.decoding.logits.NoRepeatNGram;
import dev.decoding.logits.RemoveInvalidValues;
import dev.decoding.logits.RenormalizeLogits;
import dev.decoding.logits.RepetitionPenalty;
import dev.decoding.logits.SequenceBias;
import dev.decoding.logits.SuppressTokens;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopH;
import dev.decoding.logits.TopK;
import dev.decoding.logits.TopP;
import dev.decoding.logits.TypicalP;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of Hugging Face's {@code generate}, and the processors that it makes of
 * them, in no particular order.
 *
 * @param json the arguments
 * @param promptLength the length of the prompt in tokens, padding included
 */
public record HuggingFaceArguments(JsonNode json, int promptLength) {

	/**
	 * Read how many tokens are generated at most.
	 */
	public int maxNewTokens() {
		if (isSet("max_new_tokens")) {
			return integer("max_new_tokens");
		}
		return isSet("max_length") ? integer("max_length") - this.promptLength : 20;
	}

	/**
	 * Read how many sequences are wanted.
	 */
	public int numReturnSequences() {
		return isSet("num_return_sequences") ? integer("num_return_sequences") : 1;
	}

	/**
	 * Read what ends a text.
	 */
	public List<Integer> endOfTextTokens() {
		return tokens("eos_token_id");
	}

	/**
	 * Make the processors.
	 */
	public List<LogitsProcessor> processors() {
		List<LogitsProcessor> processors = new ArrayList<>();
		List<Integer> ends = endOfTextTokens();
		if (isSet("sequence_bias")) {
			processors.add(new SequenceBias(this.json.get("sequence_bias").valueStream().map(this::bias).toList()));
		}
		if (number("encoder_repetition_penalty", 1) != 1) {
			processors.add(new EncoderRepetitionPenalty(number("encoder_repetition_penalty", 1)));
		}
		if (number("repetition_penalty", 1) != 1) {
			processors.add(new RepetitionPenalty(number("repetition_penalty", 1)));
		}
		if (integer("no_repeat_ngram_size") > 0) {
			processors.add(new NoRepeatNGram(integer("no_repeat_ngram_size")));
		}
		if (integer("encoder_no_repeat_ngram_size") > 0) {
			processors.add(new EncoderNoRepeatNGram(integer("encoder_no_repeat_ngram_size")));
		}
		if (isSet("bad_words_ids")) {
			processors.add(new BadWords(
					this.json.get("bad_words_ids").valueStream().map(HuggingFaceArguments::tokens).toList(), ends));
		}
		addLeastLengths(processors, ends);
		if (isSet("forced_bos_token_id")) {
			processors.add(new ForcedBosToken(integer("forced_bos_token_id")));
		}
		if (isSet("forced_eos_token_id")) {
			processors
				.add(ForcedEosToken.atMaxLength(this.promptLength + maxNewTokens(), tokens("forced_eos_token_id")));
		}
		if (isTrue("remove_invalid_values")) {
			processors.add(new RemoveInvalidValues());
		}
		if (isSet("exponential_decay_length_penalty")) {
			JsonNode penalty = this.json.get("exponential_decay_length_penalty");
			processors
				.add(new ExponentialDecayLengthPenalty(penalty.get(0).intValue(), penalty.get(1).doubleValue(), ends));
		}
		if (isSet("suppress_tokens")) {
			processors.add(new SuppressTokens(tokens("suppress_tokens")));
		}
		if (isSet("begin_suppress_tokens")) {
			processors
				.add(new BeginSuppressTokens(tokens("begin_suppress_tokens"), null, isSet("forced_bos_token_id")));
		}
		if (isTrue("do_sample")) {
			addTruncations(processors);
		}
		if (isTrue("renormalize_logits")) {
			processors.add(new RenormalizeLogits());
		}
		return processors;
	}

	/**
	 * A least number of new tokens is also set as a least length.
	 */
	private void addLeastLengths(List<LogitsProcessor> processors, List<Integer> ends) {
		int newTokens = integer("min_new_tokens");
		int length = isSet("min_new_tokens") ? newTokens + this.promptLength : integer("min_length");
		if (length > 0 && !ends.isEmpty()) {
			processors.add(new MinLength(length, ends));
		}
		if (newTokens > 0 && !ends.isEmpty()) {
			processors.add(new MinNewTokens(newTokens, ends));
		}
	}

	private void addTruncations(List<LogitsProcessor> processors) {
		int kept = (integer("num_beams") > 1) ? Math.max(1, endOfTextTokens().size()) + 1 : 1;
		if (number("temperature", 1) != 1) {
			processors.add(new Temperature(number("temperature", 1)));
		}
		if (isSet("top_h")) {
			processors.add(new TopH(number("top_h", 1)));
		}
		int topK = isSet("top_k") ? integer("top_k") : 50;
		if (topK > 0) {
			processors.add(new TopK(topK, kept));
		}
		if (number("top_p", 1) < 1) {
			processors.add(new TopP(number("top_p", 1), kept));
		}
		if (isSet("min_p")) {
			processors.add(new MinP(number("min_p", 0), kept));
		}
		if (number("typical_p", 1) < 1) {
			processors.add(new TypicalP(number("typical_p", 1), kept));
		}
		if (isBetweenZeroAndOne("epsilon_cutoff")) {
			processors.add(new EpsilonCutoff(number("epsilon_cutoff", 0), kept));
		}
		if (isBetweenZeroAndOne("eta_cutoff")) {
			processors.add(new EtaCutoff(number("eta_cutoff", 0), kept));
		}
	}

	private SequenceBias.Bias bias(JsonNode pair) {
		return new SequenceBias.Bias(tokens(pair.get(0)),
				pair.get(1).isString() ? Double.NEGATIVE_INFINITY : pair.get(1).doubleValue());
	}

	private List<Integer> tokens(String name) {
		return isSet(name) ? tokens(this.json.get(name)) : List.of();
	}

	private static List<Integer> tokens(JsonNode node) {
		return node.isArray() ? node.valueStream().map(JsonNode::intValue).toList() : List.of(node.intValue());
	}

	private int integer(String name) {
		return this.json.path(name).asInt(0);
	}

	private double number(String name, double otherwise) {
		return this.json.path(name).asDouble(otherwise);
	}

	private boolean isBetweenZeroAndOne(String name) {
		return number(name, 0) > 0 && number(name, 0) < 1;
	}

	private boolean isTrue(String name) {
		return this.json.path(name).asBoolean(false);
	}

	private boolean isSet(String name) {
		@Nullable JsonNode node = this.json.get(name);
		return node != null && !node.isNull();
	}

}
