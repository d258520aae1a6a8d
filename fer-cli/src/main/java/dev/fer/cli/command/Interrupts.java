package dev.fer.cli.command;

import dev.fer.cli.output.SearchProgress;
import dev.fer.search.run.SearchRunner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C and SIGTERM do while a search runs: the first stops it after the current epochs, the second at once.
 * {@code sun.misc.Signal} is the only way in Java to hear a second Ctrl-C: a shutdown hook runs once.
 */
final class Interrupts implements AutoCloseable {
    private final List<Signal> signals = List.of(new Signal("INT"), new Signal("TERM"));
    private final List<SignalHandler> before;

    private Interrupts(SignalHandler handler) {
        before = signals.stream().map(signal -> Signal.handle(signal, handler)).toList();
    }

    static Interrupts stopping(SearchRunner runner, SearchProgress progress) {
        AtomicInteger count = new AtomicInteger();
        return new Interrupts(signal -> {
            if (count.incrementAndGet() == 1) {
                progress.say("Stopping after the current epochs; press Ctrl-C again to stop at once.");
                runner.requestStop();
            } else {
                runner.stopNow();
            }
        });
    }

    @Override
    public void close() {
        for (int i = 0; i < signals.size(); i++) {
            Signal.handle(signals.get(i), before.get(i));
        }
    }
}
