package dev.fer.examples.arbiter;

import dev.fer.search.Direction;
import dev.fer.search.arbiter.FerCandidateGenerator;
import dev.fer.search.arbiter.FerOptimizationRunner;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.SgdSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.task.MultiLayerNetworkTaskCreator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Searches a {@code MultiLayerSpace} with our sampler and our runner: two lines of an Arbiter program differ. Kill it
 * whenever you like and run it again: it goes on where it was. Argument: a store's file.
 */
public final class SearchRing {
    private SearchRing() {}

    /** Runs or resumes the search. */
    public static void main(String[] arguments) {
        IOptimizationRunner runner = search(Path.of(arguments[0]), 20);
        System.out.printf(
                "candidate %d of %d is the best: %.3f of the points are right%n",
                runner.bestScoreCandidateIndex(), runner.numCandidatesTotal(), runner.bestScore());
    }

    static IOptimizationRunner search(Path storeFile, int candidates) {
        OptimizationConfiguration configuration = new OptimizationConfiguration.Builder()
                // .candidateGenerator(new RandomSearchGenerator(space()))
                .candidateGenerator(new FerCandidateGenerator(space(), Direction.MAXIMIZE))
                .dataSource(Ring.class, new Properties())
                .scoreFunction(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
                .terminationConditions(
                        new MaxCandidatesCondition(candidates), new MaxTimeCondition(5, TimeUnit.MINUTES))
                .rngSeed(1)
                .build();
        try (TrialStore store = TrialStores.open(storeFile)) {
            // IOptimizationRunner runner = new LocalOptimizationRunner(configuration, new MultiLayer...Creator());
            IOptimizationRunner runner =
                    new FerOptimizationRunner(configuration, new MultiLayerNetworkTaskCreator(), store, "ring");
            runner.execute();
            return runner;
        }
    }

    static MultiLayerSpace space() {
        return new MultiLayerSpace.Builder()
                .seed(42)
                .updater(new SgdSpace(new ContinuousParameterSpace(new LogUniformDistribution(0.001, 1))))
                .l2(new ContinuousParameterSpace(0, 0.01))
                .addLayer(
                        new DenseLayerSpace.Builder()
                                .nOut(new IntegerParameterSpace(4, 32))
                                .activation(new DiscreteParameterSpace<>(Activation.RELU, Activation.TANH))
                                .build(),
                        new IntegerParameterSpace(1, 2))
                .addLayer(new OutputLayerSpace.Builder()
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .lossFunction(LossFunction.MCXENT)
                        .build())
                .setInputType(InputType.feedForward(2))
                .numEpochs(20)
                .build();
    }
}
