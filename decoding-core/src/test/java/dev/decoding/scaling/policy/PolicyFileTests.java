package dev.decoding.scaling.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link PolicyFile}.
 */
class PolicyFileTests {

	@Test
	void whatIsWrittenIsRead(@TempDir Path directory) throws IOException {
		ComputePolicy policy = new ComputePolicy(new DifficultyBins(List.of(0.7, 0.3)),
				List.of(new ComputePolicy.Entry(1, 4, "majority"), new ComputePolicy.Entry(3, 16, "rain")));
		Path file = directory.resolve("policy.json");
		PolicyFile.write(policy, file);
		assertThat(PolicyFile.read(file.toString())).isEqualTo(policy);
	}

	@Test
	void theStandardPolicyHasAnEntryForEachBinAndBudget() {
		ComputePolicy policy = PolicyFile.read(PolicyFile.STANDARD);
		for (int bin = 1; bin <= policy.bins().count(); bin++) {
			for (int budget : new int[] { 1, 4, 16, 1000 }) {
				assertThat(policy.choose(bin, budget)).isPresent();
			}
		}
	}

	@Test
	void whatIsNoPolicyIsRefused(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("policy.json"), "[1]");
		assertThatIllegalArgumentException().isThrownBy(() -> PolicyFile.read(file.toString()))
			.withMessageStartingWith("'policy' is '" + file + "', which is no policy: ");
		assertThatIllegalArgumentException().isThrownBy(() -> PolicyFile.read("classpath:/nowhere.json"))
			.withMessageStartingWith("'policy' is 'classpath:/nowhere.json', which cannot be read: ");
	}

}
