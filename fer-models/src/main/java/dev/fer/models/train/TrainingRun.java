package dev.fer.models.train;

import dev.fer.common.Seeds;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.Batch;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.faces.Faces;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.evaluate.Evaluator;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.models.network.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One model in training. Used by one thread, always the same; holds native memory until closed.
 *
 * <p>Epoch e's order of images, augmentation and dropout derive from (seed, e), so that a run resumed from a
 * checkpoint gives the same figures, to the last bit, as one that was never interrupted (on the same machine with
 * the same number of threads).
 */
public final class TrainingRun implements AutoCloseable {
    private final Network network;
    private final BatchSource training;
    private final BatchSource validation;
    private final StoppingRule rule;
    private final long seed;
    private final String identity;
    private final List<EpochResult> history;
    private double secondsPerImage = Double.POSITIVE_INFINITY;

    /** The images of a run. */
    record Images(Faces train, Faces validation, Normalizer normalizer, Augmentation augmentation) {}

    TrainingRun(
            Network network,
            Images images,
            int batchSize,
            StoppingRule rule,
            long seed,
            String identity,
            List<EpochResult> history) {
        this.network = network;
        this.training = new BatchSource(images.train, images.normalizer, images.augmentation, batchSize);
        this.validation = new BatchSource(images.validation, images.normalizer, Augmentation.NONE, batchSize);
        this.rule = rule;
        this.seed = seed;
        this.identity = identity;
        this.history = new ArrayList<>(history);
    }

    static long weightSeed(long seed) {
        return Seeds.derive(seed, "weights");
    }

    /** Tells whether no epoch is left: all are done, or none has been better for too long. */
    public boolean isOver() {
        return rule.isOver(history);
    }

    /**
     * Trains one more epoch and evaluates it.
     *
     * @throws IllegalStateException if the run {@linkplain #isOver is over}
     * @throws TrainingDivergedException as soon as a loss is not finite; the run is then of no more use
     */
    public EpochResult trainEpoch() {
        if (isOver()) {
            throw new IllegalStateException("training is over after " + history.size() + " epochs");
        }
        int epoch = history.size() + 1;
        long start = System.nanoTime();
        Nd4j.getRandom().setSeed(Seeds.derive(seed, "dropout", epoch));
        double loss = 0;
        long correct = 0;
        long seen = 0;
        int step = 0;
        for (Batch batch : training.shuffled(Seeds.derive(seed, "epoch", epoch))) {
            TrainingStep outcome = network.train(ImageShape.FACE.shaped(batch.features()), batch.labels());
            step++;
            requireFinite(outcome.loss(), epoch, step);
            loss += outcome.loss() * batch.size();
            correct += outcome.correct();
            seen += batch.size();
        }
        EvaluationResult evaluation = evaluate();
        requireFinite(evaluation.loss(), epoch, 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        EpochResult result = new EpochResult(epoch, loss / seen, (double) correct / seen, evaluation, seconds);
        history.add(result);
        return result;
    }

    private EvaluationResult evaluate() {
        long start = System.nanoTime();
        EvaluationResult evaluation = Evaluator.evaluate(network, validation.inOrder(), ImageShape.FACE);
        double seconds = (System.nanoTime() - start) / 1e9 / evaluation.images();
        secondsPerImage = Math.min(secondsPerImage, seconds);
        return evaluation;
    }

    /** Returns the seconds that classifying an image takes, in batches as in training; the fastest pass so far. */
    public double secondsPerImage() {
        if (Double.isInfinite(secondsPerImage)) {
            evaluate();
        }
        return secondsPerImage;
    }

    private static void requireFinite(double loss, int epoch, int step) {
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(epoch, step, loss);
        }
    }

    /** Returns all epochs so far, those before a resume included. */
    public List<EpochResult> history() {
        return List.copyOf(history);
    }

    /**
     * Returns the epoch whose figures are the run's: the best one with early stopping, else the last.
     *
     * @throws IllegalStateException if no epoch is done
     */
    public EpochResult result() {
        if (history.isEmpty()) {
            throw new IllegalStateException("no epoch is done");
        }
        return rule.decisive(history);
    }

    /** Returns the network as it is after the last epoch; closed with the run. */
    public Network network() {
        return network;
    }

    /**
     * Writes everything that {@link Trainer#resume} needs; a process killed meanwhile leaves the file as it was.
     *
     * @throws IOException if the disk fails
     */
    public void save(Path checkpoint) throws IOException {
        Checkpoint.write(checkpoint, identity, history, network);
    }

    @Override
    public void close() {
        training.close();
        validation.close();
        network.close();
    }
}
