package dev.decoding.logits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which processors run, as a list of their names. It matters: a {@link TopP}
 * behind a {@link Temperature} keeps other tokens than one before it.
 * <p>
 * The presets are the orders of three projects. Each has a place for every processor of
 * this project, also for those that the project in question does not know: beside the one
 * that is most like it.
 */
public final class ProcessorOrder {

	/** The place of processors that the order does not name: those of an application. */
	public static final String CUSTOM = "custom";

	/** The order of Hugging Face's {@code generate}: truncations behind temperature. */
	public static final ProcessorOrder HUGGING_FACE = new ProcessorOrder(
			List.of("sequence-bias", "logit-bias", "vllm-logit-bias", "hamming-diversity", "encoder-repetition-penalty",
					"repetition-penalty", "llama-cpp-penalties", "vllm-penalties", "dry", "no-repeat-ngram-size",
					"encoder-no-repeat-ngram-size", "bad-words", "vllm-bad-words", "bad-phrases", "min-length",
					"min-new-tokens", "min-tokens", "prefix-allowed-tokens", "allowed-token-ids", "forced-bos-token",
					"forced-eos-token", "remove-invalid-values", "exponential-decay-length-penalty", "suppress-tokens",
					"begin-suppress-tokens", CUSTOM, "temperature", "vllm-temperature", "dynamic-temperature", "top-h",
					"top-n-sigma", "top-k", "llama-cpp-top-k", "top-p", "llama-cpp-top-p", "min-p", "llama-cpp-min-p",
					"typical-p", "llama-cpp-typical-p", "epsilon-cutoff", "eta-cutoff", "p-less", "xtc", "watermark",
					"synthid", "mirostat", "mirostat-v2", "adaptive-p", "renormalize-logits"));

	/** The order of llama.cpp: temperature behind the truncations. */
	public static final ProcessorOrder LLAMA_CPP = new ProcessorOrder(List.of("logit-bias", "vllm-logit-bias",
			"sequence-bias", "hamming-diversity", "llama-cpp-penalties", "vllm-penalties", "encoder-repetition-penalty",
			"repetition-penalty", "dry", "no-repeat-ngram-size", "encoder-no-repeat-ngram-size", "bad-words",
			"vllm-bad-words", "bad-phrases", "min-length", "min-new-tokens", "min-tokens", "prefix-allowed-tokens",
			"allowed-token-ids", "forced-bos-token", "forced-eos-token", "remove-invalid-values",
			"exponential-decay-length-penalty", "suppress-tokens", "begin-suppress-tokens", CUSTOM, "top-n-sigma",
			"top-h", "llama-cpp-top-k", "top-k", "llama-cpp-typical-p", "typical-p", "llama-cpp-top-p", "top-p",
			"llama-cpp-min-p", "min-p", "epsilon-cutoff", "eta-cutoff", "p-less", "xtc", "temperature",
			"vllm-temperature", "dynamic-temperature", "watermark", "synthid", "mirostat", "mirostat-v2", "adaptive-p",
			"renormalize-logits"));

	/** The order of vLLM: masks before penalties, min-p before the other truncations. */
	public static final ProcessorOrder VLLM = new ProcessorOrder(List.of("allowed-token-ids", "prefix-allowed-tokens",
			"vllm-bad-words", "bad-words", "bad-phrases", "min-tokens", "min-length", "min-new-tokens",
			"vllm-logit-bias", "logit-bias", "sequence-bias", "hamming-diversity", CUSTOM, "encoder-repetition-penalty",
			"repetition-penalty", "vllm-penalties", "llama-cpp-penalties", "dry", "no-repeat-ngram-size",
			"encoder-no-repeat-ngram-size", "forced-bos-token", "forced-eos-token", "remove-invalid-values",
			"exponential-decay-length-penalty", "suppress-tokens", "begin-suppress-tokens", "temperature",
			"vllm-temperature", "dynamic-temperature", "min-p", "llama-cpp-min-p", "top-h", "top-n-sigma", "top-k",
			"llama-cpp-top-k", "top-p", "llama-cpp-top-p", "typical-p", "llama-cpp-typical-p", "epsilon-cutoff",
			"eta-cutoff", "p-less", "xtc", "watermark", "synthid", "mirostat", "mirostat-v2", "adaptive-p",
			"renormalize-logits"));

	private static final Map<String, ProcessorOrder> PRESETS = new TreeMap<>(
			Map.of("hugging-face", HUGGING_FACE, "llama-cpp", LLAMA_CPP, "vllm", VLLM));

	private static final Set<String> KNOWN = new LinkedHashSet<>(HUGGING_FACE.names);

	private final List<String> names;

	private ProcessorOrder(List<String> names) {
		this.names = List.copyOf(names);
	}

	/**
	 * Return an order.
	 * @param names the name of a preset ({@code hugging-face}, {@code llama-cpp} or
	 * {@code vllm}) alone, or the names of processors from first to last; where
	 * {@value #CUSTOM} is not among them, it comes first
	 * @param own the names of processors that an application brings, which the order can
	 * name as well
	 * @return the order
	 * @throws IllegalArgumentException if a name is not known or occurs twice
	 */
	public static ProcessorOrder of(List<String> names, Collection<String> own) {
		if (names.size() == 1 && PRESETS.containsKey(names.get(0))) {
			return PRESETS.get(names.get(0));
		}
		List<String> ordered = new ArrayList<>();
		for (String name : names) {
			if (!KNOWN.contains(name) && !own.contains(name)) {
				throw new IllegalArgumentException(
						"'order' has '%s' but must be %s, or a list of %s".formatted(name, quoted(PRESETS.keySet()),
								quoted(Stream.concat(KNOWN.stream(), own.stream()).sorted().distinct().toList())));
			}
			if (ordered.contains(name)) {
				throw new IllegalArgumentException(
						"'order' has '%s' twice; name each processor once, of %s".formatted(name, quoted(KNOWN)));
			}
			ordered.add(name);
		}
		if (!ordered.contains(CUSTOM)) {
			ordered.add(0, CUSTOM);
		}
		return new ProcessorOrder(ordered);
	}

	/**
	 * Return an order.
	 * @param names the name of a preset alone, or the names of processors from first to
	 * last
	 * @return the order
	 * @throws IllegalArgumentException if a name is not known or occurs twice
	 * @see #of(List, Collection)
	 */
	public static ProcessorOrder of(String... names) {
		return of(List.of(names), List.of());
	}

	/**
	 * Return the names of the processors of this project.
	 * @return the names, without {@value #CUSTOM}
	 */
	public static Set<String> knownNames() {
		Set<String> known = new LinkedHashSet<>(KNOWN);
		known.remove(CUSTOM);
		return known;
	}

	/**
	 * Return the order itself.
	 * @return the names from first to last, {@value #CUSTOM} among them
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Sort processors. Those of the same place keep their order.
	 * @param <P> the type of the processors
	 * @param processors the processors
	 * @return the processors from first to last
	 * @throws IllegalArgumentException if a processor of this project has no place
	 */
	public <P extends LogitsProcessor> List<P> sort(Collection<? extends P> processors) {
		processors.forEach((processor) -> place(processor.name()));
		List<P> sorted = new ArrayList<>(processors);
		sorted.sort(Comparator.comparingInt((processor) -> place(processor.name())));
		return sorted;
	}

	private int place(String name) {
		int place = this.names.indexOf(name);
		if (place >= 0) {
			return place;
		}
		if (KNOWN.contains(name)) {
			throw new IllegalArgumentException("'order' has no place for '%s'; add it to %s, or leave the processor out"
				.formatted(name, this.names));
		}
		return this.names.indexOf(CUSTOM);
	}

	private static String quoted(Collection<String> names) {
		return names.stream().collect(Collectors.joining("', '", "'", "'"));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ProcessorOrder that && this.names.equals(that.names);
	}

	@Override
	public int hashCode() {
		return this.names.hashCode();
	}

	@Override
	public String toString() {
		return String.join(", ", this.names);
	}

}
