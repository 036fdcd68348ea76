package dev.decoding.spring;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.logits.Temperature;
import dev.decoding.logits.TopK;
import dev.decoding.logits.TopP;

/**
 * The logits processors that the options of a request stand for, in Hugging Face's order.
 */
final class RequestedProcessors {

	private RequestedProcessors() {
	}

	/**
	 * Return the processors of a request.
	 * @param options the options of the request
	 * @return the processors, first to last
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	static List<LogitsProcessor> of(DecodingChatOptions options) {
		List<LogitsProcessor> processors = new ArrayList<>();
		Double temperature = options.getTemperature();
		if (temperature != null && temperature != 0 && temperature != 1) {
			processors.add(new Temperature(temperature));
		}
		Integer topK = options.getTopK();
		if (topK != null && topK != 0) {
			processors.add(new TopK(topK));
		}
		Double topP = options.getTopP();
		if (topP != null && topP != 1) {
			processors.add(new TopP(topP));
		}
		return processors;
	}

}
