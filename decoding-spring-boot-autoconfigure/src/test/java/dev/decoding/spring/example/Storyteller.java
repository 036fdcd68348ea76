package dev.decoding.spring.example;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.stereotype.Component;

@Component
class Storyteller {

	private final ChatClient chat;

	Storyteller(ChatClient.Builder builder) {
		this.chat = builder.build();
	}

	String tell(String about, double temperature) {
		return this.chat.prompt(about).options(ChatOptions.builder().temperature(temperature)).call().content();
	}

}
