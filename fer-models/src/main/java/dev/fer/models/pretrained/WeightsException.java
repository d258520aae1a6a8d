package dev.fer.models.pretrained;

import dev.fer.common.FerException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when weights to start from are missing or are not what they should be. */
public final class WeightsException extends FerException {
    private static final long serialVersionUID = 1L;

    private static final String CURE =
            "in Python, keras.applications.VGG16(include_top=False) puts VGG16's weights into"
                    + " ~/.keras/models/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5; name that file, or a model that fer"
                    + " train saved, as 'weights' (Deeplearning4j's model zoo is not read: it has VGG16 only with its top,"
                    + " in half a gigabyte)";

    private final @Nullable String path;

    private WeightsException(@Nullable Path path, String problem, @Nullable Throwable cause) {
        super(problem, CURE, cause);
        this.path = path == null ? null : path.toString();
    }

    /** Creates the error of a model to which no file was named. */
    public static WeightsException unnamed() {
        return new WeightsException(null, "model 'transfer' needs the parameter 'weights'", null);
    }

    /** Creates the error of a file that is not there. */
    public static WeightsException missing(Path path) {
        return new WeightsException(path, "there is no file of weights " + path.toAbsolutePath(), null);
    }

    /** Creates the error of a file that holds something else, said in a clause. */
    public static WeightsException unreadable(Path path, String problem, @Nullable Throwable cause) {
        return new WeightsException(path, "the weights in " + path + " cannot be used: " + problem, cause);
    }

    /** Returns the file, if one was named. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }
}
