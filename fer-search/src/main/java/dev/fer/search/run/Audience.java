package dev.fer.search.run;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener what happens, one thing after the other. What it throws is logged, once for each kind, and costs neither a
 * trial nor the search. Thread-safe.
 */
final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private final SearchListener listener;
    private final Set<String> faults = new HashSet<>();

    Audience(SearchListener listener) {
        this.listener = listener;
    }

    /** Calls a method of the listener, which is named for the log. */
    synchronized void tell(String method, Consumer<SearchListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException | Error e) {
            if (faults.add(method + " " + e.getClass().getName())) {
                LOG.warn("the listener {} failed in {}; the search goes on", listener, method, e);
            }
        }
    }
}
