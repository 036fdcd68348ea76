package dev.decoding.samples.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessCommand}.
 */
class ProcessCommandTests {

	@Test
	void eachLineGivesItsScores() {
		CliRunner cli = new CliRunner(new AlphabetModel()).withInput("""
				{"input_ids":[1,2],"scores":[1.5,3.25,"-inf"],"processors":[]}
				{"input_ids":[1,2],"scores":[1,4,2,3],"processors":[{"name":"top-k","top_k":2}]}
				nonsense
				{"input_ids":[0,1],"scores":[1,4,2],"processors":[{"name":"temperature","temperature":0.5},\
				{"name":"repetition-penalty","penalty":2.0}]}
				""");
		assertThat(cli.run("process", "--batch", "-")).isZero();
		assertThat(cli.out().lines()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("{\"scores\":[1.5,3.25,\"-inf\"]}"),
				(line) -> assertThat(line).isEqualTo("{\"scores\":[\"-inf\",4.0,\"-inf\",3.0]}"),
				(line) -> assertThat(line).startsWith("{\"error\":\"The line is not a JSON object"),
				(line) -> assertThat(line).isEqualTo("{\"scores\":[1.0,4.0,4.0]}"));
		assertThat(cli.opened).isEmpty();
	}

	@Test
	void floatsAreTheShortestThatRoundTrip() {
		assertThat(process("[0.1,1e-45,16777217]", "{\"name\":\"temperature\",\"temperature\":1.0}"))
			.isEqualTo("{\"scores\":[0.1,1.4E-45,1.6777216E7]}");
	}

	@Test
	void scoresThatAreNoNumbersAreAResult() {
		assertThat(process("[\"nan\",\"inf\",2]", "{\"name\":\"temperature\",\"temperature\":2.0}"))
			.isEqualTo("{\"scores\":[\"nan\",\"inf\",1.0]}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					{"name":"typical","mass":0.5}                                      | [10.0,"-inf","-inf"]
					{"name":"typical-p","typical_p":0.5}                               | [10.0,"-inf","-inf"]
					{"name":"TypicalLogitsWarper","mass":0.5,"filter_value":-7.0}      | [10.0,-7.0,-7.0]
					{"name":"inf-nan-remove"}                                          | [10.0,1.0,0.0]
					"inf-nan-remove"                                                   | [10.0,1.0,0.0]
					{"name":"suppress-tokens-at-begin","begin_suppress_tokens":[0],"begin_index":2} | ["-inf",1.0,0.0]
					{"name":"min-length","min_length":5,"eos_token_id":[0,1]}          | ["-inf","-inf",0.0]
					{"name":"min-new-tokens-length","min_new_tokens":1,"prompt_length_to_skip":2,"eos_token_id":0} | ["-inf",1.0,0.0]
					{"name":"forced-eos-token","max_length":3,"eos_token_id":2}        | ["-inf","-inf",0.0]
					{"name":"no-repeat-n-gram","ngram_size":1}                         | [10.0,"-inf","-inf"]
					{"name":"encoder-no-repeat-ngram","encoder_ngram_size":1,"encoder_input_ids":[[0]]} | ["-inf",1.0,0.0]
					{"name":"no-bad-words","bad_words_ids":[[2,0]],"eos_token_id":null} | ["-inf",1.0,0.0]
					{"name":"sequence-bias","sequence_bias":[[[2,0],-4.0]]}            | [6.0,1.0,0.0]
					{"name":"logit-bias","logit_bias":{"1":2}}                         | [10.0,3.0,0.0]
					{"name":"logit-bias","params":[3,1,2.0,0,"-inf"]}                  | ["-inf",3.0,0.0]
					{"name":"llama-cpp-top-k","k":1}                                   | [10.0,"-inf","-inf"]
					{"name":"penalties","params":[3,64,1.0,0.5,0.25]}                  | [10.0,0.25,-0.75]
					{"name":"vllm-penalties","presence_penalty":1}                     | [10.0,1.0,-1.0]
					{"name":"top-n-sigma","n":1.0}                                     | [10.0,"-inf","-inf"]
					{"name":"xtc","probability":0.0,"threshold":0.1,"seed":4}          | [10.0,1.0,0.0]
					{"name":"temp-ext","temp":2.0,"range":0.0,"exponent":1.0}          | [5.0,0.5,0.0]
					{"name":"vllm-bad-words","bad_words_token_ids":[[2,0],[0]]}        | ["-inf",1.0,0.0]
					{"name":"prefix-allowed-tokens","allowed_tokens":[1]}              | ["-inf",1.0,"-inf"]
					{"name":"hamming-diversity","diversity_penalty":1.0,"current_tokens":[0,0,1,1],"beam_group_idx":1,"num_beams":4,"num_beam_groups":2} | [8.0,1.0,0.0]
					""")
	void namesAndParametersAreThoseOfTheReferences(String processor, String scores) {
		String line = "{\"input_ids\":[1,2],\"prompt_length\":1,\"scores\":[10,1,0],\"processors\":[%s]}";
		if (processor.contains("prompt_length_to_skip")) {
			line = line.replace("\"prompt_length\":1", "\"prompt_length\":0");
		}
		assertThat(run(line.formatted(processor))).isEqualTo("{\"scores\":" + scores + "}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
			{"name":"nonsense"}                         | There is no processor 'nonsense'; there are [
			{"name":"top-p"}                            | 'topP' is missing
			{"name":"top-p","top_q":1}                  | 'top-p' has no parameter 'top_q'; it has [
			{"name":"top-p","top_p":1.1}                | 'topP' is 1.1 but must be from 0 to 1
			{"name":"top-k","top_k":1.5}                | 'topK': 1.5 is not an integer
			{"name":"top-k","top_k":0}                  | 'topK' is 0 but must be at least 1
			{"name":"temperature","temperature":1}      | 'temperature' is 1 but must be a float, as 1.0
			{"name":"top-p","top_p":0.5,"min_tokens_to_keep":1.0} | 'min_tokens_to_keep' is 1.0 but must be an integer
			{"name":"sequence-bias","sequence_bias":[[[1],1]]} | must have floats as biases
			{"name":"bad-phrases","bad_phrases":["a"]}  | There is no tokenizer without a model
			{"name":"watermark","bias":2.0,"vocab_size":4} | 'vocab_size' is 4 but there are 3 scores
			""")
	void whatIsNotUnderstoodIsRefused(String processor, String sentence) {
		assertThat(process("[10,1,0]", processor)).startsWith("{\"error\":\"").contains(sentence);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					{"scores":[1],"processors":[]}                                       | 'input_ids' is missing
					{"input_ids":[1],"processors":[]}                                    | 'scores' is missing
					{"input_ids":[1],"scores":[1]}                                       | 'processors' is missing
					{"input_ids":[-1],"scores":[1],"processors":[]}                      | '-1' of 'input_ids' is not a token id
					{"input_ids":[1],"scores":["x"],"processors":[]}                     | of 'scores' is not a number
					{"input_ids":[1],"prompt_length":2,"scores":[1],"processors":[]}     | 'prompt_length' is 2 but must be from 0 to 1
					{"input_ids":[1],"scores":[1],"processors":[],"wrong":1}             | Unknown key 'wrong'
					""")
	void lineThatIsNotUnderstoodIsRefused(String line, String sentence) {
		assertThat(run(line)).startsWith("{\"error\":\"").contains(sentence);
	}

	@Test
	void fileMustBeThere() {
		CliRunner cli = new CliRunner(new AlphabetModel());
		assertThat(cli.run("process", "--batch", "no-such-file")).isEqualTo(2);
		assertThat(cli.err()).contains("'no-such-file' of '--batch'").hasLineCount(1);
	}

	private static String process(String scores, String processor) {
		return run("{\"input_ids\":[1],\"scores\":%s,\"processors\":[%s]}".formatted(scores, processor));
	}

	private static String run(String line) {
		CliRunner cli = new CliRunner(new AlphabetModel()).withInput(line + "\n");
		assertThat(cli.run("process", "--batch", "-")).isZero();
		return cli.out().strip();
	}

}
