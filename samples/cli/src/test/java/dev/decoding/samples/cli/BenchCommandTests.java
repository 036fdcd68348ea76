package dev.decoding.samples.cli;

import dev.decoding.mixture.ClassifierFreeGuidance;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BenchCommand}.
 */
class BenchCommandTests {

	private final AlphabetModel model = new AlphabetModel();

	private final CliRunner cli = new CliRunner(this.model);

	@Test
	void everyConcurrencyIsMeasured() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "3", "--repetitions", "2",
				"--concurrency", "1,4", "--busy", "1", "--json"))
			.isZero();
		int warmUp = 4;
		assertThat(this.model.evaluations).hasValue(warmUp + 2 * (1 + 4) * 4 + 2 * 2);
		JsonNode report = Json.MAPPER.readTree(this.cli.out());
		assertThat(report.get("load_seconds").asDouble()).isOne();
		assertThat(report.get("settings").get("busy").asInt()).isOne();
		assertThat(report.get("runs")).hasSize(2).allSatisfy((run) -> {
			JsonNode decode = run.get("decode");
			assertThat(decode.get("median").asDouble()).isPositive()
				.isBetween(decode.get("min").asDouble(), decode.get("max").asDouble());
			assertThat(run.get("prefill").get("median").asDouble()).isPositive();
			assertThat(run.get("total").get("median").asDouble()).isPositive();
		});
		assertThat(report.get("time_to_first_token_seconds").get("median").asDouble()).isPositive();
		assertThat(report.get("cached_time_to_first_token_seconds").get("median").asDouble()).isPositive();
		assertThat(report.get("memory_bandwidth").asDouble()).isPositive();
		double share = report.get("decode_bandwidth_share").asDouble();
		assertThat(share).isPositive();
		assertThat(report.get("decode_bytes_per_token").asLong()).isEqualTo(AlphabetModel.VOCABULARY_SIZE * 4);
	}

	@Test
	void tableIsForPeople() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "2", "--generate", "1", "--repetitions", "1"))
			.isZero();
		assertThat(this.cli.out()).contains("alphabet (table), float32 on cpu", "| 1 | ", "time to first token: ",
				"memory bandwidth: ");
	}

	@Test
	void speculativeDecodingIsMeasuredWhereTokensAreToBeGuessed() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "9", "--generate", "8", "--repetitions", "2",
				"--speculate", "3", "--json"))
			.isZero();
		JsonNode report = Json.MAPPER.readTree(this.cli.out());
		assertThat(report.get("plain").get("median").asDouble()).isPositive();
		JsonNode known = report.get("known");
		assertThat(known.get("acceptance").get("min").asDouble()).isOne();
		assertThat(known.get("speed").get("median").asDouble()).isPositive();
		assertThat(known.get("speedup").get("median").asDouble()).isPositive();
		assertThat(report.get("lookup").get("speed").get("median").asDouble()).isPositive();
		int plain = 1 + 8;
		int guessed = 1 + 2;
		assertThat(this.model.evaluations.get()).isGreaterThanOrEqualTo(3 * (plain + 2 * guessed));
	}

	@Test
	void tableOfSpeculativeDecodingIsForPeople() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "1",
				"--speculate", "2"))
			.isZero();
		assertThat(this.cli.out()).contains("alphabet, float32 on cpu, 2 tokens guessed at a time", "| none | ",
				"| always right | ", "| prompt lookup | ");
	}

	@Test
	void beamsAreMeasuredAgainstOne() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "2",
				"--beams", "3", "--json"))
			.isZero();
		JsonNode report = Json.MAPPER.readTree(this.cli.out());
		assertThat(report.get("beams").asInt()).isEqualTo(3);
		assertThat(report.get("one").get("median").asDouble()).isPositive();
		assertThat(report.get("all").get("median").asDouble()).isPositive();
		assertThat(report.get("ratio").get("median").asDouble()).isPositive();
		assertThat(this.model.evaluations.get()).isEqualTo(3 * (1 + 4 + 4));
	}

	@Test
	void tableOfBeamsIsForPeople() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "1",
				"--beams", "2"))
			.isZero();
		assertThat(this.cli.out()).contains("alphabet, float32 on cpu", "| 1 | ", "| 2 | ");
	}

	@Test
	void answersAreMeasuredAgainstOne() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "2",
				"--candidates", "16", "--json"))
			.isZero();
		JsonNode report = Json.MAPPER.readTree(this.cli.out());
		assertThat(report.get("candidates").asInt()).isEqualTo(16);
		assertThat(report.get("ratio").get("median").asDouble()).isPositive();
		// this model has no cache
		assertThat(report.get("forward").get("median").asDouble()).isGreaterThan(1);
	}

	@Test
	void tableOfAnswersIsForPeople() {
		assertThat(this.cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "1",
				"--candidates", "2"))
			.isZero();
		assertThat(this.cli.out()).contains("alphabet, float32 on cpu", "| 1 | ", "| 2 | ");
	}

	@Test
	void mixtureIsMeasuredAgainstItsFirstModel() {
		CliRunner cli = new CliRunner(new ClassifierFreeGuidance(this.model, 2));
		assertThat(cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "2",
				"--mixture", "--json"))
			.isZero();
		JsonNode report = Json.MAPPER.readTree(cli.out());
		assertThat(report.get("alone").get("median").asDouble()).isPositive();
		assertThat(report.get("mixed").get("median").asDouble()).isPositive();
		assertThat(report.get("ratio").get("median").asDouble()).isPositive();
		assertThat(this.model.evaluations).hasValue(3 * (5 + 5));
	}

	@Test
	void tableOfAMixtureIsForPeople() {
		CliRunner cli = new CliRunner(new ClassifierFreeGuidance(this.model, 2));
		assertThat(
				cli.run("bench", "--model", "x", "--prompt", "5", "--generate", "4", "--repetitions", "1", "--mixture"))
			.isZero();
		assertThat(cli.out()).contains("alphabet, float32 on cpu", "| alone | ", "| mixture | ");
	}

	@Test
	void modelThatIsNoMixtureIsRefused() {
		assertThat(this.cli.run("bench", "--model", "x", "--mixture")).isOne();
		assertThat(this.cli.err()).contains("'--mixture' needs a mixture");
	}

}
