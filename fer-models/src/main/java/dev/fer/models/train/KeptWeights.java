package dev.fer.models.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The weights that a run keeps beside those in training: their average, and those of the best epoch. */
final class KeptWeights implements AutoCloseable {
    private static final String AVERAGE = "average";
    private static final String BEST = "best";

    private @Nullable INDArray average;
    private @Nullable INDArray best;

    /** Keeps nothing yet. */
    KeptWeights() {}

    /** Takes over what {@link #byName} returned. */
    KeptWeights(Map<String, INDArray> byName) {
        this.average = byName.get(AVERAGE);
        this.best = byName.get(BEST);
    }

    /** Takes a step's weights into the average, which keeps a share of what it was. */
    void addToAverage(INDArray weights, double kept) {
        INDArray mean = average;
        if (mean == null) {
            average = weights.dup();
        } else {
            mean.muli(kept);
            Nd4j.getBlasWrapper().level1().axpy(weights.length(), 1 - kept, weights, mean);
        }
    }

    /** Keeps a copy of the weights of the epoch that is now the best. */
    void keepAsBest(INDArray weights) {
        INDArray kept = best;
        if (kept == null) {
            best = weights.dup();
        } else {
            kept.assign(weights);
        }
    }

    Optional<INDArray> average() {
        return Optional.ofNullable(average);
    }

    Optional<INDArray> best() {
        return Optional.ofNullable(best);
    }

    /** Returns what is kept, for a checkpoint. */
    Map<String, INDArray> byName() {
        Map<String, INDArray> byName = new LinkedHashMap<>();
        average().ifPresent(weights -> byName.put(AVERAGE, weights));
        best().ifPresent(weights -> byName.put(BEST, weights));
        return byName;
    }

    @Override
    public void close() {
        byName().values().forEach(INDArray::close);
        average = null;
        best = null;
    }
}
