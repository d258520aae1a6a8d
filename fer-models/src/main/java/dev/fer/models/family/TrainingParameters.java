package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;

/**
 * The parameters of training that every family shares and a search may vary.
 *
 * @param learningRate step width
 * @param optimizer the rule that turns gradients into steps
 * @param momentum share of the last step that goes into the next, Nesterov's way; for sgd
 * @param batchSize images per step
 * @param l2 penalty on the squares of weights (not of biases)
 */
public record TrainingParameters(double learningRate, Optimizer optimizer, double momentum, int batchSize, double l2) {
    /** What a search may set; the defaults are those of plain stochastic gradient descent. */
    public static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.real("learning_rate", 0.01, 1e-10, 100, "step width of the optimizer"),
            ParameterDeclaration.choice(
                    "optimizer", "sgd", Optimizer.LABELS, "how gradients become steps; sgd takes momentum"),
            ParameterDeclaration.real(
                    "momentum", 0, 0, 0.9999, "share of the last step in the next, Nesterov's way; only with sgd"),
            ParameterDeclaration.whole("batch_size", 256, 1, 100_000, "images per training step"),
            ParameterDeclaration.real("l2", 0, 0, 10, "penalty on the squares of weights"));

    /** How gradients become steps. */
    public enum Optimizer {
        /** Stochastic gradient descent, with Nesterov momentum if that is above 0. */
        SGD("sgd"),
        /** Adam (Kingma and Ba 2015). */
        ADAM("adam"),
        /** RMSProp (Tieleman and Hinton 2012). */
        RMSPROP("rmsprop");

        private static final List<String> LABELS = List.of("sgd", "adam", "rmsprop");

        private final String label;

        Optimizer(String label) {
            this.label = label;
        }

        /** Returns the name in a search file. */
        public String label() {
            return label;
        }

        private static Optimizer labelled(String label) {
            return values()[LABELS.indexOf(label)];
        }
    }

    /** Takes the training parameters out of resolved ones. */
    public static TrainingParameters of(Configuration parameters) {
        return new TrainingParameters(
                parameters.getDouble("learning_rate"),
                Optimizer.labelled(parameters.getString("optimizer")),
                parameters.getDouble("momentum"),
                parameters.getInt("batch_size"),
                parameters.getDouble("l2"));
    }
}
