package dev.decoding.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.decoding.engine.cache.PrefixCache;
import dev.decoding.engine.graph.ModelGraph;
import dev.decoding.engine.graph.StepResult;
import dev.decoding.model.Evaluation;
import dev.decoding.model.EvaluationCancelledException;
import dev.decoding.model.ModelException;
import dev.decoding.model.Query;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rendezvous: callers of {@link #evaluate} wait, and one thread takes what all of
 * them want, makes one batch of it, runs one forward, and answers. Callers that were just
 * answered are given a moment to come back with their next token, so that streams that
 * decode side by side stay in one batch.
 */
final class Scheduler implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Scheduler.class);

	/**
	 * The share of a step's time that is worth waiting for more work to join the next.
	 */
	private static final double PATIENCE = 0.15;

	private static final long MOST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * A wait that is no longer than this is spent awake: it takes about as long to wake
	 * up.
	 */
	private static final long AWAKE = TimeUnit.MICROSECONDS.toNanos(200);

	private final ModelGraph graph;

	private final Planner planner;

	private final int vocabulary;

	private final int width;

	private final CompletableFuture<Void> ended;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private List<Request> arrived = new ArrayList<>();

	/** How many requests have arrived that nobody has looked at. */
	private volatile int waiting;

	private boolean closed;

	private boolean forgetting;

	private volatile @Nullable Throwable stopped;

	/** Tasks that are not done, oldest first; the thread's own. */
	private final List<Task> active = new ArrayList<>();

	private final Map<Task, Request> owners = new LinkedHashMap<>();

	private int answered;

	private long lastStep;

	/**
	 * Create a scheduler.
	 * @param thread runs the model, until this is closed
	 * @param graph the model, which is closed with this
	 * @param cache which tokens are in which slots of the model
	 * @param limits what may be in one forward
	 * @param vocabulary the number of logits
	 * @param width the width of a hidden state
	 */
	Scheduler(Executor thread, ModelGraph graph, PrefixCache cache, Planner.Limits limits, int vocabulary, int width) {
		this.graph = graph;
		this.planner = new Planner(cache, limits, vocabulary, graph::keyLength);
		this.vocabulary = vocabulary;
		this.width = width;
		this.ended = CompletableFuture.runAsync(this::run, thread);
	}

	Evaluation evaluate(List<Query> queries) {
		Map<Query, SplitQuery> splits = new LinkedHashMap<>();
		for (Query query : queries) {
			SplitQuery split = SplitQuery.of(query, this.graph::keyLength);
			if (split != null) {
				splits.put(query, split);
			}
		}
		return splits.isEmpty() ? evaluateWhole(queries) : evaluate(queries, splits);
	}

	private Evaluation evaluate(List<Query> queries, Map<Query, SplitQuery> splits) {
		List<Query> parts = new ArrayList<>();
		for (Query query : queries) {
			SplitQuery split = splits.get(query);
			parts.addAll((split != null) ? List.of(split.before(), split.after()) : List.of(query));
		}
		Iterator<Evaluation.Result> results = evaluateWhole(parts).results().iterator();
		return new Evaluation(queries.stream().map((query) -> {
			SplitQuery split = splits.get(query);
			return (split != null) ? split.join(results.next(), results.next()) : results.next();
		}).toList());
	}

	private Evaluation evaluateWhole(List<Query> queries) {
		if (queries.isEmpty()) {
			return new Evaluation(List.of());
		}
		Map<Query, Task> tasks = new LinkedHashMap<>();
		for (Query query : queries) {
			tasks.computeIfAbsent(query, Task::new);
		}
		Request request = new Request(List.copyOf(tasks.values()));
		submit(request);
		await(request);
		boolean shared = tasks.size() < queries.size();
		return new Evaluation(
				queries.stream().map((query) -> Objects.requireNonNull(tasks.get(query)).result(shared)).toList());
	}

	/**
	 * Forget what is cached before the next request.
	 */
	void forget() {
		this.lock.lock();
		try {
			this.forgetting = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void submit(Request request) {
		this.lock.lock();
		try {
			if (this.closed) {
				throw closedException();
			}
			this.arrived.add(request);
			this.waiting = this.arrived.size();
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(Request request) {
		try {
			request.done.get();
		}
		catch (InterruptedException ex) {
			request.cancelled = true;
			Thread.currentThread().interrupt();
			throw new EvaluationCancelledException();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ModelException known) {
				throw known;
			}
			throw new ModelException("The forward failed: " + ex.getCause(), ex.getCause());
		}
	}

	private void run() {
		try {
			this.graph.attach();
			while (awaitWork()) {
				dropCancelled();
				step();
			}
		}
		catch (Throwable ex) {
			logger.error("The engine stopped", ex);
			this.stopped = ex;
		}
		finally {
			failAll();
			this.graph.close();
		}
	}

	private void failAll() {
		this.lock.lock();
		try {
			this.closed = true;
			this.arrived.forEach((request) -> request.fail(closedException()));
			this.owners.values().forEach((request) -> request.fail(closedException()));
		}
		finally {
			this.lock.unlock();
		}
	}

	private ModelException closedException() {
		return new ModelException(
				(this.stopped != null) ? "The engine stopped: " + this.stopped : "The model is closed", this.stopped);
	}

	/**
	 * Wait until there is something to do, and a moment longer for those who were
	 * answered last.
	 */
	private boolean awaitWork() {
		long patience = Math.min((long) (PATIENCE * this.lastStep), MOST_PATIENCE);
		if (patience <= AWAKE) {
			awaitAwake(patience);
			patience = 0;
		}
		this.lock.lock();
		try {
			while (!this.closed && ((this.active.isEmpty() && this.arrived.isEmpty())
					|| (this.arrived.size() < this.answered && patience > 0))) {
				if (this.active.isEmpty() && this.arrived.isEmpty()) {
					this.changed.awaitUninterruptibly();
				}
				else {
					patience = awaitNanos(patience);
				}
			}
			if (this.forgetting && this.active.isEmpty()) {
				this.planner.forget();
				this.forgetting = false;
			}
			for (Request request : this.arrived) {
				for (Task task : request.tasks) {
					this.active.add(task);
					this.owners.put(task, request);
				}
			}
			this.arrived = new ArrayList<>();
			this.waiting = 0;
			this.answered = 0;
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitAwake(long patience) {
		long start = System.nanoTime();
		while (this.waiting < this.answered) {
			boolean idle = this.active.isEmpty() && this.waiting == 0;
			if (System.nanoTime() - start > (idle ? AWAKE : patience)) {
				return;
			}
			Thread.yield();
		}
	}

	private long awaitNanos(long patience) {
		try {
			return this.changed.awaitNanos(patience);
		}
		catch (InterruptedException ex) {
			return 0;
		}
	}

	private void dropCancelled() {
		for (Iterator<Task> tasks = this.active.iterator(); tasks.hasNext();) {
			Task task = tasks.next();
			Request request = this.owners.get(task);
			if (request == null || request.cancelled || request.done.isDone()) {
				this.planner.release(task);
				this.owners.remove(task);
				tasks.remove();
			}
		}
	}

	private void step() {
		if (this.active.isEmpty()) {
			return;
		}
		long start = System.nanoTime();
		Plan plan = this.planner.plan(this.active);
		try {
			plan.copies(this.graph);
			StepResult result = this.graph.forward(plan.step());
			plan.deliver(result, this.vocabulary, this.width);
		}
		catch (RuntimeException | Error ex) {
			for (Plan.Piece piece : plan.pieces()) {
				this.planner.release(piece.task());
				finish(piece.task(), ex);
			}
			return;
		}
		this.lastStep = System.nanoTime() - start;
		for (Plan.Piece piece : plan.pieces()) {
			this.planner.commit(piece);
			if (piece.to() == piece.task().tokens.length) {
				this.planner.release(piece.task());
				finish(piece.task(), null);
			}
		}
	}

	private void finish(Task task, @Nullable Throwable failure) {
		this.active.remove(task);
		Request request = this.owners.remove(task);
		if (request != null && request.finish(failure)) {
			this.answered++;
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
		this.ended.join();
	}

	/**
	 * One call of evaluate.
	 */
	private static final class Request {

		private final List<Task> tasks;

		private final CompletableFuture<Boolean> done = new CompletableFuture<>();

		private int open;

		private volatile boolean cancelled;

		Request(List<Task> tasks) {
			this.tasks = tasks;
			this.open = tasks.size();
		}

		boolean finish(@Nullable Throwable failure) {
			this.open--;
			if (failure != null) {
				return fail(failure);
			}
			return this.open == 0 && this.done.complete(true);
		}

		boolean fail(Throwable failure) {
			return this.done.completeExceptionally(failure);
		}

	}

}
