package dev.fer.data.inspect;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts groups of byte-identical images. Each group that crosses splits counts once, under exactly the splits that
 * it stands in: of the whole FER2013, 253 in training and validation, 261 in training and test, 26 in validation and
 * test, 17 in all three. Images shared by training and another split flatter that split's figures.
 *
 * @param groups groups of two or more images, over the whole set
 * @param images images in these groups
 * @param withinTrain groups with two or more images in training
 * @param withinValidation groups with two or more images in validation
 * @param withinTest groups with two or more images in test
 * @param trainAndValidation groups that cross these two splits, and stand in no other
 * @param trainAndTest groups that cross these two splits, and stand in no other
 * @param validationAndTest groups that cross these two splits, and stand in no other
 * @param inAllThree groups with images in all splits
 * @param conflicting groups whose images have different labels
 * @param validationInTrain validation images that stand in training too
 * @param testInTrain test images that stand in training too
 */
public record Duplicates(
        int groups,
        int images,
        int withinTrain,
        int withinValidation,
        int withinTest,
        int trainAndValidation,
        int trainAndTest,
        int validationAndTest,
        int inAllThree,
        int conflicting,
        int validationInTrain,
        int testInTrain) {

    /** Compares all images of all splits; the images stay where they are mapped. */
    static Duplicates of(Map<Split, Faces> splits) {
        Map<ByteBuffer, Group> byPixels = new HashMap<>();
        splits.forEach((split, faces) -> {
            for (int i = 0; i < faces.size(); i++) {
                byPixels.computeIfAbsent(faces.pixels(i), pixels -> new Group()).add(split, faces.emotion(i));
            }
        });
        List<Group> groups =
                byPixels.values().stream().filter(group -> group.images > 1).toList();
        return new Duplicates(
                groups.size(),
                groups.stream().mapToInt(group -> group.images).sum(),
                within(groups, Split.TRAIN),
                within(groups, Split.VALIDATION),
                within(groups, Split.TEST),
                across(groups, EnumSet.of(Split.TRAIN, Split.VALIDATION)),
                across(groups, EnumSet.of(Split.TRAIN, Split.TEST)),
                across(groups, EnumSet.of(Split.VALIDATION, Split.TEST)),
                across(groups, EnumSet.allOf(Split.class)),
                (int) groups.stream().filter(group -> group.emotions.size() > 1).count(),
                inTrain(groups, Split.VALIDATION),
                inTrain(groups, Split.TEST));
    }

    private static int within(Collection<Group> groups, Split split) {
        return (int) groups.stream()
                .filter(group -> group.bySplit.getOrDefault(split, 0) > 1)
                .count();
    }

    private static int across(Collection<Group> groups, Set<Split> splits) {
        return (int) groups.stream()
                .filter(group -> group.bySplit.keySet().equals(splits))
                .count();
    }

    private static int inTrain(Collection<Group> groups, Split split) {
        return groups.stream()
                .filter(group -> group.bySplit.containsKey(Split.TRAIN))
                .mapToInt(group -> group.bySplit.getOrDefault(split, 0))
                .sum();
    }

    private static final class Group {
        private final Map<Split, Integer> bySplit = new EnumMap<>(Split.class);
        private final Set<Emotion> emotions = EnumSet.noneOf(Emotion.class);
        private int images;

        void add(Split split, Emotion emotion) {
            bySplit.merge(split, 1, Integer::sum);
            emotions.add(emotion);
            images++;
        }
    }
}
