package dev.fer.models.train;

import dev.fer.data.batch.Batch;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.batch.Batches;
import dev.fer.data.batch.FeatureSource;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.batch.Presentation;
import dev.fer.data.faces.Faces;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.evaluate.Evaluator;
import dev.fer.models.network.FrozenPart;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network is trained on and judged by: images, or what its frozen layers have made of them.
 *
 * @param learner the network, or what of it is not frozen, with the same weights
 * @param shape of one input of the learner
 * @param images what inputs are, or are made of
 */
record Inputs(Network learner, ImageShape shape, Images images, Batches training, Batches validation)
        implements AutoCloseable {

    private static final int BATCH = 128;

    /**
     * The images of a run.
     *
     * @param window the part of training images that first epochs see
     * @param cache keeps what frozen layers make of them
     */
    record Images(
            Faces train,
            Faces validation,
            Normalizer normalizer,
            Presentation presentation,
            Optional<RandomWindow> window,
            FeatureCache cache) {
        /** Tells whether an image looks the same each time that it comes. */
        private boolean stay() {
            return presentation.augmentation().isNone() && presentation.mixup() == 0 && window.isEmpty();
        }
    }

    /** Lets frozen layers work once, if there are any and images stay as they are. */
    static Inputs of(Network network, Images images, int batchSize) {
        return network.frozenPart()
                .filter(frozen -> images.stay())
                .flatMap(frozen -> features(frozen, images, batchSize))
                .orElseGet(() -> new Inputs(
                        network,
                        ImageShape.FACE,
                        images,
                        new BatchSource(images.train, images.normalizer, images.presentation, batchSize),
                        new BatchSource(images.validation, images.normalizer, Presentation.PLAIN, batchSize)));
    }

    private static Optional<Inputs> features(FrozenPart frozen, Images images, int batchSize) {
        ImageShape shape = frozen.features(ImageShape.FACE);
        Optional<FloatBuffer> train = images.cache.get(frozen, images.train, images.normalizer, shape.values());
        Optional<FloatBuffer> validation =
                images.cache.get(frozen, images.validation, images.normalizer, shape.values());
        if (train.isEmpty() || validation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Inputs(
                frozen.rest(ImageShape.FACE),
                shape,
                images,
                new FeatureSource(train.get(), shape.values(), images.train, images.presentation, batchSize),
                new FeatureSource(validation.get(), shape.values(), images.validation, Presentation.PLAIN, batchSize)));
    }

    /** Returns the shape of one input of the learner in an epoch, counted from 1. */
    ImageShape shape(int epoch) {
        return images.window().map(window -> window.shape(epoch)).orElse(shape);
    }

    /** Returns the training pass of an epoch. */
    Iterable<Batch> pass(int epoch, long seed) {
        return training instanceof BatchSource source
                ? source.windows(seed, shape(epoch).height())
                : training.shuffled(seed);
    }

    /** Tells whether the learner sees images and not what was made of them. */
    boolean areImages() {
        return training instanceof BatchSource;
    }

    /** Judges the learner by the validation images. */
    EvaluationResult evaluate() {
        return Evaluator.evaluate(learner, validation.inOrder(), shape);
    }

    /**
     * Returns the seconds that it takes to classify an image from its pixels, in a batch of {@value #BATCH}.
     *
     * @param whole the network that the learner is a part of
     */
    double secondsPerImage(Network whole) {
        try (BatchSource source = new BatchSource(images.validation, images.normalizer, Presentation.PLAIN, BATCH)) {
            Batch batch = source.inOrder().iterator().next();
            INDArray pixels = ImageShape.FACE.shaped(batch.features());
            whole.probabilities(pixels).close();
            long start = System.nanoTime();
            whole.probabilities(pixels).close();
            return (System.nanoTime() - start) / 1e9 / batch.size();
        }
    }

    /** Closes all but the network itself. */
    @Override
    public void close() {
        training.close();
        validation.close();
    }
}
