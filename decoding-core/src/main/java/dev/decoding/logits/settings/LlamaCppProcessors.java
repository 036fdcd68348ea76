package dev.decoding.logits.settings;

import java.util.List;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.llamacpp.AdaptiveP;
import dev.decoding.logits.llamacpp.Dry;
import dev.decoding.logits.llamacpp.DynamicTemperature;
import dev.decoding.logits.llamacpp.LogitBias;
import dev.decoding.logits.llamacpp.MinP;
import dev.decoding.logits.llamacpp.Mirostat;
import dev.decoding.logits.llamacpp.MirostatV2;
import dev.decoding.logits.llamacpp.Penalties;
import dev.decoding.logits.llamacpp.SequenceBreakers;
import dev.decoding.logits.llamacpp.TopK;
import dev.decoding.logits.llamacpp.TopNSigma;
import dev.decoding.logits.llamacpp.TopP;
import dev.decoding.logits.llamacpp.TypicalP;
import dev.decoding.logits.llamacpp.Xtc;

import static dev.decoding.logits.settings.Settings.ADAPTIVE_P_DECAY;
import static dev.decoding.logits.settings.Settings.ADAPTIVE_P_TARGET;
import static dev.decoding.logits.settings.Settings.DRY_ALLOWED_LENGTH;
import static dev.decoding.logits.settings.Settings.DRY_BASE;
import static dev.decoding.logits.settings.Settings.DRY_MULTIPLIER;
import static dev.decoding.logits.settings.Settings.DRY_PENALTY_LAST_N;
import static dev.decoding.logits.settings.Settings.DRY_SEQUENCE_BREAKERS;
import static dev.decoding.logits.settings.Settings.DYNAMIC_TEMPERATURE_EXPONENT;
import static dev.decoding.logits.settings.Settings.DYNAMIC_TEMPERATURE_RANGE;
import static dev.decoding.logits.settings.Settings.FREQUENCY_PENALTY;
import static dev.decoding.logits.settings.Settings.LOGIT_BIAS;
import static dev.decoding.logits.settings.Settings.MIN_P;
import static dev.decoding.logits.settings.Settings.MIROSTAT_ETA;
import static dev.decoding.logits.settings.Settings.MIROSTAT_M;
import static dev.decoding.logits.settings.Settings.MIROSTAT_TAU;
import static dev.decoding.logits.settings.Settings.MIROSTAT_VERSION;
import static dev.decoding.logits.settings.Settings.PENALTY_LAST_N;
import static dev.decoding.logits.settings.Settings.PRESENCE_PENALTY;
import static dev.decoding.logits.settings.Settings.REPETITION_PENALTY;
import static dev.decoding.logits.settings.Settings.TEMPERATURE;
import static dev.decoding.logits.settings.Settings.TOP_K;
import static dev.decoding.logits.settings.Settings.TOP_N_SIGMA;
import static dev.decoding.logits.settings.Settings.TOP_P;
import static dev.decoding.logits.settings.Settings.TYPICAL_P;
import static dev.decoding.logits.settings.Settings.XTC_PROBABILITY;
import static dev.decoding.logits.settings.Settings.XTC_THRESHOLD;

/**
 * The processors with llama.cpp's semantics.
 */
final class LlamaCppProcessors {

	static final List<ProcessorDefinition> ALL = List
		.of(ProcessorDefinition.of("logit-bias", (settings, context) -> LogitBias.of(settings.require(LOGIT_BIAS)),
				LOGIT_BIAS),
				ProcessorDefinition
					.of("llama-cpp-penalties",
							(settings, context) -> new Penalties(settings.require(PENALTY_LAST_N),
									settings.get(REPETITION_PENALTY, 1.0), settings.get(FREQUENCY_PENALTY, 0.0),
									settings.get(PRESENCE_PENALTY, 0.0)),
							REPETITION_PENALTY, FREQUENCY_PENALTY, PRESENCE_PENALTY)
					.reading(PENALTY_LAST_N)
					.alias("penalties")
					.givingWayToMirostat(),
				ProcessorDefinition.of("dry", LlamaCppProcessors::dry, DRY_MULTIPLIER)
					.reading(DRY_BASE, DRY_ALLOWED_LENGTH, DRY_PENALTY_LAST_N, DRY_SEQUENCE_BREAKERS)
					.needingTokenizer()
					.givingWayToMirostat(),
				ProcessorDefinition
					.of("top-n-sigma", (settings, context) -> new TopNSigma(settings.require(TOP_N_SIGMA)), TOP_N_SIGMA)
					.samplingOnly()
					.givingWayToMirostat(),
				ProcessorDefinition
					.of("llama-cpp-top-k", (settings, context) -> new TopK(settings.require(TOP_K)), TOP_K)
					.samplingOnly()
					.givingWayToMirostat(),
				ProcessorDefinition
					.of("llama-cpp-typical-p",
							(settings, context) -> new TypicalP(settings.require(TYPICAL_P), context.minTokensToKeep()),
							TYPICAL_P)
					.alias("llama-cpp-typical", "typ-p", "llama-cpp-typ-p")
					.samplingOnly()
					.givingWayToMirostat(),
				ProcessorDefinition
					.of("llama-cpp-top-p",
							(settings, context) -> new TopP(settings.require(TOP_P), context.minTokensToKeep()), TOP_P)
					.samplingOnly()
					.givingWayToMirostat(),
				ProcessorDefinition.of("llama-cpp-min-p",
						(settings, context) -> new MinP(settings.require(MIN_P), context.minTokensToKeep()), MIN_P)
					.samplingOnly()
					.givingWayToMirostat(),
				ProcessorDefinition
					.of("xtc",
							(settings, context) -> new Xtc(settings.require(XTC_PROBABILITY),
									settings.require(XTC_THRESHOLD), context.minTokensToKeep(),
									context.randomNumbers()),
							XTC_PROBABILITY)
					.reading(XTC_THRESHOLD)
					.samplingOnly()
					.givingWayToMirostat(),
				ProcessorDefinition
					.of("dynamic-temperature",
							(settings, context) -> new DynamicTemperature(settings.get(TEMPERATURE, 1.0),
									settings.get(DYNAMIC_TEMPERATURE_RANGE, 0.0),
									settings.require(DYNAMIC_TEMPERATURE_EXPONENT)),
							DYNAMIC_TEMPERATURE_RANGE)
					.reading(TEMPERATURE, DYNAMIC_TEMPERATURE_EXPONENT)
					.replacing(TEMPERATURE)
					.alias("temp-ext", "temp", "llama-cpp-temperature")
					.samplingOnly(),
				ProcessorDefinition
					.of("mirostat",
							(settings, context) -> new Mirostat(settings.require(MIROSTAT_TAU),
									settings.require(MIROSTAT_ETA), settings.require(MIROSTAT_M),
									2 * settings.require(MIROSTAT_TAU)),
							MIROSTAT_VERSION)
					.when((settings) -> settings.require(MIROSTAT_VERSION) == 1)
					.reading(MIROSTAT_TAU, MIROSTAT_ETA, MIROSTAT_M)
					.samplingOnly(),
				ProcessorDefinition.of("mirostat-v2", LlamaCppProcessors::mirostatV2, MIROSTAT_VERSION)
					.when((settings) -> settings.require(MIROSTAT_VERSION) != 1)
					.reading(MIROSTAT_TAU, MIROSTAT_ETA)
					.samplingOnly(),
				ProcessorDefinition
					.of("adaptive-p",
							(settings, context) -> new AdaptiveP(settings.require(ADAPTIVE_P_TARGET),
									settings.require(ADAPTIVE_P_DECAY)),
							ADAPTIVE_P_TARGET)
					.reading(ADAPTIVE_P_DECAY)
					.samplingOnly()
					.givingWayToMirostat());

	private LlamaCppProcessors() {
	}

	private static LogitsProcessor dry(LogitsSettings settings, RequestContext context) {
		return new Dry(settings.require(DRY_MULTIPLIER), settings.require(DRY_BASE),
				settings.require(DRY_ALLOWED_LENGTH), settings.require(DRY_PENALTY_LAST_N),
				SequenceBreakers.of(context.tokenizer(), settings.require(DRY_SEQUENCE_BREAKERS)));
	}

	private static LogitsProcessor mirostatV2(LogitsSettings settings, RequestContext context) {
		int version = settings.get(MIROSTAT_VERSION, 2);
		if (version != 2) {
			throw new IllegalArgumentException("'mirostatVersion' is %d but must be 0, 1 or 2".formatted(version));
		}
		return new MirostatV2(settings.require(MIROSTAT_TAU), settings.require(MIROSTAT_ETA));
	}

}
