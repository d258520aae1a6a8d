package dev.fer.data.batch;

import dev.fer.common.Seeds;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Which image comes when in a pass. */
final class Order {
    private Order() {}

    /** Returns the images' numbers in the order of the data. */
    static int[] ofData(Faces faces) {
        return IntStream.range(0, faces.size()).toArray();
    }

    /** Returns as many images' numbers as there are images, in an order drawn from the seed. */
    static int[] drawn(Faces faces, Sampling sampling, long epochSeed) {
        int[] order = sampling == Sampling.BALANCED ? balanced(faces, epochSeed) : ofData(faces);
        shuffle(order, Seeds.random(epochSeed, "shuffle"));
        return order;
    }

    /** Goes round the emotions that there are, and round each one's images in an order of its own. */
    private static int[] balanced(Faces faces, long epochSeed) {
        List<int[]> classes = new ArrayList<>();
        for (Emotion emotion : Emotion.values()) {
            int[] images = IntStream.range(0, faces.size())
                    .filter(image -> faces.label(image) == emotion.number())
                    .toArray();
            if (images.length > 0) {
                shuffle(images, Seeds.random(epochSeed, "balance", emotion.number()));
                classes.add(images);
            }
        }
        int[] order = new int[faces.size()];
        Arrays.setAll(order, i -> {
            int[] images = classes.get(i % classes.size());
            return images[i / classes.size() % images.length];
        });
        return order;
    }

    private static void shuffle(int[] order, UniformRandomProvider random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
