package dev.decoding.engine.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * What a repository holds at a revision. Only files at its top are ever looked at, so no
 * name leads out of the cache.
 *
 * @param commit the commit that the revision stands for
 * @param files the names of the files at the top of the repository
 */
record HubListing(String commit, List<String> files) {

	private static final Pattern SMALL = Pattern.compile("(config|generation_config|tokenizer|special_tokens_map"
			+ "|added_tokens|chat_template)[\\w.-]*\\.(json|jinja)");

	static HubListing of(JsonNode info) {
		return new HubListing(info.path("sha").asString(""),
				info.path("siblings")
					.values()
					.stream()
					.map((file) -> file.path("rfilename").asString(""))
					.filter((name) -> name.matches("[^/\\\\:\\p{Cntrl}]+"))
					.toList());
	}

	/**
	 * Return the configuration, tokenizer and chat template.
	 * @return the names of the files
	 */
	List<String> smallFiles() {
		return this.files.stream().filter((name) -> SMALL.matcher(name).matches()).toList();
	}

	/**
	 * Return the file to read weights from: that of all weights, or the index of shards.
	 * @return the name of the file, or nothing if there are no weights in safetensors
	 */
	Optional<String> weights() {
		return List.of(Weights.SINGLE_FILE, Weights.INDEX_FILE).stream().filter(this.files::contains).findFirst();
	}

}
