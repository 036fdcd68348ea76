package dev.decoding.scaling.policy;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link DifficultyBins}.
 */
class DifficultyBinsTests {

	@Test
	void quantilesAreOfEqualSizeAndTheFirstIsTheEasiest() {
		double[] rates = IntStream.range(0, 100).mapToDouble((i) -> (i * 37 % 100) / 100.0).toArray();
		DifficultyBins bins = DifficultyBins.ofQuantiles(rates, 5);
		assertThat(bins.edges()).containsExactly(0.8, 0.6, 0.4, 0.2);
		for (int bin = 1; bin <= 5; bin++) {
			int wanted = bin;
			assertThat(DoubleStream.of(rates).filter((rate) -> bins.bin(rate) == wanted).count()).isEqualTo(20);
		}
		assertThat(bins.bin(1)).isOne();
		assertThat(bins.bin(0.8)).isOne();
		assertThat(bins.bin(0.79)).isEqualTo(2);
		assertThat(bins.bin(0)).isEqualTo(5);
	}

	@Test
	void oneBinHoldsAll() {
		DifficultyBins bins = DifficultyBins.ofQuantiles(new double[] { 0.1, 0.9 }, 1);
		assertThat(bins.count()).isOne();
		assertThat(bins.bin(0.5)).isOne();
	}

	@Test
	void edgesDescend() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DifficultyBins(List.of(0.2, 0.4)))
			.withMessage("'edges' is [0.2, 0.4] but must be rates from 0 to 1 in descending order");
		assertThatIllegalArgumentException().isThrownBy(() -> new DifficultyBins(List.of(1.5)))
			.withMessageContaining("'edges'");
	}

	@Test
	void moreBinsThanRatesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DifficultyBins.ofQuantiles(new double[4], 5))
			.withMessage("'count' is 5 but must be from 1 to the number of rates, 4");
	}

}
