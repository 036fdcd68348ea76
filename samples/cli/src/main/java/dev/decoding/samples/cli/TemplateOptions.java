package dev.decoding.samples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.decoding.engine.EngineOptions;
import dev.decoding.engine.checkpoint.ChatFormatFiles;
import dev.decoding.engine.checkpoint.Checkpoints;
import dev.decoding.engine.checkpoint.DownloadListener;
import dev.decoding.engine.checkpoint.LocalCheckpoint;
import dev.decoding.model.ChatFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that say where a chat template is.
 */
class TemplateOptions {

	@Option(names = "--model", paramLabel = "LOCATION",
			description = "Checkpoint directory, 'classpath:' and a folder, or 'hf:organization/name[@revision]'.")
	private @Nullable String location;

	@Option(names = "--template", paramLabel = "FILE", description = "File with a template, instead of the model's.")
	private @Nullable Path template;

	boolean isGiven() {
		return this.location != null || this.template != null;
	}

	/**
	 * Read the template and the special tokens.
	 * @return what there is
	 */
	ChatFormat read() {
		ChatFormat format = ChatFormat.NONE;
		if (this.location != null) {
			try (LocalCheckpoint checkpoint = Checkpoints.resolve(this.location, EngineOptions.Hub.DEFAULT,
					DownloadListener.NONE)) {
				format = ChatFormatFiles.read(checkpoint.directory());
			}
		}
		return (this.template != null) ? format.withTemplate(read(this.template)) : format;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("'%s' of '--template' cannot be read: %s".formatted(file, ex), ex);
		}
	}

}
