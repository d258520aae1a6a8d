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
    /** Steps of ours per step of Deeplearning4j's, which takes several times as long. */
    private static final int STEPS = 8;

    private static final long SEED = 1;

    /** A network of the report that both sides build. */
    private enum Subject {
        CNN(
                "cnn",
                "CNN 1: conv 32, conv 32, pool, drop .25, conv 64, pool, drop .25, conv 64, pool, drop .25, dense 512",
                256) {
            @Override
            MultiLayerNetwork shipped() {
                return Shipped.cnn();
            }

            @Override
            long[] shippedShape(ImageShape images) {
                return new long[] {batchSize(), images.channels(), images.height(), images.width()};
            }
        },
        FNN("fnn", "FNN 2: 1000 drop .5, 500, 250 drop .25, 100, 100", 500) {
            @Override
            MultiLayerNetwork shipped() {
                return Shipped.fnn();
            }

            @Override
            long[] shippedShape(ImageShape images) {
                return new long[] {batchSize(), images.values()};
            }
        };

        private final String family;
        private final String description;
        private final int batchSize;

        Subject(String family, String description, int batchSize) {
            this.family = family;
            this.description = description;
            this.batchSize = batchSize;
        }

        int batchSize() {
            return batchSize;
        }

        String layers() {
            return description.substring(description.indexOf(':') + 1).strip();
        }

        abstract MultiLayerNetwork shipped();

        abstract long[] shippedShape(ImageShape images);

        static Optional<Subject> of(String family) {
            return Arrays.stream(values())
                    .filter(subject -> subject.family.equals(family))
                    .findFirst();
        }
    }

    private TrainingBenchmark() {}

    /** Returns the families that can be measured. */
    public static List<String> models() {
        return Arrays.stream(Subject.values()).map(subject -> subject.family).toList();
    }

    /**
     * Measures one family; takes about 15 seconds a round for cnn.
     *
     * @param model one of {@link #models}
     * @param rounds how often each figure is taken, at least 1; the medians are returned
     * @throws UnknownFamilyException if the model cannot be measured
     */
    public static Comparison run(String model, int rounds) {
        Subject subject = Subject.of(model).orElseThrow(() -> new UnknownFamilyException(model, models()));
        ImageShape shape = ImageShape.FACE;
        MultiLayerNetwork shipped = subject.shipped();
        try (Network ours = build(subject, shape)) {
            Nd4j.getRandom().setSeed(SEED);
            INDArray rows =
                    Nd4j.rand(DataType.FLOAT, subject.batchSize, shape.values()).subi(0.5);
            INDArray labels = labels(subject.batchSize);
            INDArray images = shape.shaped(rows);
            INDArray shippedImages = rows.reshape('c', subject.shippedShape(shape));
            Timings timings = new Timings(rounds, subject.batchSize);
            timings.warmUp(() -> ours.train(images, labels), () -> shipped.fit(shippedImages, labels));
            for (int round = 0; round < rounds; round++) {
                timings.oursTraining[round] = timings.rate(STEPS, () -> ours.train(images, labels));
                timings.shippedTraining[round] = timings.rate(1, () -> shipped.fit(shippedImages, labels));
                timings.oursInference[round] =
                        timings.rate(STEPS, () -> ours.probabilities(images).close());
                timings.shippedInference[round] = timings.rate(
                        1, () -> shipped.output(shippedImages, false).close());
            }
            return new Comparison(
                    model,
                    subject.description,
                    subject.batchSize,
                    ours.parameters(),
                    timings.ours(),
                    timings.shipped(),
                    Backend.current());
        } finally {
            shipped.close();
        }
    }

    private static Network build(Subject subject, ImageShape shape) {
        ModelFamily family = Families.load().get(subject.family);
        Configuration parameters = family.resolve(Configuration.of(Map.of("layers", subject.layers())));
        return family.build(parameters, shape, Emotion.COUNT, SEED);
    }

    private static INDArray labels(int images) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, images, Emotion.COUNT);
        for (int i = 0; i < images; i++) {
            labels.putScalar(i, i % Emotion.COUNT, 1);
        }
        return labels;
    }

    /** Images per second, one figure per round. */
    private static final class Timings {
        private final double[] oursTraining;
        private final double[] oursInference;
        private final double[] shippedTraining;
        private final double[] shippedInference;
        private final int batchSize;

        Timings(int rounds, int batchSize) {
            this.oursTraining = new double[rounds];
            this.oursInference = new double[rounds];
            this.shippedTraining = new double[rounds];
            this.shippedInference = new double[rounds];
            this.batchSize = batchSize;
        }

        void warmUp(Runnable ours, Runnable shipped) {
            for (int i = 0; i < STEPS; i++) {
                ours.run();
            }
            shipped.run();
        }

        double rate(int steps, Runnable step) {
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                step.run();
            }
            return steps * (double) batchSize / ((System.nanoTime() - start) / 1e9);
        }

        Throughput ours() {
            return new Throughput(median(oursTraining), median(oursInference));
        }

        Throughput shipped() {
            return new Throughput(median(shippedTraining), median(shippedInference));
        }

        private static double median(double[] rates) {
            double[] sorted = rates.clone();
            Arrays.sort(sorted);
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }
}
