package dev.fer.report.live;

import com.sun.net.httpserver.HttpServer;
import dev.fer.report.ReportException;
import dev.fer.report.ReportOptions;
import dev.fer.search.store.TrialStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows the report of a search that runs in a browser on this machine, and keeps it up to date: the page is the one
 * that {@link dev.fer.report.Reports} writes.
 *
 * <pre>{@code
 * try (LiveReport report = LiveReport.start(store, List.of("cnn-tpe"), ReportOptions.DEFAULT, 0)) {
 *     System.out.println(report.address());
 *     search.run();
 * }
 * }</pre>
 *
 * <p>Only this machine is answered: the server listens on the loopback address, and refuses requests that a page from
 * elsewhere could have made by giving its own name this address. Whoever may run programs on this machine may look.
 * The store is only read, when a browser asks, and then only what changed. Thread-safe.
 */
public final class LiveReport implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private LiveReport(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to serve the report of some studies.
     *
     * @param store is to stay open as long as this; it may be open for reading only
     * @param studies their names; empty for all that the store holds, also later
     * @param port 0 for any that is free
     * @throws dev.fer.report.UnknownStudyException if the store holds no study of a name
     * @throws ReportException if the store holds no study at all, or the port is in use
     */
    public static LiveReport start(TrialStore store, List<String> studies, ReportOptions options, int port) {
        LiveView view = new LiveView(store, studies, options, Clock.systemUTC());
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new ReportException(
                    "cannot listen on port " + port + ": " + e.getMessage(), "choose another port, or 0 for any", e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "live-report");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", new LiveHandler(view));
        server.start();
        return new LiveReport(server, threads);
    }

    /** Returns where a browser finds the report. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Ends the server at once; pages that are open say so and keep what they show. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
