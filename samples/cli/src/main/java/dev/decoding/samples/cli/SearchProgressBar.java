package dev.decoding.samples.cli;

import dev.decoding.search.GenerationListener;
import dev.decoding.search.SearchProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far a search has come, if a person is watching.
 */
class SearchProgressBar implements GenerationListener, AutoCloseable {

	private @Nullable ProgressBar bar;

	@Override
	public void onToken(int sequence, int token, String text) {
		hide();
	}

	@Override
	public boolean followsProgress() {
		return Terminal.isStandardError();
	}

	@Override
	public void onProgress(SearchProgress progress) {
		ProgressBar bar = this.bar;
		if (bar == null) {
			bar = new ProgressBarBuilder().setTaskName(progress.stage())
				.setStyle(ProgressBarStyle.ASCII)
				.clearDisplayOnFinish()
				.build();
			this.bar = bar;
		}
		bar.maxHint(progress.total());
		bar.stepTo(progress.done());
		bar.setExtraMessage(progress.newTokens() + " tokens");
	}

	@Override
	public void close() {
		hide();
	}

	/**
	 * Take the bar away, so that something can be printed.
	 */
	void hide() {
		if (this.bar != null) {
			this.bar.close();
			this.bar = null;
		}
	}

}
