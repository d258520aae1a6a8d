package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Threads that share a piece of work, each of which lets native operations use no more threads. They wait for the next
 * piece, and end after a minute without one.
 */
final class Crew {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Crew::thread);

    private Crew() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    Backend.useThreads(1);
                    work.run();
                },
                "fer-convolution");
        thread.setDaemon(true);
        return thread;
    }

    /** Does all parts of a piece of work, at the same time, and returns when the last is done. */
    static void share(int parts, IntConsumer work) {
        if (parts == 1) {
            work.accept(0);
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int mine = part;
            running.add(THREADS.submit(() -> work.accept(mine)));
        }
        running.forEach(Crew::await);
    }

    private static void await(Future<?> part) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    part.get();
                    return;
                } catch (InterruptedException e) {
                    // The part writes into arrays that the caller would free.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a part of a convolution failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
