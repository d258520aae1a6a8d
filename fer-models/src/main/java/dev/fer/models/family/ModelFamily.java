package dev.fer.models.family;

import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.search.definition.ModelDeclaration;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of model whose shape is set by parameters. Found by {@link java.util.ServiceLoader}; thread-safe.
 *
 * <p>Constructors, {@link #name}, {@link #description} and {@link #parameters} touch no ND4J class.
 */
public interface ModelFamily {
    /** Returns the name that a search file's {@code model} has. */
    String name();

    /** Returns one sentence that says what it is. */
    String description();

    /** Returns the parameters of its own, beside {@link TrainingParameters#DECLARATIONS}. */
    List<ParameterDeclaration> parameters();

    /**
     * Returns the layers that {@link #build} would make.
     *
     * @param parameters resolved, as for {@link #build}
     * @throws UnbuildableModelException if they do not fit each other or the images
     */
    List<LayerSummary> layers(Configuration parameters, ImageShape images, int classes);

    /**
     * Builds a network with random weights.
     *
     * @param parameters checked, with defaults filled in, as {@link Parameters#resolve} returns them
     * @param seed of the weights
     * @throws UnbuildableModelException if they do not fit each other or the images
     */
    Network build(Configuration parameters, ImageShape images, int classes, long seed);

    /**
     * Returns the one normalization of pixels that a model takes, or empty if any will do: weights learned elsewhere
     * expect what they were learned with.
     *
     * @param parameters resolved, as for {@link #build}
     */
    default Optional<Normalization> normalization(Configuration parameters) {
        return Optional.empty();
    }

    /**
     * Returns how pixels become the inputs that weights learned elsewhere were learned with, or empty if a map fitted to the
     * training images will do: layers that see other inputs than they learned with answer at random.
     *
     * @param parameters resolved, as for {@link #build}
     * @throws dev.fer.models.pretrained.WeightsException if the weights are missing or tell it wrongly
     */
    default Optional<Normalizer> normalizer(Configuration parameters) {
        return Optional.empty();
    }

    /**
     * Returns a text that changes whenever weights learned elsewhere do, so that no training goes on from the checkpoint of
     * one that began with others; empty where weights are random, or what they were learned from is no longer there.
     *
     * @param parameters resolved, as for {@link #build}
     * @throws dev.fer.models.pretrained.WeightsException if the weights are there and cannot be read
     */
    default Optional<String> learnedBefore(Configuration parameters) {
        return Optional.empty();
    }

    /** Returns everything that a search may set: the family's own parameters, then those of training. */
    default ModelDeclaration declaration() {
        return new ModelDeclaration(
                name(),
                description(),
                Stream.concat(parameters().stream(), TrainingParameters.DECLARATIONS.stream())
                        .toList());
    }

    /**
     * Returns values checked against the declaration, with defaults filled in.
     *
     * @throws ParameterException if a name or a value is wrong; all faults in one list
     */
    default Configuration resolve(Configuration values) {
        return Parameters.resolve("model '" + name() + "'", declaration().parameters(), values);
    }
}
