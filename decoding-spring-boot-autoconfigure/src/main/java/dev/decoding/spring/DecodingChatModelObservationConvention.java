package dev.decoding.spring;

import io.micrometer.common.KeyValues;

import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;

/**
 * Spring AI's convention, and what only this model knows: the seed of the request, and
 * the strategy that answered it.
 */
public class DecodingChatModelObservationConvention extends DefaultChatModelObservationConvention {

	private static final String REQUEST_SEED = "gen_ai.request.seed";

	private static final String STRATEGY = "decoding.search.strategy";

	@Override
	public KeyValues getHighCardinalityKeyValues(ChatModelObservationContext context) {
		KeyValues keyValues = super.getHighCardinalityKeyValues(context);
		if (context.getRequest().getOptions() instanceof DecodingChatOptions options && options.getSeed() != null) {
			keyValues = keyValues.and(REQUEST_SEED, String.valueOf(options.getSeed()));
		}
		if (context.getResponse() != null) {
			Object strategy = context.getResponse().getMetadata().get(ResponseMetadata.STRATEGY);
			keyValues = (strategy != null) ? keyValues.and(STRATEGY, strategy.toString()) : keyValues;
		}
		return keyValues;
	}

}
