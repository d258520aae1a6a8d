package dev.fer.cli.command;

import dev.fer.cli.output.SearchProgress;
import dev.fer.search.run.SearchRunner;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C, SIGTERM and a closed terminal (SIGHUP) do while something trains: the first stops it after the current epochs, the second at once.
 * {@code sun.misc.Signal} is the only way in Java to hear a second Ctrl-C: a shutdown hook runs once.
 */
final class Interrupts implements AutoCloseable {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** A closed terminal is a reason to stop, too; Windows has no such signal, and {@code nohup} has it ignored. */
    private final List<Signal> signals = Stream.of("INT", "TERM", "HUP")
            .filter(name -> !(name.equals("HUP") && WINDOWS))
            .map(Signal::new)
            .toList();

    private final List<SignalHandler> before;

    private Interrupts(SignalHandler handler) {
        before = signals.stream().map(signal -> Signal.handle(signal, handler)).toList();
    }

    static Interrupts stopping(SearchRunner runner, SearchProgress progress) {
        return stopping(
                () -> {
                    progress.say("Stopping after the current epochs; press Ctrl-C again to stop at once.");
                    runner.requestStop();
                },
                runner::stopNow);
    }

    /** Has the first signal do one thing and each later one another. */
    static Interrupts stopping(Runnable first, Runnable later) {
        AtomicInteger count = new AtomicInteger();
        return new Interrupts(signal -> (count.incrementAndGet() == 1 ? first : later).run());
    }

    @Override
    public void close() {
        for (int i = 0; i < signals.size(); i++) {
            Signal.handle(signals.get(i), before.get(i));
        }
    }
}
