package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.HoldoutUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Results from elsewhere, each beside the trial that makes it real, at the same number of steps where the trial went
 * on for longer.
 *
 * @param source where the results come from
 * @param metric what rows are compared by
 * @param rows one for each result
 * @param best the best of all trials, whatever it trained, beside the best result; empty if there is none of either
 */
public record ReferenceTable(String source, String metric, List<Row> rows, Optional<Row> best) {
    /** The attribute that tells how many numbers a trial's model learns. */
    private static final String PARAMETERS = "parameters";

    /** Copies the rows. */
    public ReferenceTable {
        rows = List.copyOf(rows);
    }

    /**
     * A result and ours.
     *
     * @param ours the best of the trials that make it real; empty if there is none
     * @param difference of ours less theirs, where both are known and shares of counted samples
     */
    public record Row(Reference reference, Optional<Ours> ours, Optional<Proportion.Difference> difference) {
        /** Tells whether ours was trained for fewer steps. */
        public boolean isShorter() {
            return ours.filter(own -> own.steps < reference.steps().orElse(0)).isPresent();
        }
    }

    /**
     * A trial as it was at some step.
     *
     * @param candidates how many trials make the same result real, this one included
     * @param metrics at that step; and those of held-out data, if the store knows them
     * @param parameters how many numbers its model learns
     * @param steps after which its metrics are those told
     * @param time spent on it until then
     */
    public record Ours(
            String study,
            int trial,
            int candidates,
            Map<String, Double> metrics,
            OptionalLong parameters,
            int steps,
            Duration time) {
        /** Returns a figure, if there is one. */
        public Optional<Double> metric(String metric) {
            return Optional.ofNullable(metrics.get(metric));
        }
    }

    /** Returns the names of all metrics that any result has, in the order in which they come. */
    public Set<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.reference.metrics().keySet()));
        return names;
    }

    /** Returns the results that some trial makes real. */
    public List<Row> real() {
        return rows.stream().filter(row -> row.ours.isPresent()).toList();
    }

    /** Returns the results that no trial makes real. */
    public List<Row> others() {
        return rows.stream().filter(row -> row.ours.isEmpty()).toList();
    }

    /** Gathers trials of one study after another. Used by one thread. */
    public static final class Builder {
        private final References references;
        private final List<HoldoutUse> uses;
        private final List<List<Ours>> found = new ArrayList<>();
        private final List<Ours> winners = new ArrayList<>();
        private Optional<StudyData> first = Optional.empty();

        /**
         * Creates a builder.
         *
         * @param uses what the store knows of held-out data
         */
        public Builder(References references, List<HoldoutUse> uses) {
            this.references = references;
            this.uses = uses;
            references.rows().forEach(row -> found.add(new ArrayList<>()));
        }

        /**
         * Adds a study; one of another goal than the first's is left out.
         *
         * @param reports returns what the trial of a number reported
         */
        public void add(StudyData study, IntFunction<List<Report>> reports) {
            first = first.isPresent() ? first : Optional.of(study);
            if (!first.get().goal().equals(study.goal())) {
                return;
            }
            study.best().ifPresent(best -> winners.add(ended(study, best.trial())));
            for (int i = 0; i < found.size(); i++) {
                Reference reference = references.rows().get(i);
                for (Trial trial : study.trials()) {
                    if (reference
                            .counterpart()
                            .includes(study.study().definition().model(), trial)) {
                        ours(study, trial, reference, reports.apply(trial.number()))
                                .ifPresent(found.get(i)::add);
                    }
                }
            }
        }

        private Optional<Ours> ours(StudyData study, Trial trial, Reference reference, List<Report> reports) {
            Optional<Report> same = reports.stream()
                    .filter(report -> reference.steps().isPresent()
                            && report.step() == reference.steps().getAsInt())
                    .findFirst();
            if (same.isEmpty() && trial.state() != TrialState.COMPLETE) {
                return Optional.empty();
            }
            return same.filter(report -> report.step() < trial.lastStep())
                    .map(report -> new Ours(
                            study.name(),
                            trial.number(),
                            1,
                            report.metrics(),
                            parameters(trial),
                            report.step(),
                            Double.isFinite(report.seconds())
                                    ? Duration.ofMillis(Math.round(report.seconds() * 1000))
                                    : trial.computeTime()))
                    .or(() -> Optional.of(ended(study, trial)));
        }

        /** A trial as it is in the end, with what the store knows of held-out data. */
        private Ours ended(StudyData study, Trial trial) {
            Map<String, Double> metrics = new HashMap<>();
            uses.stream().filter(use -> isOf(use, study, trial)).forEach(use -> metrics.putAll(use.metrics()));
            metrics.putAll(trial.metrics());
            return new Ours(
                    study.name(), trial.number(), 1, metrics, parameters(trial), trial.lastStep(), trial.computeTime());
        }

        private static boolean isOf(HoldoutUse use, StudyData study, Trial trial) {
            return use.study().filter(study.name()::equals).isPresent()
                    && use.trial().orElse(-1) == trial.number()
                    && use.data().equals(study.study().dataFingerprint().orElse(use.data()));
        }

        private static OptionalLong parameters(Trial trial) {
            try {
                return OptionalLong.of(Long.parseLong(trial.attributes().getOrDefault(PARAMETERS, "")));
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }

        /** Returns the table; empty if no study was added. */
        public Optional<ReferenceTable> build() {
            return first.map(study -> {
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < found.size(); i++) {
                    Reference reference = references.rows().get(i);
                    Optional<Ours> ours = best(study.goal(), found.get(i));
                    rows.add(new Row(reference, ours, ours.flatMap(own -> difference(study, reference, own))));
                }
                return new ReferenceTable(references.source(), study.goal().metric(), rows, best(study));
            });
        }

        private Optional<Row> best(StudyData study) {
            Optional<Ours> ours = best(study.goal(), winners);
            Optional<Reference> theirs = references.rows().stream()
                    .filter(row -> row.metric(study.goal().metric()).isPresent())
                    .min(Comparator.comparingDouble(row -> study.goal()
                            .direction()
                            .loss(row.metric(study.goal().metric()).orElseThrow())));
            return ours.flatMap(
                    own -> theirs.map(reference -> new Row(reference, ours, difference(study, reference, own))));
        }

        private static Optional<Ours> best(Goal goal, List<Ours> candidates) {
            return candidates.stream()
                    .min(Comparator.comparingDouble(ours ->
                            goal.direction().loss(ours.metric(goal.metric()).orElse(Double.NaN))))
                    .map(best -> new Ours(
                            best.study,
                            best.trial,
                            candidates.size(),
                            best.metrics,
                            best.parameters,
                            best.steps,
                            best.time));
        }

        private Optional<Proportion.Difference> difference(StudyData study, Reference reference, Ours ours) {
            String metric = study.goal().metric();
            Optional<Proportion> own = ours.metric(metric).flatMap(value -> study.proportion(value));
            return own.flatMap(mine -> reference
                    .metric(metric)
                    .filter(theirs -> theirs >= 0 && theirs <= 1)
                    .map(theirs -> mine.minus(Proportion.of(
                            theirs, references.samples().getOrDefault(study.judgedSplit(), mine.samples())))));
        }
    }
}
