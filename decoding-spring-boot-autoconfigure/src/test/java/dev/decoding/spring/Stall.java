package dev.decoding.spring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.decoding.model.TokenSequence;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a generation up once it has a number of tokens, until it is interrupted.
 */
public class Stall implements Consumer<TokenSequence> {

	private final int tokens;

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	public Stall(int tokens) {
		this.tokens = tokens;
	}

	@Override
	public void accept(TokenSequence sequence) {
		if (sequence.generatedLength() < this.tokens) {
			return;
		}
		this.reached.countDown();
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.interrupted.countDown();
		}
	}

	public void awaitReached() throws InterruptedException {
		assertThat(this.reached.await(30, TimeUnit.SECONDS)).as("generation begun").isTrue();
	}

	public void awaitInterrupted() throws InterruptedException {
		assertThat(this.interrupted.await(30, TimeUnit.SECONDS)).as("generation interrupted").isTrue();
	}

}
