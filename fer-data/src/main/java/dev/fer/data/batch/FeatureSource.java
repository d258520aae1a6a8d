package dev.fer.data.batch;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Yields what was made of the images of a split, once and for all, batch by batch. Its passes have the orders and
 * labels of a {@link BatchSource}'s; as images do not change any more, there is no augmentation and no mixup.
 */
public final class FeatureSource implements Batches {
    private final FloatBuffer features;
    private final int width;
    private final Faces faces;
    private final Presentation presentation;
    private final int batchSize;
    private final BatchBuffer buffer;

    /**
     * Makes a source; it holds one batch of off-heap memory until it is closed.
     *
     * @param features row by row, as many rows as there are images
     * @param width numbers in a row
     * @param faces the images that they were made of
     * @param presentation sampling and label smoothing of {@linkplain #shuffled shuffled} passes
     * @param batchSize images in a batch, at least 1; the last batch of a pass holds what remains
     */
    public FeatureSource(FloatBuffer features, int width, Faces faces, Presentation presentation, int batchSize) {
        if (features.limit() != (long) faces.size() * width) {
            throw new IllegalArgumentException(faces.size() + " images with " + width + " features need "
                    + (long) faces.size() * width + " numbers, found " + features.limit());
        }
        if (!presentation.augmentation().isNone() || presentation.mixup() > 0) {
            throw new IllegalArgumentException("features can be neither augmented nor mixed");
        }
        this.features = features;
        this.width = width;
        this.faces = faces;
        this.presentation = presentation;
        this.batchSize = batchSize;
        this.buffer = new BatchBuffer(Math.max(1, Math.min(batchSize, faces.size())), width);
    }

    @Override
    public int batches() {
        return (faces.size() + batchSize - 1) / batchSize;
    }

    @Override
    public Iterable<Batch> shuffled(long epochSeed) {
        return () -> new Pass(Order.drawn(faces, presentation.sampling(), epochSeed), presentation.labelSmoothing());
    }

    @Override
    public Iterable<Batch> inOrder() {
        return () -> new Pass(Order.ofData(faces), 0);
    }

    @Override
    public double waitSeconds() {
        return 0;
    }

    @Override
    public void close() {
        buffer.close();
    }

    private final class Pass implements Iterator<Batch> {
        private final int[] order;
        private final double smoothing;
        private final float[] inputs = new float[width];
        private final float[] label = new float[Emotion.COUNT];
        private int taken;

        Pass(int[] order, double smoothing) {
            this.order = order;
            this.smoothing = smoothing;
        }

        @Override
        public boolean hasNext() {
            return taken < batches();
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the pass is over after " + batches() + " batches");
            }
            int first = taken * batchSize;
            int size = Math.min(batchSize, order.length - first);
            for (int row = 0; row < size; row++) {
                int image = order[first + row];
                features.get(image * width, inputs);
                Preparation.label(faces.label(image), smoothing, label);
                buffer.set(row, inputs, label);
            }
            taken++;
            return buffer.batch(size, width);
        }
    }
}
