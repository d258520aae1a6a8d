package dev.fer.models.backend;

import java.util.Optional;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN, called directly: ND4J's own operations reach it too, but convert every array to its formats and back, and
 * never ask for Winograd's convolutions. Immutable and thread-safe.
 */
public final class OneDnn {
    private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

    private final engine cpu;

    private OneDnn(engine cpu) {
        this.cpu = cpu;
    }

    /** Loads the library when first asked for. */
    private static final class Loaded {
        private static final Optional<OneDnn> INSTANCE = load();

        private Loaded() {}

        private static Optional<OneDnn> load() {
            if (!Backend.isProcessor()) {
                return Optional.empty();
            }
            try {
                OpenCl.ensure();
                Loader.load(dnnl.class);
                // Small products are left for it; its threads would spin on the cores that oneDNN's threads need.
                Nd4j.factory().blas().setMaxThreads(1);
                return Optional.of(new OneDnn(new engine(engine.kind.cpu, 0)));
            } catch (LinkageError | RuntimeException e) {
                LOG.warn("oneDNN cannot be loaded, layers go Deeplearning4j's own, slower way: {}", e.toString());
                return Optional.empty();
            }
        }
    }

    /** Returns the library; empty on a GPU and, with one line in the log, where it cannot be loaded. */
    public static Optional<OneDnn> find() {
        return Loaded.INSTANCE;
    }

    /** Returns the processor, as oneDNN knows it. */
    public engine engine() {
        return cpu;
    }

    /**
     * Tells whether vectors of 16 numbers (AVX-512) may be used: only for these has oneDNN code for blocks of 16
     * channels and for Winograd's convolutions; asked for either elsewhere, it goes a way that is hundreds of times
     * slower.
     */
    public boolean hasAvx512() {
        int found = dnnl.dnnl_get_effective_cpu_isa();
        return (found & dnnl.dnnl_cpu_isa_avx512_core) == dnnl.dnnl_cpu_isa_avx512_core;
    }
}
