package dev.fer.search.run;

import dev.fer.search.Objective;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialPrunedException;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs objectives on the runner's own threads: for objectives in pure Java, and to debug. A native crash ends
 * everything here, and a trial that does not report cannot be stopped.
 */
public final class InProcessExecutor implements TrialExecutor {
    private final Objective objective;
    private final Map<Integer, Thread> threads = new ConcurrentHashMap<>();

    /** Creates an executor of an objective that, with several workers, is called from several threads at once. */
    public InProcessExecutor(Objective objective) {
        this.objective = objective;
    }

    @Override
    public TrialEnd run(TrialTask task, Progress progress) {
        threads.put(task.trial().number(), Thread.currentThread());
        try {
            return new TrialEnd.Returned(
                    ObjectiveContract.requireResult(objective.evaluate(new Context(task, progress))));
        } catch (TrialPrunedException e) {
            return new TrialEnd.Pruned(e.getMessage());
        } catch (Throwable e) {
            return new TrialEnd.Failed(Failures.of(e));
        } finally {
            synchronized (threads) {
                threads.remove(task.trial().number());
                Thread.interrupted();
            }
        }
    }

    @Override
    public void abort(TrialTask task) {
        // Never the thread that has gone on to another trial.
        synchronized (threads) {
            Thread thread = threads.get(task.trial().number());
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.values().forEach(Thread::interrupt);
    }

    private record Context(TrialTask task, Progress progress) implements TrialContext {
        @Override
        public int number() {
            return task.trial().number();
        }

        @Override
        public Configuration configuration() {
            return task.trial().configuration().orElseThrow();
        }

        @Override
        public long seed() {
            return task.trial().seed();
        }

        @Override
        public int resumeFrom() {
            return task.trial().lastStep();
        }

        @Override
        public Path directory() {
            try {
                return Files.createDirectories(task.directory());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Signal report(int step, Map<String, Double> metrics) {
            return progress.report(step, metrics);
        }

        @Override
        public void attribute(String key, String value) {
            progress.attribute(key, value);
        }
    }
}
