package dev.fer.models.family;

import com.sun.management.OperatingSystemMXBean;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory that training needs at least: each weight with its gradient and updater state, and each number that a
 * layer puts out, once for every image of a batch.
 *
 * @param parameterBytes of weights, gradients and updater state
 * @param activationBytes of a batch on its way through the layers
 * @param heavy the parameters that make the network large, for messages
 */
record MemoryEstimate(double parameterBytes, double activationBytes, String heavy) {
    private static final double GIB = 1L << 30;
    /** The weight and its gradient. */
    private static final int PER_PARAMETER = 2;

    private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

    static MemoryEstimate of(LayerPlan plan, TrainingParameters training, ImageShape images, int classes) {
        double parameters = plan.summaries(images, classes).stream()
                .mapToDouble(LayerSummary::parameters)
                .sum();
        return of(parameters, (double) images.values() + plan.activations(images, classes), training, plan.heavy());
    }

    /**
     * Makes an estimate.
     *
     * @param perImage how many numbers an image and all that layers make of it have
     */
    static MemoryEstimate of(double parameters, double perImage, TrainingParameters training, String heavy) {
        int kept = PER_PARAMETER + training.optimization().moments();
        return new MemoryEstimate(
                parameters * kept * Float.BYTES, perImage * training.batchSize() * Float.BYTES, heavy);
    }

    /** Returns the memory that there is, in bytes: the machine's or container's, or this process's share if it has one. */
    static double limit() {
        long machine = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return System.getProperty(NATIVE_LIMIT) == null ? machine : Math.min(machine, Pointer.maxPhysicalBytes());
    }

    /**
     * Requires that the memory suffices.
     *
     * @param limit in bytes
     * @throws UnbuildableModelException naming the batch size or what makes the network large, whichever needs more
     */
    void requireRoom(double limit) {
        if (parameterBytes + activationBytes <= limit) {
            return;
        }
        boolean batch = activationBytes > parameterBytes;
        String parameter = batch ? "batch_size" : heavy;
        throw new UnbuildableModelException(
                parameter,
                String.format(
                        Locale.ROOT,
                        "training needs at least %.1f GiB of memory (%.1f for weights and their gradients, %.1f for a"
                                + " batch's activations), and there are %.1f",
                        (parameterBytes + activationBytes) / GIB,
                        parameterBytes / GIB,
                        activationBytes / GIB,
                        limit / GIB),
                "change " + parameter);
    }
}
