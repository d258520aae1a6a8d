package dev.fer.data.batch;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.faces.Faces;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
public final class BatchSource implements Batches {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSource.class);

    private final Faces faces;
    private final Normalizer normalizer;
    private final Presentation presentation;
    private final int batchSize;
    private final List<BatchBuffer> buffers;
    private final ExecutorService background;
    private @Nullable Pass current;
    private long waitNanos;

    /**
     * Makes a source whose {@linkplain #shuffled shuffled} passes hold every image once, with its label as it is.
     *
     * @see #BatchSource(Faces, Normalizer, Presentation, int)
     */
    public BatchSource(Faces faces, Normalizer normalizer, Augmentation augmentation, int batchSize) {
        this(faces, normalizer, Presentation.of(augmentation), batchSize);
    }

    /**
     * Makes a source; it holds two batches of off-heap memory and a daemon thread until it is closed.
     *
     * @param faces the images
     * @param normalizer what makes inputs of pixels
     * @param presentation what happens to images and labels in {@linkplain #shuffled shuffled} passes
     * @param batchSize images in a batch, at least 1; the last batch of a pass holds what remains
     */
    public BatchSource(Faces faces, Normalizer normalizer, Presentation presentation, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch holds at least 1 image, found " + batchSize);
        }
        this.faces = faces;
        this.normalizer = normalizer;
        this.presentation = presentation;
        this.batchSize = batchSize;
        int capacity = Math.max(1, Math.min(batchSize, faces.size()));
        this.buffers = List.of(new BatchBuffer(capacity, Faces.PIXELS), new BatchBuffer(capacity, Faces.PIXELS));
        this.background = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fer-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int batches() {
        return (faces.size() + batchSize - 1) / batchSize;
    }

    @Override
    public Iterable<Batch> shuffled(long epochSeed) {
        return windows(epochSeed, Faces.SIDE);
    }

    /**
     * Returns a training pass of which each image is only a square of it, anywhere: what {@link #shuffled} returns,
     * looked at through a window.
     *
     * @param epochSeed what the order, each image's changes and the windows' places derive from
     * @param side of a window, in pixels, at most that of an image
     */
    public Iterable<Batch> windows(long epochSeed, int side) {
        if (side < 1 || side > Faces.SIDE) {
            throw new IllegalArgumentException("a window is 1 to " + Faces.SIDE + " pixels wide, found " + side);
        }
        int[] order = Order.drawn(faces, presentation.sampling(), epochSeed);
        return () -> begin(new Preparation(faces, normalizer, presentation, order, side, epochSeed));
    }

    @Override
    public Iterable<Batch> inOrder() {
        return () -> begin(new Preparation(faces, normalizer, Presentation.PLAIN, Order.ofData(faces), Faces.SIDE, 0));
    }

    @Override
    public double waitSeconds() {
        return waitNanos / 1e9;
    }

    /** Ends the background thread and frees the buffers; batches taken from this source are no longer valid. */
    @Override
    public void close() {
        abandon();
        background.shutdown();
        buffers.forEach(BatchBuffer::close);
    }

    private Iterator<Batch> begin(Preparation preparation) {
        abandon();
        current = new Pass(preparation);
        return current;
    }

    /** Waits until nothing writes to the buffers any more. */
    private void abandon() {
        if (current != null) {
            current.stop();
            current = null;
        }
    }

    private final class Pass implements Iterator<Batch> {
        private final Preparation preparation;
        private int taken;
        private @Nullable Future<Integer> prepared;

        Pass(Preparation preparation) {
            this.preparation = preparation;
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
            Batch batch = buffers.get(taken % 2).batch(size, preparation.width());
            taken++;
            prepare();
            return batch;
        }

        private void prepare() {
            int number = taken;
            prepared = hasNext() ? background.submit(() -> fill(number)) : null;
        }

        private int fill(int number) {
            int first = number * batchSize;
            int size = Math.min(batchSize, faces.size() - first);
            preparation.fill(buffers.get(number % 2), first, size);
            return size;
        }

        private int await() {
            Future<Integer> waited = prepared;
            if (waited == null) {
                throw new IllegalStateException("no batch was prepared");
            }
            long start = System.nanoTime();
            try {
                return waited.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while a batch was being prepared");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a batch could not be prepared", e.getCause());
            } finally {
                waitNanos += System.nanoTime() - start;
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
