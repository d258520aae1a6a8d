package dev.fer.models.backend;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The ND4J backend of this process: which one it is, with how many threads, and whether oneDNN is in use.
 *
 * <p>The only class that knows one backend from another. Touching it loads the native libraries (about two
 * seconds, once). Immutable and thread-safe.
 *
 * @param name "CPU" or "CUDA"
 * @param blas the vendor of the matrix library
 * @param threads how many threads native operations use
 * @param oneDnn whether convolutions go through oneDNN; without it they are several times slower
 */
public record Backend(String name, String blas, int threads, boolean oneDnn) {
    /** Returns what is in use now. */
    public static Backend current() {
        Properties properties = Nd4j.getExecutioner().getEnvironmentInformation();
        String name = properties.getProperty("backend", "unknown").toUpperCase(Locale.ROOT);
        return new Backend(
                name,
                String.valueOf(properties.get("blas.vendor")),
                Integer.parseInt(String.valueOf(properties.get("omp.threads"))),
                name.equals("CPU") && OneDnn.find().isPresent());
    }

    /**
     * Sets how many threads native operations use when the calling thread calls them, and how many the matrix library
     * uses in this process. {@code OMP_NUM_THREADS}, set before the start, covers all threads at once.
     *
     * <p>Sums are cut by thread, so another number of threads gives other last bits.
     */
    public static void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least 1 thread is needed, found " + threads);
        }
        Nd4j.factory().blas().setMaxThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    /** Returns everything that the backend says about itself, by name, for a diagnosis. */
    public static Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        Nd4j.getExecutioner()
                .getEnvironmentInformation()
                .forEach((key, value) -> details.put(String.valueOf(key), String.valueOf(value)));
        return details;
    }
}
