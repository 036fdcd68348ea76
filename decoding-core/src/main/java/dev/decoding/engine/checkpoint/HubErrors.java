package dev.decoding.engine.checkpoint;

import java.io.IOException;
import java.net.http.HttpResponse;

/**
 * Says what a refusal of the Hugging Face Hub means, and what to do. The hub answers with
 * 401 for what does not exist as well, so that nobody learns of private repositories.
 */
final class HubErrors {

	private HubErrors() {
	}

	static String describe(HttpResponse<?> response, HubSettings settings, HubModel model, String file) {
		String code = HubClient.header(response, "X-Error-Code").orElse("");
		String page = settings.endpoint() + "/" + model.id();
		int status = response.statusCode();
		if (code.equals("GatedRepo") || (status == 403 && settings.token() == null)) {
			return "Access to '" + model.id() + "' is gated. Accept its terms at " + page + ", and "
					+ token(settings,
							"set 'HF_TOKEN' to a token of the same account (" + settings.endpoint()
									+ "/settings/tokens)",
							"check that the token that is set is of the same account")
					+ ".";
		}
		if (code.equals("RevisionNotFound")) {
			return "'" + model.id() + "' has no revision '" + model.revision() + "'. See " + page
					+ "/tree/main for its branches and tags.";
		}
		if (code.equals("EntryNotFound") || (status == 404 && !file.isEmpty())) {
			return "'" + model.id() + "' has no file '" + file + "' at revision '" + model.revision() + "'. See " + page
					+ "/tree/" + model.revision() + ".";
		}
		if (status == 401 || status == 404) {
			return "There is no model '" + model.id() + "' at '" + settings.endpoint()
					+ "', or it is private. Check its name; if it is private, "
					+ token(settings, "set 'HF_TOKEN' to a token that may read it",
							"check that the token that is set is valid and may read it")
					+ ".";
		}
		if (status == 403) {
			return "The token that is set may not read '" + model.id() + "'. Give it that permission at "
					+ settings.endpoint() + "/settings/tokens.";
		}
		return "'" + model.id() + "' cannot be read from '" + settings.endpoint()
				+ "', which answered with HTTP status " + status + ". Check the endpoint.";
	}

	static String describe(IOException cause) {
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

	private static String token(HubSettings settings, String absent, String present) {
		return (settings.token() == null) ? absent : present;
	}

}
