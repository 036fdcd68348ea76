package dev.decoding.engine.checkpoint;

/**
 * Is told how a download goes, on the thread that downloads: at the start and the end of
 * a file, and a few times a second in between.
 */
@FunctionalInterface
public interface DownloadListener {

	/** Does nothing. */
	DownloadListener NONE = (file, done, total) -> {
	};

	/**
	 * Some of a file has been downloaded.
	 * @param file the name of the file
	 * @param done the bytes that are here, those of an earlier attempt included
	 * @param total the bytes of the file, or -1 if the server did not say
	 */
	void progress(String file, long done, long total);

}
