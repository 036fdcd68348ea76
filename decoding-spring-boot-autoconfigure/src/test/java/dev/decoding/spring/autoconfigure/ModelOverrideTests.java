package dev.decoding.spring.autoconfigure;

import dev.decoding.model.CausalLm;
import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test of an application does that has no use for the configured model.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = "decoding.model.location=gone")
class ModelOverrideTests {

	@TestBean
	private CausalLm model;

	@Autowired
	private ChatModel chat;

	@Test
	void modelThatATestReplacesIsNotLoaded() {
		assertThat(this.chat.call("Hi")).isEqualTo("hello");
	}

	static CausalLm model() {
		return FakeModel.saying("hello");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ModelLoader failingModelLoader() {
			return (options) -> {
				throw new IllegalStateException("loaded");
			};
		}

	}

}
