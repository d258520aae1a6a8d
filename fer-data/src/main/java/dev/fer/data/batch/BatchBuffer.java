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

    private final int width;

    /**
     * Allocates the memory.
     *
     * @param capacity rows
     * @param width numbers of an input
     */
    BatchBuffer(int capacity, int width) {
        this.width = width;
        features = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', capacity, width);
        labels = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', capacity, Emotion.COUNT);
        featureValues = features.data().asNioFloat();
        labelValues = labels.data().asNioFloat();
    }

    void set(int row, float[] inputs, float[] label) {
        featureValues.put(row * width, inputs);
        labelValues.put(row * Emotion.COUNT, label);
    }

    /** Returns the first rows; on a GPU it says that the host's copy is the new one. */
    Batch batch(int size) {
        AffinityManager affinity = Nd4j.getAffinityManager();
        affinity.tagLocation(features, AffinityManager.Location.HOST);
        affinity.tagLocation(labels, AffinityManager.Location.HOST);
        return new Batch(first(size, features), first(size, labels));
    }

    @Override
    public void close() {
        features.close();
        labels.close();
    }

    private static INDArray first(int rows, INDArray array) {
        return rows == array.size(0) ? array : array.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
    }
}
