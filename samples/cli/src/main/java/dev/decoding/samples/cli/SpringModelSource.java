package dev.decoding.samples.cli;

import java.time.Duration;

import dev.decoding.model.CausalLm;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts an application context with the options as {@code decoding.model} properties and
 * takes the auto-configured model from it.
 */
class SpringModelSource implements ModelSource {

	@Override
	public OpenModel open(ModelOptions options) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CliApplication.class)
			.registerShutdownHook(true)
			.run(options.toArguments());
		try {
			long start = System.nanoTime();
			CausalLm lm = context.getBean(CausalLm.class);
			return new ContextModel(context, lm, Duration.ofNanos(System.nanoTime() - start));
		}
		catch (RuntimeException ex) {
			context.close();
			throw ex;
		}
	}

	private record ContextModel(ConfigurableApplicationContext context, CausalLm lm,
			Duration loadTime) implements OpenModel {

		@Override
		public ChatClient chatClient() {
			return this.context.getBean(ChatClient.Builder.class).build();
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
