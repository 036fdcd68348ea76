package dev.decoding.engine.checkpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.decoding.engine.ModelNotFoundException;

/**
 * A model on the Hugging Face Hub.
 *
 * @param location what the user wrote
 * @param id the repository, {@code org/name}
 * @param revision the branch, tag or commit
 */
record HubModel(String location, String id, String revision) {

	static final String PREFIX = "hf:";

	private static final Pattern LOCATION = Pattern
		.compile("hf:(//)?(?<id>[\\w.-]+(/[\\w.-]+)?)(@(?<revision>[\\w+.-]+(/[\\w+.-]+)*))?");

	private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

	static HubModel parse(String location) {
		Matcher matcher = LOCATION.matcher(location);
		if (!matcher.matches() || !isSafe(matcher.group("id"))
				|| (matcher.group("revision") != null && matcher.group("revision").contains(".."))) {
			throw new ModelNotFoundException(location, "'" + location
					+ "' does not name a model on the Hugging Face Hub. Write 'hf:org/name' or 'hf:org/name@revision', "
					+ "with a branch, tag or commit as the revision.", null);
		}
		String revision = matcher.group("revision");
		return new HubModel(location, matcher.group("id"), (revision != null) ? revision : "main");
	}

	private static boolean isSafe(String id) {
		return !id.contains("--") && !id.contains("..") && !id.matches("[.-].*|.*[.-]|.*/[.-].*|.*[.-]/.*");
	}

	boolean isCommit() {
		return isCommit(this.revision);
	}

	static boolean isCommit(String revision) {
		return COMMIT.matcher(revision).matches();
	}

}
