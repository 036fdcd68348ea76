package dev.decoding.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.model.CausalLm;
import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What devtools do at a restart: close the context and run the application again, while
 * their scope lives on.
 */
class RestartTests {

	private static final List<FakeModel> loaded = new ArrayList<>();

	@BeforeEach
	void clear() {
		loaded.clear();
	}

	@Test
	void unchangedModelIsKept() {
		CausalLm first;
		try (ConfigurableApplicationContext context = run("--decoding.model.location=kept")) {
			first = context.getBean(CausalLm.class);
		}
		try (ConfigurableApplicationContext context = run("--decoding.model.location=kept",
				"--decoding.logits.temperature=0.5")) {
			assertThat(context.getBean(CausalLm.class)).isSameAs(first);
		}
		assertThat(loaded).singleElement().returns(false, FakeModel::isClosed);
	}

	@Test
	void changedModelIsReloaded() {
		run("--decoding.model.location=first").close();
		try (ConfigurableApplicationContext context = run("--decoding.model.location=second")) {
			assertThat(context.getBean(CausalLm.class)).isSameAs(loaded.get(1));
		}
		assertThat(loaded).extracting(FakeModel::isClosed).containsExactly(true, false);
	}

	@Test
	void changedModelOptionIsAChangedModel() {
		run("--decoding.model.location=option").close();
		run("--decoding.model.location=option", "--decoding.model.threads=1").close();
		assertThat(loaded).extracting(FakeModel::isClosed).containsExactly(true, false);
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ModelLoader fakeModelLoader() {
			return (options) -> {
				FakeModel model = FakeModel.saying("hello");
				loaded.add(model);
				return model;
			};
		}

	}

}
