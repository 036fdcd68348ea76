package dev.decoding.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.decoding.engine.checkpoint.DownloadListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how downloads go on, a line every tenth.
 */
final class LoggingDownloadListener implements DownloadListener {

	private static final Logger logger = LoggerFactory.getLogger(LoggingDownloadListener.class);

	private static final int SMALL = 1 << 20;

	private final Map<String, Long> tenths = new ConcurrentHashMap<>();

	@Override
	public void progress(String file, long done, long total) {
		if (total < SMALL) {
			return;
		}
		long tenth = 10 * done / total;
		Long last = this.tenths.put(file, tenth);
		if (last == null || tenth > last) {
			logger.info("Downloading '{}': {} of {} MB", file, done >> 20, total >> 20);
		}
	}

}
