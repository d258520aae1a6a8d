package dev.fer.search.run;

import dev.fer.search.Objective;
import dev.fer.search.Report;
import dev.fer.search.TrialContext;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A trial without a search, for the unit test of an {@link Objective}: number 0, never stopped, with its reports and
 * attributes kept to be looked at.
 *
 * <pre>{@code
 * FixedTrial trial = FixedTrial.of(Configuration.of(Map.of("rate", 0.1)));
 * assertThat(objective.evaluate(trial)).containsKey("loss");
 * assertThat(trial.reports()).hasSize(50);
 * }</pre>
 *
 * <p>One thread at a time.
 */
public final class FixedTrial implements TrialContext {
    private final Configuration configuration;
    private final long seed;
    private final Optional<Path> directory;
    private final TreeMap<Integer, Report> reports = new TreeMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    private FixedTrial(Configuration configuration, long seed, Optional<Path> directory) {
        this.configuration = configuration;
        this.seed = seed;
        this.directory = directory;
    }

    /** Creates a trial of these values with seed 0 and without a directory. */
    public static FixedTrial of(Configuration configuration) {
        return new FixedTrial(configuration, 0, Optional.empty());
    }

    /** Returns a trial of the same values that has reported nothing, with another seed. */
    public FixedTrial withSeed(long other) {
        return new FixedTrial(configuration, other, directory);
    }

    /** Returns a trial of the same values that has reported nothing, with a directory, made when it is asked for. */
    public FixedTrial withDirectory(Path folder) {
        return new FixedTrial(configuration, seed, Optional.of(folder));
    }

    /** Returns 0. */
    @Override
    public int number() {
        return 0;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public long seed() {
        return seed;
    }

    /** Returns 0: there was no earlier attempt. */
    @Override
    public int resumeFrom() {
        return 0;
    }

    /**
     * Returns the directory that the trial was given, and makes it if it is missing.
     *
     * @throws IllegalStateException if it was given none
     * @throws UncheckedIOException if it cannot be made
     */
    @Override
    public Path directory() {
        Path folder = directory.orElseThrow(
                () -> new IllegalStateException(
                        "this trial has no directory: give it a temporary one by withDirectory, for instance JUnit's @TempDir"));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps a report, as a store would: in place of those of this step and later ones.
     *
     * @return always {@link TrialContext.Signal#CONTINUE}
     * @throws IllegalArgumentException if a search would refuse it: a step below 1, a metric without a number
     */
    @Override
    public Signal report(int step, Map<String, Double> metrics) {
        ObjectiveContract.requireReport(step, metrics);
        reports.tailMap(step, true).clear();
        reports.put(step, new Report(step, metrics, Double.NaN));
        return Signal.CONTINUE;
    }

    /**
     * Keeps an attribute.
     *
     * @throws IllegalArgumentException if a search would refuse it
     */
    @Override
    public void attribute(String key, String value) {
        ObjectiveContract.requireAttribute(key, value);
        attributes.put(key, value);
    }

    /** Returns what was reported, by step. */
    public List<Report> reports() {
        return List.copyOf(reports.values());
    }

    /** Returns the attributes that were attached, by key. */
    public Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }
}
