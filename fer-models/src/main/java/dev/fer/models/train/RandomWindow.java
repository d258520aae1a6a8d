package dev.fer.models.train;

import dev.fer.data.faces.Emotion;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.ParameterException;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.search.space.Configuration;
import java.util.List;

/**
 * Training on a square of each image, anywhere in it, instead of the whole. It costs less, by the square of the side,
 * and no epoch shows the same. A network whose head takes the mean over the image has as many weights for any size, and is
 * judged by whole images; to end with epochs of whole ones lets it get used to them (Touvron et al. 2019, arXiv
 * 1906.06423).
 *
 * @param side of the square, in pixels, less than that of an image
 * @param epochs how many first epochs see squares; those after them see whole images
 */
public record RandomWindow(int side, int epochs) {
    static final int LEAST_SIDE = 16;

    /** Returns what a network sees in an epoch, counted from 1. */
    ImageShape shape(int epoch) {
        return epoch <= epochs ? shape() : ImageShape.FACE;
    }

    private ImageShape shape() {
        return new ImageShape(side, side, ImageShape.FACE.channels());
    }

    /**
     * Checks that a network has the same weights for windows as for images.
     *
     * @throws ParameterException if it has not
     */
    void require(ModelFamily family, Configuration parameters) {
        List<LayerSummary> whole = family.layers(parameters, ImageShape.FACE, Emotion.COUNT);
        List<LayerSummary> seen = family.layers(parameters, shape(), Emotion.COUNT);
        for (int i = 0; i < whole.size(); i++) {
            if (whole.get(i).parameters() != seen.get(i).parameters()) {
                throw new ParameterException(List.of("training.window.side: layer " + (i + 1) + " of model '"
                        + family.name() + "', " + whole.get(i).layer() + ", has other weights for images of " + side
                        + " pixels than for whole ones; leave the window out, or take a network that ends in the mean over"
                        + " the image, as resnet, xception and (with head global_average) vgg do"));
            }
        }
    }
}
