package dev.fer.models.optimize;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;

/**
 * The rule by which a step of training changes weights.
 *
 * @param optimizer how gradients become steps
 * @param learningRate step width; where a {@link LearningRateSchedule} changes it, its full height
 * @param momentum share of the last step that goes into the next, Nesterov's way; for sgd
 * @param weightDecay share of the weights that a step of learning rate 1 takes away; for adamw
 * @param l2 penalty on the squares of weights, which goes through the optimizer as part of the gradient
 * @param gradientClip the greatest Euclidean norm of the whole gradient; 0 for any
 */
public record Optimization(
        Optimizer optimizer, double learningRate, double momentum, double weightDecay, double l2, double gradientClip) {
    /** What a search may set; the defaults are those of plain stochastic gradient descent. */
    public static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.real("learning_rate", 0.01, 1e-10, 100, "step width of the optimizer"),
            ParameterDeclaration.choice(
                    "optimizer",
                    Optimizer.SGD.label(),
                    Optimizer.labels(),
                    "how gradients become steps; sgd takes momentum, adamw weight_decay"),
            ParameterDeclaration.real("momentum", 0, 0, 0.9999, "share of the last step in the next, Nesterov's way")
                    .countingWith("optimizer", Optimizer.SGD.label()),
            ParameterDeclaration.real(
                            "weight_decay",
                            0.01,
                            0,
                            10,
                            "weights shrink by learning_rate times this share in each step")
                    .countingWith("optimizer", Optimizer.ADAMW.label()),
            ParameterDeclaration.real("l2", 0, 0, 10, "penalty on the squares of weights"),
            ParameterDeclaration.real(
                    "gradient_clip",
                    0,
                    0,
                    1e6,
                    "greatest norm of the whole gradient, which is scaled down to it; 0 is off"));

    /** Takes the settings out of resolved parameters. */
    public static Optimization of(Configuration parameters) {
        return new Optimization(
                Optimizer.named(parameters.getString("optimizer")),
                parameters.getDouble("learning_rate"),
                parameters.getDouble("momentum"),
                parameters.getDouble("weight_decay"),
                parameters.getDouble("l2"),
                parameters.getDouble("gradient_clip"));
    }

    /** Returns how many numbers are kept of each weight from step to step. */
    public int moments() {
        return switch (optimizer) {
            case SGD -> momentum > 0 ? 1 : 0;
            case RMSPROP -> 1;
            case ADAM, ADAMW -> 2;
        };
    }
}
