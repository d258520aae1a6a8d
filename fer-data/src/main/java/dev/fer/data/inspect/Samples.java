package dev.fer.data.inspect;

import dev.fer.common.Seeds;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Picks images to show. */
public final class Samples {
    private Samples() {}

    /**
     * Returns the numbers of some images of each emotion, drawn from the seed, in ascending order.
     *
     * @param perEmotion how many; fewer where an emotion has fewer
     */
    public static Map<Emotion, List<Integer>> of(Faces faces, int perEmotion, long seed) {
        Map<Emotion, List<Integer>> all = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            all.put(emotion, new ArrayList<>());
        }
        for (int i = 0; i < faces.size(); i++) {
            all.computeIfAbsent(faces.emotion(i), emotion -> new ArrayList<>()).add(i);
        }
        all.replaceAll((emotion, images) -> pick(images, perEmotion, Seeds.random(seed, "samples", emotion.label())));
        return Collections.unmodifiableMap(all);
    }

    private static List<Integer> pick(List<Integer> images, int count, UniformRandomProvider random) {
        int picked = Math.min(count, images.size());
        for (int i = 0; i < picked; i++) {
            Collections.swap(images, i, i + random.nextInt(images.size() - i));
        }
        return images.subList(0, picked).stream().sorted().toList();
    }
}
