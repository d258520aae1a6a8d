package dev.fer.models.optimize;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** Says an {@link Optimization} in Deeplearning4j's words; apart from it, so that it can be read without ND4J. */
public final class OptimizerConfiguration {
    private OptimizerConfiguration() {}

    /**
     * Starts the configuration of a network: seed, optimizer, and penalties on weights, though not on biases and the
     * parameters of batch normalisation. The gradient's norm is not Deeplearning4j's business, which would clip layer
     * by layer, running means and variances included.
     *
     * @param seed of the weights
     */
    public static NeuralNetConfiguration.Builder of(Optimization optimization, long seed) {
        List<Regularization> penalties = new ArrayList<>();
        if (optimization.l2() > 0) {
            penalties.add(new L2Regularization(optimization.l2()));
        }
        if (optimization.optimizer() == Optimizer.ADAMW && optimization.weightDecay() > 0) {
            penalties.add(new WeightDecay(optimization.weightDecay(), true));
        }
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater(optimization))
                .regularization(penalties);
    }

    private static IUpdater updater(Optimization optimization) {
        double rate = optimization.learningRate();
        return switch (optimization.optimizer()) {
            case SGD -> optimization.momentum() > 0 ? new Nesterovs(rate, optimization.momentum()) : new Sgd(rate);
            case ADAM, ADAMW -> new Adam(rate);
            case RMSPROP -> new RmsProp(rate);
        };
    }
}
