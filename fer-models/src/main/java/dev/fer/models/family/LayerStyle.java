package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;

/**
 * What all layers of a model have in common.
 *
 * @param activation of hidden layers
 * @param weightInit how weights are drawn
 * @param output what makes the result: softmax with cross-entropy, or sigmoid with binary cross-entropy
 */
record LayerStyle(String activation, String weightInit, String output) {
    /** The style that nothing was said about. */
    static final LayerStyle DEFAULT = new LayerStyle("relu", "glorot_uniform", "softmax");

    /** The parameter that sets what makes the result. */
    static final String OUTPUT = "output";

    /** What a search may set. */
    static final List<ParameterDeclaration> DECLARATIONS = declarations(DEFAULT.weightInit);

    /** Returns what a search may set, for models whose weights are best drawn in another way. */
    static List<ParameterDeclaration> declarations(String weightInit) {
        return List.of(
                ParameterDeclaration.choice(
                        "activation",
                        DEFAULT.activation,
                        List.of("relu", "leaky_relu", "elu", "selu", "swish", "tanh", "sigmoid"),
                        "activation of all hidden layers"),
                ParameterDeclaration.choice(
                        "weight_init",
                        weightInit,
                        List.of("glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_normal"),
                        "how weights are drawn"),
                ParameterDeclaration.choice(
                        OUTPUT,
                        DEFAULT.output,
                        List.of("softmax", "sigmoid"),
                        "softmax with cross-entropy, or sigmoid with binary cross-entropy per class"));
    }

    static LayerStyle of(Configuration parameters) {
        return new LayerStyle(
                parameters.getString("activation"), parameters.getString("weight_init"), parameters.getString(OUTPUT));
    }
}
