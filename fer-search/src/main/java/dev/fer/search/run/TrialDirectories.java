package dev.fer.search.run;

import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where trials leave checkpoints and logs: {@code <root>/<study>/<number>/}. Files whose names end in {@code .log} are
 * logs and stay; all else counts as checkpoints and goes when a trial is neither to be resumed nor among the best.
 */
public final class TrialDirectories {
    /** The name of the file that takes what a worker prints. */
    public static final String LOG = "worker.log";

    private final Path study;

    private TrialDirectories(Path study) {
        this.study = study;
    }

    /** Returns the directories of a study under a folder, or else beside its store. */
    public static TrialDirectories of(TrialStore store, String study, Optional<Path> root) {
        return new TrialDirectories(root.or(() -> store.file().map(TrialDirectories::beside))
                .orElseGet(() -> temporary(store))
                .resolve(study));
    }

    /** Returns the folder of all trials' directories of a store's file: the same by whatever links that is named. */
    public static Path beside(Path storeFile) {
        Path file = TrialStores.resolve(storeFile.toAbsolutePath());
        return file.resolveSibling(file.getFileName() + "-files");
    }

    /** A store in memory has no place of its own; the folder is only made when a trial asks for its directory. */
    private static Path temporary(TrialStore store) {
        String name = "fer-" + ProcessHandle.current().pid() + "-" + System.identityHashCode(store);
        return Path.of(System.getProperty("java.io.tmpdir", ".")).resolve(name);
    }

    /** Returns a trial's directory, which need not exist. */
    public Path of(int number) {
        return study.resolve(Integer.toString(number));
    }

    /** Removes all that an earlier study of the same name may have left for a number. */
    void clear(int number) {
        delete(of(number), false);
    }

    /** Removes a trial's checkpoints and keeps its logs. */
    void removeCheckpoints(int number) {
        delete(of(number), true);
    }

    /** Puts all that the study left away, where {@link #restore} finds it by the study's id. */
    public void discard(long id) {
        move(study, away(id));
    }

    /** Brings back what was put away, unless something of that name is there. */
    public void restore(long id) {
        if (!Files.exists(study)) {
            move(away(id), study);
        }
    }

    /** Removes what was put away. */
    public void deleteDiscarded(long id) {
        delete(away(id), false);
    }

    /** No study's name begins with a dot. */
    private Path away(long id) {
        return study.resolveSibling(".discarded").resolve(Long.toString(id));
    }

    private static void move(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(to.getParent(), "directories lie in a folder"));
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the numbers of the trials that have a directory. */
    List<Integer> numbers() {
        if (!Files.isDirectory(study)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(study)) {
            return directories
                    .map(directory -> String.valueOf(directory.getFileName()))
                    .filter(name -> name.matches("\\d{1,9}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory, boolean keepLogs) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = new ArrayList<>(walk.toList());
            deepestFirst.sort(Comparator.reverseOrder());
            for (Path path : deepestFirst) {
                boolean log = keepLogs && path.toString().endsWith(".log");
                if (!log && !(Files.isDirectory(path) && isFilled(path))) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFilled(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isPresent();
        }
    }
}
