package dev.fer.models.train;

import dev.fer.data.augment.Augmentation;
import dev.fer.data.augment.FillMode;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;

/** The part of a search file's {@code training} that changes images at random. */
final class AugmentationSettings {
    private static final String PREFIX = "augmentation.";

    /** What may be set. */
    static final List<ParameterDeclaration> DECLARATIONS = List.of(
            ParameterDeclaration.real(PREFIX + "rotation", 0, 0, 180, "largest turn to either side, in degrees"),
            ParameterDeclaration.real(
                    PREFIX + "width_shift", 0, 0, 1, "largest shift to either side, as a share of the width"),
            ParameterDeclaration.real(
                    PREFIX + "height_shift", 0, 0, 1, "largest shift up or down, as a share of the height"),
            ParameterDeclaration.real(PREFIX + "zoom", 0, 0, 0.99, "largest change of size, as a share"),
            ParameterDeclaration.real(
                    PREFIX + "affine_probability", 1, 0, 1, "how likely an image is turned, shifted and zoomed at all"),
            ParameterDeclaration.flag(
                    PREFIX + "horizontal_flip", false, "whether half of the training images are mirrored"),
            ParameterDeclaration.whole(
                    PREFIX + "crop",
                    0,
                    0,
                    Augmentation.LARGEST_CROP,
                    "pixels by which edges are extended before a window of the old size is cut out anywhere"),
            ParameterDeclaration.choice(
                    PREFIX + "fill_mode",
                    FillMode.NEAREST.label(),
                    FillMode.labels(),
                    "what is seen beyond the edges: the nearest pixel, one grey, the mirrored image, the image again"),
            ParameterDeclaration.real(PREFIX + "fill_value", 0, 0, 255, "the grey beyond the edges")
                    .countingWith(PREFIX + "fill_mode", FillMode.CONSTANT.label()),
            ParameterDeclaration.real(
                    PREFIX + "brightness", 0, 0, 1, "largest change of the factor 1 that pixels are multiplied by"),
            ParameterDeclaration.real(
                    PREFIX + "contrast",
                    0,
                    0,
                    1,
                    "largest change of the factor 1 that distances from the mean grey are multiplied by"),
            ParameterDeclaration.real(
                    PREFIX + "cutout_size", 0, 0, 1, "side of a square blotted out, as a share of the image's side"),
            ParameterDeclaration.whole(
                    PREFIX + "cutout_count", 1, 0, Augmentation.MOST_CUTOUTS, "how many squares are blotted out"));

    private AugmentationSettings() {}

    static Augmentation of(Configuration settings) {
        return new Augmentation(
                settings.getDouble(PREFIX + "rotation"),
                settings.getDouble(PREFIX + "width_shift"),
                settings.getDouble(PREFIX + "height_shift"),
                settings.getDouble(PREFIX + "zoom"),
                settings.getDouble(PREFIX + "affine_probability"),
                settings.getBoolean(PREFIX + "horizontal_flip"),
                settings.getInt(PREFIX + "crop"),
                FillMode.named(settings.getString(PREFIX + "fill_mode")),
                settings.getDouble(PREFIX + "fill_value"),
                settings.getDouble(PREFIX + "brightness"),
                settings.getDouble(PREFIX + "contrast"),
                settings.getDouble(PREFIX + "cutout_size"),
                settings.getInt(PREFIX + "cutout_count"));
    }
}
