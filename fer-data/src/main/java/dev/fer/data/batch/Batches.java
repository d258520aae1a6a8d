package dev.fer.data.batch;

/**
 * The images of a split, or what was made of them, batch by batch, pass after pass. One thread at a time may use it,
 * and one pass at a time; it holds off-heap memory until it is closed.
 */
public interface Batches extends AutoCloseable {
    /** Returns how many batches a pass has. */
    int batches();

    /**
     * Returns one training pass, in an order drawn from the seed, presented as this was told.
     *
     * @param epochSeed what the order, and each image's changes, derive from
     */
    Iterable<Batch> shuffled(long epochSeed);

    /** Returns one evaluation pass: every image once, in the order of the data, as it is. */
    Iterable<Batch> inOrder();

    /** Returns for how many seconds in all, until now, takers of batches had to wait for one to be ready. */
    double waitSeconds();

    /** Frees the memory; batches taken from here are no longer valid. */
    @Override
    void close();
}
