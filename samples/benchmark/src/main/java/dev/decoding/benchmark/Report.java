package dev.decoding.benchmark;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import dev.decoding.benchmark.Results.Curve;
import dev.decoding.benchmark.Results.Point;

/**
 * Prints results as tables.
 */
final class Report {

	private Report() {
	}

	static void print(Results results, PrintWriter out) {
		out.printf(Locale.ROOT, "%d problems, %d seeds, one sample is right with %.3f%n", results.problems().size(),
				results.seeds().size(),
				results.problems().stream().mapToDouble(Results.Problem::rate).average().orElse(0));
		SortedSet<Integer> budgets = new TreeSet<>();
		results.curves().forEach((curve) -> curve.points().forEach((point) -> budgets.add(point.budget())));
		table("How right (mean over problems and seeds)", results.curves(), budgets, out, "%8.3f", Point::accuracy);
		table("Tokens made for a problem", results.curves(), budgets, out, "%8.0f", Point::newTokens);
		out.printf("%nAcceptance%n");
		Acceptance.check(results).forEach(out::println);
	}

	private static void table(String title, List<Curve> curves, SortedSet<Integer> budgets, PrintWriter out,
			String format, ToDoubleFunction<Point> value) {
		out.printf("%n%s%n%-28s", title, "");
		budgets.forEach((budget) -> out.printf("%8d", budget));
		out.println();
		for (Curve curve : curves) {
			out.printf("%-28s", curve.strategy());
			for (int budget : budgets) {
				out.print(curve.points()
					.stream()
					.filter((point) -> point.budget() == budget)
					.findFirst()
					.map((point) -> String.format(Locale.ROOT, format, value.applyAsDouble(point)))
					.orElse(" ".repeat(8)));
			}
			out.println();
		}
	}

}
