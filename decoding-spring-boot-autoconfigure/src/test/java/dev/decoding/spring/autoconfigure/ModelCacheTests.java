package dev.decoding.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.decoding.engine.EngineOptions;
import dev.decoding.model.CausalLm;
import dev.decoding.spring.FakeModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ModelCacheTests {

	private static final EngineOptions OPTIONS = EngineOptions.of("model");

	private static final EngineOptions OTHER_OPTIONS = OPTIONS.withThreads(1);

	private final List<FakeModel> loaded = new ArrayList<>();

	@Test
	void releasedModelIsClosed() {
		ModelCache cache = new ModelCache(false);
		cache.acquire(OPTIONS, this::load);
		assertThat(this.loaded).singleElement().returns(false, FakeModel::isClosed);
		cache.release(OPTIONS);
		assertThat(this.loaded).singleElement().returns(true, FakeModel::isClosed);
	}

	@Test
	void modelInUseTwiceIsClosedWithItsLastUser() {
		ModelCache cache = new ModelCache(false);
		CausalLm model = cache.acquire(OPTIONS, this::load);
		assertThat(cache.acquire(EngineOptions.of("model"), this::load)).isSameAs(model);
		cache.release(OPTIONS);
		assertThat(this.loaded).singleElement().returns(false, FakeModel::isClosed);
		cache.release(OPTIONS);
		assertThat(this.loaded).singleElement().returns(true, FakeModel::isClosed);
	}

	@Test
	void unchangedOptionsKeepTheModelOverARestart() {
		ModelCache cache = new ModelCache(true);
		CausalLm model = cache.acquire(OPTIONS, this::load);
		cache.release(OPTIONS);
		assertThat(cache.acquire(OPTIONS, this::load)).isSameAs(model);
		assertThat(this.loaded).singleElement().returns(false, FakeModel::isClosed);
	}

	@Test
	void changedOptionsReloadTheModelAtARestart() {
		ModelCache cache = new ModelCache(true);
		cache.acquire(OPTIONS, this::load);
		cache.release(OPTIONS);
		cache.acquire(OTHER_OPTIONS, this::load);
		assertThat(this.loaded).extracting(FakeModel::isClosed).containsExactly(true, false);
	}

	@Test
	void modelThatAnotherContextUsesIsNotClosed() {
		ModelCache cache = new ModelCache(true);
		cache.acquire(OPTIONS, this::load);
		cache.acquire(OTHER_OPTIONS, this::load);
		assertThat(this.loaded).extracting(FakeModel::isClosed).containsExactly(false, false);
	}

	@Test
	void failedLoadIsTriedAgain() {
		ModelCache cache = new ModelCache(true);
		assertThatIllegalStateException().isThrownBy(() -> cache.acquire(OPTIONS, (options) -> {
			throw new IllegalStateException("broken");
		})).withMessage("broken");
		assertThat(cache.acquire(OPTIONS, this::load)).isSameAs(this.loaded.get(0));
	}

	@Test
	void releaseWithoutAcquireIsRefused() {
		ModelCache cache = new ModelCache(false);
		assertThatIllegalStateException().isThrownBy(() -> cache.release(OPTIONS));
	}

	private CausalLm load(EngineOptions options) {
		FakeModel model = FakeModel.saying(options.location());
		this.loaded.add(model);
		return model;
	}

}
