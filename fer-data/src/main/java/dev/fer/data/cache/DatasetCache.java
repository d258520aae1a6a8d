package dev.fer.data.cache;

import dev.fer.data.read.DatasetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with one compact file per source, found by the source's content.
 *
 * <p>An edited source has another key, so it is never answered from an old file; a damaged or foreign file is made
 * anew. Thread-safe, also among processes: files appear whole or not at all, and of two that are made at once one
 * stays. Files may be deleted at any time.
 */
public final class DatasetCache {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetCache.class);

    private final Path directory;

    /** Makes a cache in a directory, which is created when it is first needed. */
    public DatasetCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns what a reader reads: mapped from the cache, or read, kept and then mapped.
     *
     * @throws CacheException if the directory cannot be written
     * @throws dev.fer.data.read.UnusableSourceException if the source cannot be read
     */
    public CachedDataset get(DatasetReader reader) {
        String key = reader.contentKey();
        Path file = directory.resolve(key + ".faces");
        Optional<CachedDataset> kept = CacheFile.read(file);
        return kept.isPresent() ? kept.get() : build(reader, key, file);
    }

    private CachedDataset build(DatasetReader reader, String key, Path file) {
        LOG.info("reading {} into the cache in {}", reader.source(), directory);
        try (Spool spool = new Spool(directory)) {
            String form = reader.read(spool);
            reader.requireUnchanged(key);
            CacheFile.write(file, spool.finish(form));
        } catch (IOException e) {
            throw new CacheException(directory, e);
        }
        return CacheFile.read(file)
                .orElseThrow(() -> new CacheException(directory, new IOException("a new file cannot be read back")));
    }
}
