package dev.fer.examples.data;

import dev.fer.data.FerDataset;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Batch;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.batch.Normalization;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.PrintStream;
import java.nio.file.Path;

/** Reads a data set (a CSV file, a folder or a zip; drawn faces if none is named) and walks through its batches. */
public final class ReadFaces {
    private ReadFaces() {}

    /** Prints class counts and the shapes of the training batches. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        try (FerDataset dataset = arguments.length > 0
                ? FerDataset.open(Path.of(arguments[0]))
                : SyntheticFaces.dataset(42, 700, 70, 0)) {
            dataset.splits()
                    .forEach(split -> out.println(
                            split.label() + " " + dataset.split(split).counts()));
            Faces train = dataset.split(Split.TRAIN);
            Augmentation augmentation =
                    Augmentation.NONE.withHorizontalFlip(true).withRotation(10);
            try (BatchSource source =
                    new BatchSource(train, Normalization.UNIT_CENTERED.fit(train), augmentation, 256)) {
                for (Batch batch : source.shuffled(1)) {
                    out.println(batch.size() + " images, mean input "
                            + batch.features().meanNumber());
                }
            }
        }
    }
}
