package dev.fer.data.inspect;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a data set holds, as plain values to print or to write as JSON.
 *
 * @param source the path that was read
 * @param form the kind of source
 * @param fingerprint SHA-256 of all images and labels
 * @param imageSide width and height of the images, in pixels
 * @param images over all splits
 * @param splits the splits that are present
 * @param duplicates byte-identical images
 * @param skippedImages images that were left out because they are damaged
 * @param problems what was damaged
 */
public record DataSummary(
        String source,
        String form,
        String fingerprint,
        int imageSide,
        int images,
        Map<Split, SplitSummary> splits,
        Duplicates duplicates,
        int skippedImages,
        List<DataProblem> problems) {
    /** Copies the collections. */
    public DataSummary {
        splits = Collections.unmodifiableMap(new EnumMap<>(splits));
        problems = List.copyOf(problems);
    }

    /**
     * What one split holds.
     *
     * @param images how many there are
     * @param counts how many of each emotion; every emotion is a key
     */
    public record SplitSummary(int images, Map<Emotion, Integer> counts) {
        /** Copies the counts. */
        public SplitSummary {
            counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        }

        /** Returns the accuracy of always answering the most frequent emotion, 0 to 1. */
        public double majorityShare() {
            return images == 0 ? 0 : (double) Collections.max(counts.values()) / images;
        }
    }

    /** Looks at all images of a data set; takes about a second for all of FER2013. */
    public static DataSummary of(FerDataset dataset) {
        Map<Split, Faces> faces = new EnumMap<>(Split.class);
        Map<Split, SplitSummary> splits = new EnumMap<>(Split.class);
        int images = 0;
        for (Split split : dataset.splits()) {
            Faces present = dataset.split(split);
            faces.put(split, present);
            splits.put(split, new SplitSummary(present.size(), present.counts()));
            images += present.size();
        }
        return new DataSummary(
                dataset.source(),
                dataset.form(),
                dataset.fingerprint(),
                Faces.SIDE,
                images,
                splits,
                Duplicates.of(faces),
                dataset.skippedImages(),
                dataset.problems());
    }
}
