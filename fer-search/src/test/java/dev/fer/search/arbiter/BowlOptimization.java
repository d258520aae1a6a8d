package dev.fer.search.arbiter;

import dev.fer.search.Direction;
import dev.fer.search.Trial;
import dev.fer.search.store.TrialStore;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;

/** A bowl to be minimised, what optimises it with Arbiter, and the trials that this leaves in a store. */
final class BowlOptimization {
    static final PlainOptimization.Function BOWL = (value, seed) -> bowl(value);

    private BowlOptimization() {}

    static double bowl(Object value) {
        return Math.pow((Double) value - 0.3, 2);
    }

    static ParameterSpace<Double> line() {
        return new ContinuousParameterSpace(-1, 1);
    }

    static CandidateGenerator tpe() {
        return new FerCandidateGenerator(line(), Direction.MINIMIZE);
    }

    static FerOptimizationRunner runner(
            CandidateGenerator generator, int candidates, TrialStore store, PlainOptimization.Function function) {
        OptimizationConfiguration configuration = PlainOptimization.configuration(generator, true, candidates);
        return new FerOptimizationRunner(configuration, new PlainOptimization.Tasks(function), store, "plain");
    }

    static List<Trial> trials(TrialStore store) {
        return store.trials(store.find("plain").orElseThrow().id());
    }
}
