package dev.decoding.spring.autoconfigure;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Begins to load the model once it is known that the application has one, so that the
 * rest of the application starts meanwhile. A model that is initialised lazily is left
 * alone, and nothing is loaded while an application is only processed ahead of time.
 */
class ModelPreloader implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			return;
		}
		for (String name : beanFactory.getBeanNamesForType(ModelFactoryBean.class, false, false)) {
			if (!beanFactory.getBeanDefinition(BeanFactoryUtils.transformedBeanName(name)).isLazyInit()) {
				beanFactory.getBean(name);
			}
		}
	}

}
