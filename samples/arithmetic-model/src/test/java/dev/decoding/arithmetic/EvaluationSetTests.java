package dev.decoding.arithmetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.decoding.arithmetic.random.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EvaluationSet} and its export.
 */
class EvaluationSetTests {

	@Test
	void thereIsASetForEachRowOfTheCard() {
		assertThat(EvaluationSet.all(20)).allSatisfy((set) -> assertThat(set.examples()).hasSize(20))
			.extracting(EvaluationSet::name)
			.containsExactly("sums", "natural", "chain-1", "chain-2", "chain-3", "chain-4", "chain-5", "json", "other",
					"evaluation");
	}

	@Test
	void noQuestionWasTrainedOn() {
		Corpus training = new Corpus(Split.TRAINING, 1, Mix.parse("noisy"));
		Set<List<Message>> trained = LongStream.range(0, 20_000)
			.mapToObj((i) -> training.example(i).messages())
			.map((messages) -> messages.subList(0, messages.size() - 1))
			.collect(Collectors.toSet());
		assertThat(EvaluationSet.all(200).stream().flatMap((set) -> set.examples().stream()).map(Example::messages))
			.extracting((messages) -> messages.subList(0, messages.size() - 1))
			.noneMatch(trained::contains);
	}

	@Test
	void exportWritesAFileASet(@TempDir Path directory) throws IOException {
		EvaluationExport.main(new String[] { "--out", directory.toString(), "--problems", "3" });
		for (EvaluationSet set : EvaluationSet.all(3)) {
			assertThat(Files.readAllLines(directory.resolve(set.name() + ".jsonl")))
				.isEqualTo(set.examples().stream().map(Example::toJson).toList());
		}
	}

}
