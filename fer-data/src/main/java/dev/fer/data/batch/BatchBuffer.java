package dev.fer.data.batch;

import dev.fer.data.faces.Emotion;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The off-heap memory of one batch. It is filled through plain buffers, so that the filling thread calls nothing
 * of ND4J; only the thread that takes the batch does.
 */
final class BatchBuffer implements AutoCloseable {
    private final INDArray features;
    private final INDArray labels;
    private final FloatBuffer featureValues;
    private final FloatBuffer labelValues;

    /**
     * Allocates the memory.
     *
     * @param capacity rows
     * @param width numbers of an input, at most
     */
    BatchBuffer(int capacity, int width) {
        features = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', capacity, width);
        labels = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', capacity, Emotion.COUNT);
        featureValues = features.data().asNioFloat();
        labelValues = labels.data().asNioFloat();
    }

    /** Writes a row; all rows of a batch have inputs of the same length. */
    void set(int row, float[] inputs, float[] label) {
        featureValues.put(row * inputs.length, inputs);
        labelValues.put(row * Emotion.COUNT, label);
    }

    /**
     * Returns the first rows; on a GPU it says that the host's copy is the new one.
     *
     * @param width numbers of an input, as they were set
     */
    Batch batch(int size, int width) {
        AffinityManager affinity = Nd4j.getAffinityManager();
        affinity.tagLocation(features, AffinityManager.Location.HOST);
        affinity.tagLocation(labels, AffinityManager.Location.HOST);
        return new Batch(first(size, width, features), first(size, Emotion.COUNT, labels));
    }

    @Override
    public void close() {
        features.close();
        labels.close();
    }

    private static INDArray first(int rows, int width, INDArray array) {
        if (width < array.size(1)) {
            INDArray row = array.reshape(array.length()).get(NDArrayIndex.interval(0, (long) rows * width));
            return row.reshape('c', rows, width);
        }
        return rows == array.size(0) ? array : array.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
    }
}
