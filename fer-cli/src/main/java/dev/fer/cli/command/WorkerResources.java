package dev.fer.cli.command;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What one worker process gets of the machine.
 *
 * @param threads of native operations
 * @param heapBytes the Java heap's limit
 * @param nativeBytes the limit of what ND4J allocates outside of it
 */
record WorkerResources(int threads, long heapBytes, long nativeBytes) {
    private static final double SHARE = 0.8;
    private static final long LARGEST_HEAP = 1L << 30;

    /** Divides the processors and four fifths of the memory: a quarter of it as heap, at most 1 GiB. */
    static WorkerResources divide(int workers) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long memory = (long) (system.getTotalMemorySize() * SHARE / workers);
        long heap = Math.min(LARGEST_HEAP, memory / 4);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
        return new WorkerResources(threads, heap, memory - heap);
    }

    /** Returns the options that hold a JVM to this. */
    List<String> javaOptions() {
        return List.of(
                "-Xmx" + (heapBytes >> 20) + "m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxbytes=" + (nativeBytes >> 20) + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + ((heapBytes + nativeBytes) >> 20) + "m");
    }
}
