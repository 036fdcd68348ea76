package dev.decoding.spring.autoconfigure;

import dev.decoding.spring.DecodingChatModel;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Begins to load the model once it is known that the application has one, and waits for
 * it once all other beans are there, so that what is wrong with it fails the start. A
 * model that is initialised lazily is left alone, and nothing is loaded while an
 * application is only processed ahead of time.
 */
class ModelPreloader implements BeanFactoryPostProcessor, SmartInitializingSingleton {

	/** The bean that uses the model in ways that can be misconfigured. */
	static final String CHAT_MODEL = "decodingChatModel";

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	private @Nullable String model;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		for (String factory : beanFactory.getBeanNamesForType(ModelFactoryBean.class, false, false)) {
			String name = BeanFactoryUtils.transformedBeanName(factory);
			if (!beanFactory.getBeanDefinition(name).isLazyInit()) {
				beanFactory.getBean(factory);
				this.beanFactory = beanFactory;
				this.model = name;
			}
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory == null || this.model == null) {
			return;
		}
		this.beanFactory.getBean(this.model);
		if (this.beanFactory.getSingleton(CHAT_MODEL) instanceof DecodingChatModel chat) {
			DecodingAutoConfiguration.check(chat::getOptions);
		}
	}

}
