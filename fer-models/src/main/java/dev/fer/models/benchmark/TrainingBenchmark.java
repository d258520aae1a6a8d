package dev.fer.models.benchmark;

import dev.fer.data.faces.Emotion;
import dev.fer.models.backend.Backend;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.UnknownFamilyException;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.search.space.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures training and inference on random images, ours and Deeplearning4j's in turn, so that whatever else the
 * machine does hits both. Run it with {@code OMP_WAIT_POLICY=passive}.
 */
public final class TrainingBenchmark {
    /** How long each figure is taken; at least one step. */
    private static final double SECONDS = 2;

    private static final long SEED = 1;

    /** What is measured of each family. */
    private enum Subject {
        CNN(
                "CNN 1: conv 32, conv 32, pool, drop .25, conv 64, pool, drop .25, conv 64, pool, drop .25, dense 512",
                256) {
            @Override
            Optional<MultiLayerNetwork> shipped() {
                return Optional.of(Shipped.cnn());
            }
        },
        FNN("FNN 2: 1000 drop .5, 500, 250 drop .25, 100, 100", 500) {
            @Override
            Optional<MultiLayerNetwork> shipped() {
                return Optional.of(Shipped.fnn());
            }
        },
        VGG("the default: stages of 16, 32, 64, 128", 128),
        RESNET("the default: stages of 16, 32, 64, 128", 128),
        XCEPTION("the default: mini-Xception", 128),
        TRANSFER("a head on VGG16, random weights, frozen but for the last two layers", 32);

        private final String description;
        private final int batchSize;

        Subject(String description, int batchSize) {
            this.description = description;
            this.batchSize = batchSize;
        }

        String family() {
            return name().toLowerCase(Locale.ROOT);
        }

        Configuration parameters() {
            return switch (this) {
                case CNN, FNN ->
                    Configuration.of(Map.of(
                            "layers",
                            description.substring(description.indexOf(':') + 1).strip()));
                case TRANSFER -> Configuration.of(Map.of("weights", "none", "trainable_layers", 2));
                case VGG, RESNET, XCEPTION -> Configuration.of(Map.of());
            };
        }

        /** The same network as Deeplearning4j's documentation would write it, where it can be written so. */
        Optional<MultiLayerNetwork> shipped() {
            return Optional.empty();
        }

        INDArray shippedImages(INDArray rows, ImageShape images) {
            return this == CNN
                    ? rows.reshape('c', batchSize, images.channels(), images.height(), images.width())
                    : rows;
        }

        static Subject of(String family) {
            return Arrays.stream(values())
                    .filter(subject -> subject.family().equals(family))
                    .findFirst()
                    .orElseThrow(() -> new UnknownFamilyException(family, models()));
        }
    }

    private TrainingBenchmark() {}

    /** Returns the families that can be measured. */
    public static List<String> models() {
        return Arrays.stream(Subject.values()).map(Subject::family).toList();
    }

    /**
     * Measures one family; takes 4 seconds a round and a first one to warm up; Deeplearning4j's cnn more.
     *
     * @param model one of {@link #models}
     * @param rounds how often each figure is taken, at least 1; the medians are returned
     * @param alone whether only ours is measured, so that the process's memory is ours too
     * @throws UnknownFamilyException if the model cannot be measured
     */
    public static Comparison run(String model, int rounds, boolean alone) {
        Subject subject = Subject.of(model);
        ImageShape shape = ImageShape.FACE;
        Optional<MultiLayerNetwork> shipped = alone ? Optional.empty() : subject.shipped();
        try (Network ours = build(subject, shape)) {
            Nd4j.getRandom().setSeed(SEED);
            INDArray rows =
                    Nd4j.rand(DataType.FLOAT, subject.batchSize, shape.values()).subi(0.5);
            INDArray labels = labels(subject.batchSize);
            INDArray images = shape.shaped(rows);
            INDArray shippedImages = subject.shippedImages(rows, shape);
            Timings mine = new Timings(rounds, subject.batchSize);
            Timings theirs = new Timings(rounds, subject.batchSize);
            for (int round = -1; round < rounds; round++) {
                mine.round(
                        round,
                        () -> ours.train(images, labels),
                        () -> ours.probabilities(images).close());
                int number = round;
                shipped.ifPresent(network -> theirs.round(
                        number,
                        () -> network.fit(shippedImages, labels),
                        () -> network.output(shippedImages, false).close()));
            }
            return new Comparison(
                    model,
                    subject.description,
                    subject.batchSize,
                    ours.parameters(),
                    mine.medians(),
                    shipped.map(network -> theirs.medians()),
                    Backend.current());
        } finally {
            shipped.ifPresent(MultiLayerNetwork::close);
        }
    }

    private static Network build(Subject subject, ImageShape shape) {
        ModelFamily family = Families.load().get(subject.family());
        return family.build(family.resolve(subject.parameters()), shape, Emotion.COUNT, SEED);
    }

    private static INDArray labels(int images) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, images, Emotion.COUNT);
        for (int i = 0; i < images; i++) {
            labels.putScalar(i, i % Emotion.COUNT, 1);
        }
        return labels;
    }

    /** Images per second, one figure per round; what comes before the first round only warms up. */
    private static final class Timings {
        private final double[] training;
        private final double[] inference;
        private final int batchSize;

        Timings(int rounds, int batchSize) {
            this.training = new double[rounds];
            this.inference = new double[rounds];
            this.batchSize = batchSize;
        }

        void round(int number, Runnable train, Runnable infer) {
            double trained = rate(train);
            double inferred = rate(infer);
            if (number >= 0) {
                training[number] = trained;
                inference[number] = inferred;
            }
        }

        private double rate(Runnable step) {
            long start = System.nanoTime();
            long steps = 0;
            double seconds;
            do {
                step.run();
                steps++;
                seconds = (System.nanoTime() - start) / 1e9;
            } while (seconds < SECONDS);
            return steps * batchSize / seconds;
        }

        Throughput medians() {
            return new Throughput(median(training), median(inference));
        }

        private static double median(double[] rates) {
            double[] sorted = rates.clone();
            Arrays.sort(sorted);
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }
}
