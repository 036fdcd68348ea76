package dev.decoding.benchmark;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A figure as SVG.
 *
 * @param title what it shows
 * @param xTitle what is at the bottom
 * @param yTitle what is on the left
 */
record Chart(String title, String xTitle, String yTitle) {

	private static final int WIDTH = 760;

	private static final int HEIGHT = 440;

	/** More names than this do not fit side by side. */
	private static final int MOST_NAMES = 8;

	private static final Pattern CLIP = Pattern.compile("clip\\d+");

	private static final Pattern DIGITS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

	private static final Color[] COLORS = { new Color(0x4477AA), new Color(0xEE6677), new Color(0x228833),
			new Color(0xCCBB44), new Color(0x66CCEE), new Color(0xAA3377), new Color(0x888888), new Color(0x222222) };

	/**
	 * Draw a line for each strategy.
	 * @param lines by the name of the strategy, values by budget
	 * @param powers whether budgets are powers of 4, drawn at equal distances
	 * @param file the file to write
	 */
	void drawLines(Map<String, SortedMap<Integer, Double>> lines, boolean powers, Path file) throws IOException {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(this.title)
			.xAxisTitle(this.xTitle)
			.yAxisTitle(this.yTitle)
			.build();
		style(chart.getStyler());
		chart.getStyler().setMarkerSize(6);
		if (powers) {
			chart.getStyler()
				.setxAxisTickLabelsFormattingFunction(
						(x) -> (x == Math.rint(x)) ? String.valueOf(Math.round(Math.pow(4, x))) : "");
		}
		lines.forEach((name, values) -> {
			if (!values.isEmpty()) {
				chart
					.addSeries(name,
							values.keySet()
								.stream()
								.mapToDouble((budget) -> powers ? Math.log(budget) / Math.log(4) : budget)
								.map((x) -> Math.rint(x * 1e6) / 1e6)
								.toArray(),
							values.values().stream().mapToDouble(Double::doubleValue).toArray())
					.setMarker(SeriesMarkers.CIRCLE);
			}
		});
		write(chart.getSeriesMap().isEmpty(), chart, file);
	}

	/**
	 * Draw a bar for each strategy in each category.
	 * @param categories the names of the categories
	 * @param bars by the name of the strategy, a value for each category
	 * @param file the file to write
	 */
	void drawBars(List<String> categories, Map<String, List<Double>> bars, Path file) throws IOException {
		CategoryChart chart = new CategoryChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(this.title)
			.xAxisTitle(this.xTitle)
			.yAxisTitle(this.yTitle)
			.build();
		style(chart.getStyler());
		chart.getStyler().setXAxisLabelRotation((categories.size() > MOST_NAMES) ? 90 : 0);
		bars.forEach((name, values) -> chart.addSeries(name, categories, values));
		write(bars.isEmpty(), chart, file);
	}

	private static void style(Styler styler) {
		styler.setLegendPosition(LegendPosition.OutsideE);
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setSeriesColors(COLORS);
		if (styler instanceof AxesChartStyler axes) {
			axes.setYAxisDecimalPattern("0.0");
		}
	}

	private static void write(boolean empty, org.knowm.xchart.internal.chartpart.Chart<?, ?> chart, Path file)
			throws IOException {
		if (empty) {
			return;
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
		Files.writeString(file, tidy(out.toString(StandardCharsets.UTF_8)));
	}

	/**
	 * Count the names of parts, which differ from run to run, and leave out digits that
	 * nobody sees.
	 */
	private static String tidy(String svg) {
		Map<String, String> names = new HashMap<>();
		String named = CLIP.matcher(svg)
			.replaceAll((match) -> names.computeIfAbsent(match.group(), (name) -> "clip-" + (names.size() + 1)));
		return DIGITS.matcher(named).replaceAll("$1");
	}

}
