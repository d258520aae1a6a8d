package dev.fer.models.pretrained;

import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.faces.Faces;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the {@code normalization} of a model's card and reads it back equal, for the model and for what learns on it. */
public final class NormalizerJson {
    private NormalizerJson() {}

    /** Writes a normalizer to an empty object. */
    public static void write(Normalizer normalizer, ObjectNode object) {
        object.put("name", normalizer.normalization().label());
        putShort(object, "scale", normalizer.scale());
        putShort(object, "offset", normalizer.offset());
    }

    /**
     * Reads a normalizer.
     *
     * @throws RuntimeException of any kind if the object is not as {@link #write} writes it
     */
    public static Normalizer read(JsonNode object) {
        return Normalizer.of(
                Normalization.named(object.required("name").stringValue()),
                perPixel(object.required("scale")),
                perPixel(object.required("offset")));
    }

    /** Writes one number where all pixels have the same. */
    private static void putShort(ObjectNode object, String name, float[] values) {
        boolean constant = true;
        for (float value : values) {
            constant &= value == values[0];
        }
        if (constant) {
            object.put(name, values[0]);
            return;
        }
        ArrayNode array = object.putArray(name);
        for (float value : values) {
            array.add(value);
        }
    }

    private static float[] perPixel(JsonNode node) {
        float[] values = new float[node.isArray() ? node.size() : Faces.PIXELS];
        if (!node.isArray()) {
            Arrays.fill(values, node.floatValue());
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).floatValue();
        }
        return values;
    }
}
