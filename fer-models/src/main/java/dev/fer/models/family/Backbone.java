package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The first layers of a network that has learned to see, for a new head to be put on. */
interface Backbone {
    /** Returns the layers as a person wants to see them. */
    List<LayerSummary> summaries(ImageShape images);

    /** Returns the shape of what it makes of an image; 1 x 1 x n for a row of n numbers. */
    ImageShape features(ImageShape images);

    /** Returns how many numbers one image makes the layers put out, all together. */
    long activations(ImageShape images);

    /** Returns new configurations of the layers, channels last, without updater and regularisation of their own. */
    List<Layer> layers();

    /**
     * Writes the weights into a network.
     *
     * @param network begins with {@link #layers}
     */
    void copyTo(MultiLayerNetwork network);
}
