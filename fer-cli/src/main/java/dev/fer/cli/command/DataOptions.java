package dev.fer.cli.command;

import dev.fer.data.FerDataset;
import dev.fer.data.ReadOptions;
import dev.fer.search.store.StudyRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads faces. */
final class DataOptions {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where decoded images are kept (default: $FER_CACHE, else the user's cache directory).")
    private @Nullable Path cache;

    @Option(names = "--skip-damaged", description = "Go on without damaged images, and say how many.")
    private boolean skipDamaged;

    boolean skipsDamaged() {
        return skipDamaged;
    }

    /** Returns these options for the faces of a study, which remembers that it went on without damaged images. */
    DataOptions of(StudyRecord study) {
        return of(study.provenance());
    }

    /** Returns these options for faces of which is known what a study remembers. */
    DataOptions of(Map<String, String> provenance) {
        DataOptions own = new DataOptions();
        own.cache = cache;
        own.skipDamaged = skipDamaged || Boolean.parseBoolean(provenance.get(StudyRecord.DATA_SKIPS_DAMAGED));
        return own;
    }

    /** Opens a data set. */
    FerDataset open(Path source) {
        Inputs.requireThere(
                source,
                "give FER2013 as CSV, as folders train|validation|test/<emotion>/*.jpg|png, or either in a zip; or draw"
                        + " faces by 'fer data synthesize DIR'");
        ReadOptions options = ReadOptions.defaults().withSkipDamaged(skipDamaged);
        return FerDataset.open(source, cache == null ? options : options.withCacheDirectory(cache));
    }

    /** Returns these options as words of a command line. */
    List<String> arguments() {
        List<String> words = new ArrayList<>();
        if (cache != null) {
            words.addAll(List.of("--cache", cache.toAbsolutePath().toString()));
        }
        if (skipDamaged) {
            words.add("--skip-damaged");
        }
        return words;
    }
}
