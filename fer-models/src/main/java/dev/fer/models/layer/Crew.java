package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
     * Does all parts of a piece of work at the same time, and returns when none is running any more; a single part is done
     * by the thread that calls.
     *
     * @throws java.util.concurrent.CompletionException if one failed, whose exception is the cause
     */
    static void share(int parts, IntConsumer work) {
        if (parts == 1) {
            work.accept(0);
            return;
        }
        List<CompletableFuture<Void>> running = new ArrayList<>();
        try {
            for (int part = 0; part < parts; part++) {
                int mine = part;
                running.add(CompletableFuture.runAsync(() -> alone(() -> work.accept(mine)), THREADS));
            }
        } finally {
            // Also on interruption and failure: what still runs writes into arrays that the caller would free.
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        }
    }

    private static void alone(Runnable part) {
        Backend.useThreads(1);
        part.run();
    }
}
