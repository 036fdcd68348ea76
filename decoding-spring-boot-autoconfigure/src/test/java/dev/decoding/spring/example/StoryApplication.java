package dev.decoding.spring.example;

import java.util.stream.IntStream;

import dev.decoding.logits.LogitsProcessor;
import dev.decoding.model.CausalLm;
import dev.decoding.model.Vocabulary;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class StoryApplication {

	/** Removes every token with a digit. */
	@Bean
	LogitsProcessor noDigits(CausalLm model) {
		Vocabulary vocabulary = model.tokenizer().vocabulary();
		int[] digits = IntStream.range(0, vocabulary.size())
			.filter((token) -> vocabulary.token(token).matches(".*\\d.*"))
			.toArray();
		return (sequence, logits) -> {
			for (int token : digits) {
				logits.set(token, Float.NEGATIVE_INFINITY);
			}
		};
	}

}
