package dev.fer.examples.data;

import dev.fer.data.FerDataset;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Batch;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.PrintStream;
import java.nio.file.Path;

/** Walks through the batches of a data set: a CSV file, a folder or a zip; drawn faces if none is named. */
public final class ReadFaces {
    private ReadFaces() {}

    /** Prints the class counts and each batch of one epoch. */
    public static void main(String[] arguments) {
        String path = arguments.length > 0 ? arguments[0] : "";
        try (FerDataset dataset =
                path.isEmpty() ? SyntheticFaces.dataset(42, 700, 70, 0) : FerDataset.open(Path.of(path))) {
            print(dataset, System.out);
        }
    }

    static void print(FerDataset dataset, PrintStream out) {
        Faces train = dataset.split(Split.TRAIN);
        out.println(train.counts());
        Augmentation augmentation = Augmentation.NONE.withHorizontalFlip(true).withRotation(10);
        Normalizer normalizer = Normalization.UNIT_CENTERED.fit(train);
        try (BatchSource source = new BatchSource(train, normalizer, augmentation, 256)) {
            for (Batch batch : source.shuffled(1)) {
                out.println(batch.size() + " images, mean " + batch.features().meanNumber());
            }
        }
    }
}
