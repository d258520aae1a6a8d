package dev.fer.models.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
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
 * @param oneDnn whether convolutions go through oneDNN; without it they are several times slower on a CPU
 * @param devices the graphics processors; none on a CPU
 */
public record Backend(String name, String blas, int threads, boolean oneDnn, List<Device> devices) {
    /**
     * A graphics processor.
     *
     * @param name as its driver tells it
     * @param memoryBytes all that it has
     */
    public record Device(String name, long memoryBytes) {}

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final long KILOBYTES_PER_MEGABYTE = 1024;

    /** Copies the devices. */
    public Backend {
        devices = List.copyOf(devices);
    }

    /** Returns what is in use now. */
    public static Backend current() {
        Properties properties = Nd4j.getExecutioner().getEnvironmentInformation();
        String name = name(properties);
        return new Backend(
                name,
                String.valueOf(properties.get("blas.vendor")),
                Integer.parseInt(String.valueOf(properties.get("omp.threads"))),
                OneDnn.find().isPresent(),
                devices(properties));
    }

    /** Tells whether arrays lie in the memory of the processor. */
    static boolean isProcessor() {
        return name(Nd4j.getExecutioner().getEnvironmentInformation()).equals("CPU");
    }

    private static String name(Properties properties) {
        return properties.getProperty("backend", "unknown").toUpperCase(Locale.ROOT);
    }

    /** Reads what ND4J says of its devices: a list of maps, none on a CPU. */
    static List<Device> devices(Properties properties) {
        List<Device> devices = new ArrayList<>();
        if (properties.get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY) instanceof List<?> listed) {
            for (Object one : listed) {
                if (one instanceof Map<?, ?> device) {
                    Object memory = device.get(Nd4jEnvironment.CUDA_TOTAL_MEMORY_KEY);
                    devices.add(new Device(
                            String.valueOf(device.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY)),
                            memory instanceof Number bytes ? bytes.longValue() : 0));
                }
            }
        }
        return devices;
    }

    /**
     * Sets how many threads native operations use when the calling thread calls them. {@code OMP_NUM_THREADS}, set
     * before the start, covers all threads at once.
     *
     * <p>Sums are cut by thread, so another number of threads gives other last bits.
     */
    public static void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least 1 thread is needed, found " + threads);
        }
        // The native operations are not to be had before ND4J has chosen its backend.
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    /** Returns how many threads native operations use when the calling thread calls them. */
    public static int usableThreads() {
        Nd4j.getBackend();
        return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
    }

    /** Returns the most memory that this process has held at once, in MB; empty where the system does not tell. */
    public static Optional<Long> peakMemoryMegabytes() {
        try (Stream<String> lines = Files.lines(PROCESS_STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES_PER_MEGABYTE)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
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
