package dev.decoding.scaling.chain;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.decoding.logits.CategoricalSampler;
import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.Temperature;
import dev.decoding.search.GenerationRequest;

/**
 * The request that answers are proposed for: tokens are drawn at another temperature, and
 * how likely the model itself finds them is told.
 */
final class ProposalRequest {

	private ProposalRequest() {
	}

	/**
	 * Adjust a request.
	 * @param request what the user wants
	 * @param temperature the temperature to draw at, in place of the user's; what else
	 * the user has stays, such as a grammar
	 * @param paths how many paths are begun
	 * @return the request
	 */
	static GenerationRequest of(GenerationRequest request, double temperature, int paths) {
		List<LogitsProcessor> processors = new ArrayList<>(request.processors().processors());
		processors
			.replaceAll((processor) -> (processor instanceof Temperature) ? new Temperature(temperature) : processor);
		if (processors.stream().noneMatch(Temperature.class::isInstance)) {
			processors.add(new Temperature(temperature));
		}
		Integer statistics = request.statistics();
		return request.toBuilder()
			.numReturnSequences(paths)
			.statistics((statistics != null) ? statistics : 0)
			.processors(processors)
			.sampler(new CategoricalSampler())
			.build();
	}

	/**
	 * Check a temperature, or derive it from a power.
	 * @param temperature the temperature, or {@code null} for that at which each token is
	 * drawn from the power of its distribution; {@code 1/4} if that is infinite, 1 if it
	 * is 0
	 * @param alpha the power
	 */
	static double temperature(@Nullable Double temperature, double alpha) {
		if (temperature != null) {
			return new Temperature(temperature).temperature();
		}
		return Double.isInfinite(alpha) ? 0.25 : (alpha > 0) ? 1 / alpha : 1;
	}

}
