package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/**
 * Threads that share a piece of work, in each of which native operations use one thread. They wait for the next piece,
 * and end after a minute without one; no piece of work waits for another.
 */
final class Crew {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Crew::thread);

    private Crew() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fer-convolution");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does all parts of a piece of work at the same time, the first of them in the calling thread, and returns when none is
     * running any more.
     *
     * @throws CompletionException if one failed, whose exception is the cause
     */
    static void share(int parts, IntConsumer work) {
        if (parts == 1) {
            work.accept(0);
            return;
        }
        List<CompletableFuture<Void>> others = new ArrayList<>();
        try {
            for (int part = 1; part < parts; part++) {
                int mine = part;
                others.add(CompletableFuture.runAsync(() -> alone(() -> work.accept(mine)), THREADS));
            }
            alone(() -> work.accept(0));
        } catch (RuntimeException e) {
            throw new CompletionException(e);
        } finally {
            // Also on interruption and failure: what still runs writes into arrays that the caller would free.
            CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
        }
    }

    private static void alone(Runnable part) {
        int before = Backend.usableThreads();
        Backend.useThreads(1);
        try {
            part.run();
        } finally {
            Backend.useThreads(before);
        }
    }
}
