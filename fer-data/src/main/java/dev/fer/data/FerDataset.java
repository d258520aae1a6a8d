package dev.fer.data;

import dev.fer.data.cache.CachedDataset;
import dev.fer.data.cache.DatasetCache;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Fingerprint;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DamagedDataException;
import dev.fer.data.read.DataProblem;
import dev.fer.data.read.DatasetReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A data set of labelled faces, split by split.
 *
 * <p>Immutable and thread-safe. Closing it lets go of the images; {@link Faces} taken from it before stay usable.
 */
public final class FerDataset implements AutoCloseable {
    private final String source;
    private final String form;
    private final String fingerprint;
    private final List<DataProblem> problems;
    private final Optional<Path> cacheDirectory;
    private volatile Map<Split, Faces> splits;

    private FerDataset(
            String source,
            String form,
            String fingerprint,
            List<DataProblem> problems,
            Optional<Path> cacheDirectory,
            Map<Split, Faces> splits) {
        this.source = source;
        this.form = form;
        this.fingerprint = fingerprint;
        this.problems = List.copyOf(problems);
        this.cacheDirectory = cacheDirectory;
        this.splits = Collections.unmodifiableMap(new EnumMap<>(splits));
    }

    /** Opens a data set with the default options; see {@link #open(Path, ReadOptions)}. */
    public static FerDataset open(Path source) {
        return open(source, ReadOptions.defaults());
    }

    /**
     * Opens a data set in any form that {@link DatasetReader} knows. The first time it is read and decoded, which
     * takes seconds; afterwards it is mapped from the cache, which takes a fraction of one and no heap.
     *
     * @param source a CSV file, a zip, or a folder
     * @throws dev.fer.data.read.UnusableSourceException if nothing is there, or nothing that is understood
     * @throws DamagedDataException if anything is damaged and is not to be skipped, or nothing is left of it
     * @throws dev.fer.data.cache.CacheException if the cache directory cannot be written
     */
    public static FerDataset open(Path source, ReadOptions options) {
        Path cacheDirectory = options.cacheDirectory(System.getenv());
        CachedDataset read = new DatasetCache(cacheDirectory).get(new DatasetReader(source));
        boolean damaged = !read.problems().isEmpty();
        if (damaged && (!options.skipDamaged() || read.splits().isEmpty())) {
            throw new DamagedDataException(
                    source.toString(), read.problems(), !read.splits().isEmpty());
        }
        return new FerDataset(
                source.toString(),
                read.form(),
                read.fingerprint(),
                read.problems(),
                Optional.of(cacheDirectory),
                read.splits());
    }

    /**
     * Makes a data set of images that are at hand.
     *
     * @param source where they come from, in words
     * @param form a short name of that kind of source
     * @param splits the images
     * @throws IllegalArgumentException if there is no split
     */
    public static FerDataset of(String source, String form, Map<Split, Faces> splits) {
        if (splits.isEmpty()) {
            throw new IllegalArgumentException("a data set has at least one split");
        }
        return new FerDataset(source, form, Fingerprint.of(splits), List.of(), Optional.empty(), splits);
    }

    /** Returns the splits that are present, in the order train, validation, test. */
    public Set<Split> splits() {
        return splits.keySet();
    }

    /**
     * Returns the images of a split.
     *
     * @throws MissingSplitException if the data set has no such split
     */
    public Faces split(Split split) {
        Map<Split, Faces> present = splits;
        if (present.isEmpty()) {
            throw new IllegalStateException("the data set was closed");
        }
        Faces faces = present.get(split);
        if (faces == null) {
            throw new MissingSplitException(source, split, present.keySet());
        }
        return faces;
    }

    /** Returns the SHA-256, in hex, of all splits, labels and images in their order: the same data, the same text. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Returns the path that was read, or what the images were made by. */
    public String source() {
        return source;
    }

    /** Returns the kind of source: "csv", "csv per split", "image folders" or "synthetic". */
    public String form() {
        return form;
    }

    /** Returns the problems that were passed over because of {@link ReadOptions#skipDamaged()}. */
    public List<DataProblem> problems() {
        return problems;
    }

    /** Returns where its images, and what is made of them, are kept; empty for images that were at hand. */
    public Optional<Path> cacheDirectory() {
        return cacheDirectory;
    }

    /** Returns how many images were left out because of {@link #problems()}. */
    public int skippedImages() {
        return problems.stream().mapToInt(DataProblem::images).sum();
    }

    /** Lets go of the images; {@link #split} fails afterwards. The memory is freed once no {@link Faces} is in use. */
    @Override
    public void close() {
        splits = Map.of();
    }
}
