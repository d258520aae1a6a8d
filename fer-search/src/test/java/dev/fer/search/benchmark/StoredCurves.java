package dev.fer.search.benchmark;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The complete trials of stored studies, drawn again and again at random. Samplers can learn nothing from these draws, so
 * that only what early stopping does is seen; studies of random search stand for all that could have been drawn.
 */
final class StoredCurves {
    private static final String DRAW = "draw";

    /** So far are draws spread that neighbours have nothing in common. */
    private static final double SPREAD = 1e9;

    private StoredCurves() {}

    /**
     * Reads a family.
     *
     * @param place the store's file, a colon and how the names of the studies begin: {@code fer.db:cnn-random}
     */
    static CurveFamily of(String place) {
        int colon = place.lastIndexOf(':');
        String beginning = place.substring(colon + 1);
        try (TrialStore store = TrialStores.open(Path.of(place.substring(0, colon)), Intent.READ_ONLY)) {
            double[][] curves = store.studies().stream()
                    .filter(study -> study.name().startsWith(beginning))
                    .flatMap(study -> curves(store, study))
                    .toArray(double[][]::new);
            if (curves.length == 0) {
                throw new IllegalArgumentException("no complete trial in " + place);
            }
            SearchSpace space = SearchSpace.of(new FloatParameter(DRAW, 0, 1, false));
            Draws draws = new Draws(curves);
            return new CurveFamily(beginning, space, curves[0].length, seed -> draws);
        }
    }

    private static Stream<double[]> curves(TrialStore store, StudyRecord study) {
        Goal goal = study.definition().goals().get(0);
        int epochs = study.definition().trialEpochs().orElseThrow();
        Map<Integer, List<Report>> reports = store.reports(study.id());
        return store.trials(study.id()).stream()
                .filter(trial -> trial.state() == TrialState.COMPLETE && trial.lastStep() == epochs)
                .map(Trial::number)
                .map(number -> reports.getOrDefault(number, List.of()).stream()
                        .mapToDouble(report ->
                                goal.direction().loss(report.metrics().getOrDefault(goal.metric(), Double.NaN)))
                        .toArray());
    }

    private record Draws(double[][] curves) implements CurveFamily.Trainings {
        @Override
        public double[] curve(Configuration configuration) {
            return curves[(int) (configuration.getDouble(DRAW) * SPREAD % 1 * curves.length)];
        }

        @Override
        public double result(Configuration configuration) {
            return last(curve(configuration));
        }

        private static double last(double[] curve) {
            return curve[curve.length - 1];
        }

        @Override
        public double best() {
            return sorted()[0];
        }

        @Override
        public double typical() {
            return sorted()[curves.length / 2];
        }

        private double[] sorted() {
            return Arrays.stream(curves).mapToDouble(Draws::last).sorted().toArray();
        }
    }
}
