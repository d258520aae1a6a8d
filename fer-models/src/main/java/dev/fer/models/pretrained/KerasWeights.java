package dev.fer.models.pretrained;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A Keras file of weights, HDF5, opened for reading. Used by one thread.
 *
 * <p>A layer is a group of the layer's name, anywhere in the file; its kernel is the group's one array with four axes
 * and its bias the one with one axis, whatever they are called: {@code block1_conv1_W_1:0} in old files,
 * {@code kernel:0} in newer ones.
 */
public final class KerasWeights implements AutoCloseable {
    private static final int KERNEL_AXES = 4;

    private final Path path;
    private final HdfFile file;

    private KerasWeights(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws WeightsException if there is none, or it is no HDF5 file
     */
    public static KerasWeights open(Path path) {
        if (!Files.exists(path)) {
            throw WeightsException.missing(path);
        }
        try {
            return new KerasWeights(path, new HdfFile(path));
        } catch (HdfException e) {
            throw WeightsException.unreadable(path, "it is no HDF5 file (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Returns a convolution's kernel.
     *
     * @param shape height, width, inputs, outputs
     * @return in row-major order of that shape
     * @throws WeightsException if the file has no such layer, or it has another shape
     */
    public float[] kernel(String layer, int... shape) {
        return array(layer, KERNEL_AXES, shape);
    }

    /** Returns a layer's bias; see {@link #kernel}. */
    public float[] bias(String layer, int outputs) {
        return array(layer, 1, outputs);
    }

    /** A file that was cut off opens, and fails where something is missing. */
    private float[] array(String layer, int axes, int... shape) {
        try {
            return read(layer, axes, shape);
        } catch (WeightsException e) {
            throw e;
        } catch (RuntimeException e) {
            throw WeightsException.unreadable(path, "it is cut off or damaged (" + e.getMessage() + ")", e);
        }
    }

    private float[] read(String layer, int axes, int... shape) {
        Group group = group(file, layer)
                .orElseThrow(() -> WeightsException.unreadable(path, "it has no layer '" + layer + "'", null));
        Dataset found = dataset(group, axes)
                .orElseThrow(() -> WeightsException.unreadable(
                        path, "its layer '" + layer + "' has no array with " + axes + " axes", null));
        if (!Arrays.equals(found.getDimensions(), shape)) {
            throw WeightsException.unreadable(
                    path,
                    "its layer '" + layer + "' has the shape " + Arrays.toString(found.getDimensions())
                            + " where VGG16 has " + Arrays.toString(shape),
                    null);
        }
        if (found.getDataFlat() instanceof float[] numbers) {
            return numbers;
        }
        throw WeightsException.unreadable(path, "its layer '" + layer + "' holds no 32-bit floats", null);
    }

    private static Optional<Group> group(Group from, String name) {
        if (from.getChildren().get(name) instanceof Group found) {
            return Optional.of(found);
        }
        return from.getChildren().values().stream()
                .filter(Group.class::isInstance)
                .flatMap(child -> group((Group) child, name).stream())
                .findFirst();
    }

    private static Optional<Dataset> dataset(Group from, int axes) {
        for (Node child : from.getChildren().values()) {
            Optional<Dataset> found = child instanceof Group inner
                    ? dataset(inner, axes)
                    : Optional.of(child)
                            .filter(Dataset.class::isInstance)
                            .map(Dataset.class::cast)
                            .filter(array -> array.getDimensions().length == axes);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        file.close();
    }
}
