package dev.fer.models.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The compiled operations of one layer, by size of the batch: an epoch has two sizes, of whole batches and of its
 * last one, in training and in validation. Used by one thread at a time.
 */
final class Kernels<S, K> {
    private static final int MOST = 8;

    private final Function<S, K> compiler;
    private final Map<S, K> compiled = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<S, K> eldest) {
            return size() > MOST;
        }
    };

    Kernels(Function<S, K> compiler) {
        this.compiler = compiler;
    }

    K get(S size) {
        return compiled.computeIfAbsent(size, compiler);
    }
}
