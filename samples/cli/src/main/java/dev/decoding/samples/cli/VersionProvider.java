package dev.decoding.samples.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The version that the jar's manifest has.
 */
class VersionProvider implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = getClass().getPackage().getImplementationVersion();
		return new String[] { "decoding " + ((version != null) ? version : "(not packaged)") };
	}

}
