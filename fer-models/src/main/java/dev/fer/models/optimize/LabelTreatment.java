package dev.fer.models.optimize;

import dev.fer.data.batch.Sampling;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;

/**
 * What labels say and how much each class counts.
 *
 * @param smoothing share of each label that is spread over all classes alike
 * @param mixup alpha of mixup: images and labels are blended two by two; 0 for none
 * @param sampling which images an epoch holds
 * @param balancedWeights whether each class's loss is weighted by how rare it is, so that all count the same
 */
public record LabelTreatment(double smoothing, double mixup, Sampling sampling, boolean balancedWeights) {
    private static final String BALANCED = "balanced";

    /** What a search may set. */
    public static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.real(
                    "label_smoothing", 0, 0, 0.99, "share of each label that is spread over all emotions"),
            ParameterDeclaration.real(
                    "mixup",
                    0,
                    0,
                    10,
                    "alpha of mixup, which blends images and labels two by two in shares of Beta(alpha, alpha); 0 is off"),
            ParameterDeclaration.choice(
                    "class_weights",
                    "none",
                    List.of("none", BALANCED),
                    "balanced weighs each emotion's loss by how rare it is; needs output softmax"),
            ParameterDeclaration.choice(
                    "sampling",
                    Sampling.ALL.label(),
                    Sampling.labels(),
                    "all shows every image once an epoch, balanced shows as many of each emotion"));

    /** Takes the settings out of resolved parameters. */
    public static LabelTreatment of(Configuration parameters) {
        return new LabelTreatment(
                parameters.getDouble("label_smoothing"),
                parameters.getDouble("mixup"),
                Sampling.named(parameters.getString("sampling")),
                parameters.getString("class_weights").equals(BALANCED));
    }
}
