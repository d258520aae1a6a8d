package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.report.ReportOptions;
import dev.fer.report.live.LiveReport;
import dev.fer.search.store.TrialStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code fer report --watch}: the report in a browser, until somebody ends it. */
final class ReportWatch {
    private static final int LAST_PORT = 65535;

    @Option(
            names = "--watch",
            description = "Show the report in a browser on this machine and follow the search; Ctrl-C ends it.")
    private boolean wanted;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where a browser finds it, with --watch (default: any port that is free).")
    private @Nullable Integer port;

    /** Tells whether this was asked for, instead of a file. */
    boolean wanted() {
        return wanted;
    }

    /** Tells whether a port was named, which only serving has. */
    boolean hasPort() {
        return port != null;
    }

    /** Serves until Ctrl-C and returns the exit code. */
    int run(TrialStore store, List<String> studies, ReportOptions options, PrintWriter out, Consumer<String> say) {
        int wantedPort = Optional.ofNullable(port).orElse(0);
        Numbers.requireAtLeast(0, "--port", wantedPort);
        if (wantedPort > LAST_PORT) {
            throw new UserError(
                    "--port must be at most " + LAST_PORT + ", found " + wantedPort, "for instance --port 8080");
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (LiveReport live = LiveReport.start(store, studies, options, wantedPort);
                Interrupts interrupts = Interrupts.stopping(
                        ended::countDown, () -> Runtime.getRuntime().halt(ExitCodes.INTERRUPTED))) {
            out.println(live.address());
            out.flush();
            say.accept(
                    "Open this address in a browser on this machine. The report follows the search; press Ctrl-C to end it.");
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.INTERRUPTED;
    }
}
