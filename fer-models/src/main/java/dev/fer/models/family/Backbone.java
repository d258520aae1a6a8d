package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;

/** The first layers of a network that has learned to see, for a new head to be put on. */
interface Backbone {
    /** Returns the layers, and the vertices at which paths meet, as a person wants to see them. */
    List<LayerSummary> summaries(ImageShape images);

    /** Returns the shape of what it makes of an image; 1 x 1 x n for a row of n numbers. */
    ImageShape features(ImageShape images);

    /** Returns how many numbers one image makes the layers put out, all together. */
    long activations(ImageShape images);

    /** Returns how many layers there are. */
    int size();

    /**
     * Adds new layers, channels last, without updater and regularisation of their own, to the images of a network
     * that has nothing else yet.
     *
     * @return the name of the vertex that they end with
     */
    String addTo(Graph graph);

    /**
     * Writes the weights into the layers that a network has made.
     *
     * @param layers in the order in which {@link #addTo} added them; what follows is not touched
     */
    void copyTo(List<Layer> layers);
}
