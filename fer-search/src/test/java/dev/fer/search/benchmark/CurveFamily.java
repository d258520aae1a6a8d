package dev.fer.search.benchmark;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Trainings of which every configuration has a learning curve.
 *
 * @param epochs of a whole training
 * @param instance makes the trainings of a seed
 */
record CurveFamily(String name, SearchSpace space, int epochs, LongFunction<Trainings> instance) {

    /** The trainings of one instance; the same configuration always has the same curve. */
    interface Trainings {
        /** Returns the losses that are reported, one per epoch; NaN from where a training diverged. */
        double[] curve(Configuration configuration);

        /** Returns the loss after all epochs without its noise; infinite for a training that diverged. */
        double result(Configuration configuration);

        /** Returns the least result. */
        double best();

        /** Returns the median result of random configurations. */
        double typical();

        /** Returns what a result lacks to the best one, as a share of what a typical one lacks. */
        default double regret(Configuration configuration) {
            double result = result(configuration);
            return Double.isFinite(result) ? (result - best()) / (typical() - best()) : 1;
        }
    }

    static List<CurveFamily> all() {
        return Stream.concat(SyntheticCurves.all().stream(), TabulatedCurves.all().stream())
                .toList();
    }

    static List<CurveFamily> named(String name) {
        List<CurveFamily> found = all().stream()
                .filter(family -> name.equals("all") || family.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no family '" + name + "'; known: "
                    + all().stream().map(CurveFamily::name).toList());
        }
        return found;
    }
}
