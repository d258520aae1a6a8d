package dev.fer.data.batch;

import dev.fer.common.Seeds;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.augment.Augmenter;
import dev.fer.data.faces.Faces;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Yields the images of a split batch by batch, pass after pass, for training or evaluation.
 *
 * <p>While a batch is being used, a background thread prepares the next one in a second buffer; both buffers live
 * as long as the source, because fresh off-heap memory is slow. What a batch holds depends on the images and the
 * seed only, never on timing. One thread at a time may use a source, and one pass at a time.
 */
public final class BatchSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSource.class);

    private final Faces faces;
    private final Normalizer normalizer;
    private final Augmentation augmentation;
    private final int batchSize;
    private final List<BatchBuffer> buffers;
    private final ExecutorService background;
    private @Nullable Pass current;

    /**
     * Makes a source; it holds two batches of off-heap memory and a daemon thread until it is closed.
     *
     * @param faces the images
     * @param normalizer what makes inputs of pixels
     * @param augmentation the changes that images undergo in {@linkplain #shuffled shuffled} passes
     * @param batchSize images in a batch, at least 1; the last batch of a pass holds what remains
     */
    public BatchSource(Faces faces, Normalizer normalizer, Augmentation augmentation, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch holds at least 1 image, found " + batchSize);
        }
        this.faces = faces;
        this.normalizer = normalizer;
        this.augmentation = augmentation;
        this.batchSize = batchSize;
        int capacity = Math.max(1, Math.min(batchSize, faces.size()));
        this.buffers = List.of(new BatchBuffer(capacity), new BatchBuffer(capacity));
        this.background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fer-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns how many batches a pass has. */
    public int batches() {
        return (faces.size() + batchSize - 1) / batchSize;
    }

    /**
     * Returns one training pass: every image once, in an order drawn from the seed, augmented.
     *
     * @param epochSeed seed of this epoch's order and augmentation
     */
    public Iterable<Batch> shuffled(long epochSeed) {
        Augmenter augmenter = new Augmenter(augmentation, Faces.SIDE);
        ImageLoader loader = augmentation.isNone()
                ? this::copy
                : (image, pixels, target) -> {
                    faces.copyPixels(image, pixels, 0);
                    augmenter.apply(pixels, target, Seeds.derive(epochSeed, "augment", image));
                };
        return () -> begin(permutation(epochSeed), loader);
    }

    /** Returns one evaluation pass: every image once, in the order of the data, as it is. */
    public Iterable<Batch> inOrder() {
        return () -> begin(IntStream.range(0, faces.size()).toArray(), this::copy);
    }

    /** Ends the background thread and frees the buffers; batches taken from this source are no longer valid. */
    @Override
    public void close() {
        abandon();
        background.shutdown();
        buffers.forEach(BatchBuffer::close);
    }

    private void copy(int image, byte[] pixels, float[] target) {
        faces.copyPixels(image, pixels, 0);
        for (int p = 0; p < Faces.PIXELS; p++) {
            target[p] = pixels[p] & 0xFF;
        }
    }

    private int[] permutation(long epochSeed) {
        UniformRandomProvider random = Seeds.random(epochSeed, "shuffle");
        int[] order = IntStream.range(0, faces.size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private Iterator<Batch> begin(int[] order, ImageLoader loader) {
        abandon();
        current = new Pass(order, loader);
        return current;
    }

    /** Waits until nothing writes to the buffers any more. */
    private void abandon() {
        if (current != null) {
            current.stop();
            current = null;
        }
    }

    /** Brings an image's pixels, 0 to 255, into the target, using the byte array as scratch space. */
    private interface ImageLoader {
        void load(int image, byte[] pixels, float[] target);
    }

    private final class Pass implements Iterator<Batch> {
        private final int[] order;
        private final ImageLoader loader;
        private final byte[] pixels = new byte[Faces.PIXELS];
        private final float[] inputs = new float[Faces.PIXELS];
        private int taken;
        private @Nullable Future<Integer> prepared;

        Pass(int[] order, ImageLoader loader) {
            this.order = order;
            this.loader = loader;
            prepare();
        }

        @Override
        public boolean hasNext() {
            return taken < batches();
        }

        @Override
        public Batch next() {
            if (this != current) {
                throw new IllegalStateException("another pass over the same source has begun, or it was closed");
            }
            if (!hasNext()) {
                throw new NoSuchElementException("the pass is over after " + batches() + " batches");
            }
            int size = await();
            Batch batch = buffers.get(taken % 2).batch(size);
            taken++;
            prepare();
            return batch;
        }

        private void prepare() {
            int number = taken;
            prepared = hasNext() ? background.submit(() -> fill(number)) : null;
        }

        private int fill(int number) {
            BatchBuffer buffer = buffers.get(number % 2);
            int first = number * batchSize;
            int size = Math.min(batchSize, order.length - first);
            for (int row = 0; row < size; row++) {
                int image = order[first + row];
                loader.load(image, pixels, inputs);
                normalizer.apply(inputs);
                buffer.set(row, inputs, faces.label(image));
            }
            return size;
        }

        private int await() {
            Future<Integer> waited = prepared;
            if (waited == null) {
                throw new IllegalStateException("no batch was prepared");
            }
            try {
                return waited.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while a batch was being prepared");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a batch could not be prepared", e.getCause());
            }
        }

        /** Waits for the background thread even if interrupted or failed: the buffers must be free afterwards. */
        void stop() {
            Future<Integer> running = prepared;
            boolean interrupted = false;
            while (running != null && !running.isDone()) {
                try {
                    running.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    LOG.debug("the batch of an abandoned pass failed", e);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
