package dev.decoding.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chart}.
 */
class ChartTests {

	private final Chart chart = new Chart("Title", "x", "y");

	@Test
	void drawsTheSameFileAgain(@TempDir Path directory) throws IOException {
		Map<String, SortedMap<Integer, Double>> lines = Map.of("line",
				new TreeMap<>(Map.of(1, 40.0, 4, 50.0, 16, 70.0)));
		this.chart.drawLines(lines, true, directory.resolve("a.svg"));
		this.chart.drawLines(lines, true, directory.resolve("b.svg"));
		assertThat(directory.resolve("a.svg")).hasSameTextualContentAs(directory.resolve("b.svg"));
		assertThat(Files.readString(directory.resolve("a.svg"))).contains("<svg").doesNotContainPattern("\\.\\d{3}");
	}

	@Test
	void drawsBars(@TempDir Path directory) throws IOException {
		this.chart.drawBars(List.of("bin 1", "bin 2"), Map.of("bar", List.of(90.0, 10.0)), directory.resolve("a.svg"));
		assertThat(directory.resolve("a.svg")).isNotEmptyFile();
	}

	@Test
	void leavesOutAFigureOfNothing(@TempDir Path directory) throws IOException {
		this.chart.drawLines(Map.of(), true, directory.resolve("a.svg"));
		assertThat(directory).isEmptyDirectory();
	}

}
