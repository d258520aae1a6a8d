package dev.fer.models.train;

import dev.fer.common.Seeds;
import dev.fer.data.batch.Batch;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.faces.Emotion;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.family.TrainingParameters;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.models.network.TrainingStep;
import dev.fer.models.optimize.WeightAveraging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model in training. Used by one thread, always the same; holds native memory until closed.
 *
 * <p>Epoch e's order of images, augmentation and dropout derive from (seed, e), so that a run resumed from a
 * checkpoint gives the same figures, to the last bit, as one that was never interrupted (on the same machine with
 * the same number of threads).
 */
public final class TrainingRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    private final Network network;
    private final KeptWeights kept;
    private final TrainingParameters parameters;
    private final Inputs inputs;
    private final StoppingRule rule;
    private final long seed;
    private final String identity;
    private final Normalizer normalizer;
    private final List<EpochResult> history;
    private double secondsPerImage = Double.POSITIVE_INFINITY;

    TrainingRun(Checkpoint from, Inputs.Images images, TrainingParameters parameters, StoppingRule rule, long seed) {
        this.network = from.network();
        this.kept = new KeptWeights(from.kept());
        this.parameters = parameters;
        this.inputs = Inputs.of(network, images, parameters.batchSize());
        if (parameters.optimization().gradientClip() > 0) {
            inputs.learner().clipGradients(parameters.optimization().gradientClip());
        }
        this.rule = rule;
        this.seed = seed;
        this.identity = from.identity();
        this.normalizer = images.normalizer();
        this.history = new ArrayList<>(from.history());
    }

    static long weightSeed(long seed) {
        return Seeds.derive(seed, "weights");
    }

    /** Tells whether no epoch is left: all are done, or none has been better for too long. */
    public boolean isOver() {
        return rule.isOver(history);
    }

    /**
     * Trains one more epoch and evaluates it, with averaged weights if the parameters say so.
     *
     * @throws IllegalStateException if the run {@linkplain #isOver is over}
     * @throws TrainingDivergedException as soon as a loss is not finite, or at the end of an epoch in which it
     *     exploded; the run is then of no more use
     */
    public EpochResult trainEpoch() {
        if (isOver()) {
            throw new IllegalStateException("training is over after " + history.size() + " epochs");
        }
        int epoch = history.size() + 1;
        long start = System.nanoTime();
        double waited = inputWaitSeconds();
        Nd4j.getRandom().setSeed(Seeds.derive(seed, "dropout", epoch));
        LossWatch watch = new LossWatch(epoch);
        double loss = 0;
        long correct = 0;
        long seen = 0;
        int step = 0;
        ImageShape shape = inputs.shape(epoch);
        for (Batch batch : inputs.pass(epoch, Seeds.derive(seed, "epoch", epoch))) {
            step++;
            inputs.learner().learningRate(learningRate(epoch, step));
            TrainingStep outcome = inputs.learner().train(shape.shaped(batch.features()), batch.labels());
            watch.add(outcome.loss());
            average(epoch, step);
            loss += outcome.loss() * batch.size();
            correct += outcome.correct();
            seen += batch.size();
        }
        watch.end(lossOfGuessing());
        if (!Double.isFinite(network.weights().sumNumber().doubleValue())) {
            throw TrainingDivergedException.inWeights(epoch);
        }
        EvaluationResult evaluation = evaluate();
        if (!Double.isFinite(evaluation.loss())) {
            throw TrainingDivergedException.onValidation(epoch, evaluation.loss());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        EpochResult result = new EpochResult(epoch, loss / seen, (double) correct / seen, evaluation, seconds);
        LOG.debug("epoch {}: {} s, {} s of them waiting for images", epoch, seconds, inputWaitSeconds() - waited);
        history.add(result);
        if (rule.keepsBest() && rule.best(history).epoch() == epoch) {
            kept.keepAsBest(evaluatedWeights());
        }
        return result;
    }

    /** Returns the rate in the middle of a step, so that no step's is 0 in a warm-up or at a cosine's end. */
    private double learningRate(int epoch, int step) {
        double time = epoch - 1 + (step - 0.5) / inputs.training().batches();
        List<Double> losses =
                history.stream().map(done -> done.validation().loss()).toList();
        return parameters.optimization().learningRate() * parameters.schedule().share(time, rule.epochs(), losses);
    }

    private void average(int epoch, int step) {
        WeightAveraging averaging = parameters.averaging();
        int first = averaging.firstEpoch(rule.epochs());
        if (averaging.kind() != WeightAveraging.Kind.NONE && epoch >= first) {
            long before = (long) (epoch - first) * inputs.training().batches() + step - 1;
            kept.addToAverage(network.weights(), averaging.kept(before));
        }
    }

    /** Returns the loss of an answer that gives all emotions the same probability. */
    private double lossOfGuessing() {
        try (INDArray probabilities = Nd4j.valueArrayOf(new long[] {1, Emotion.COUNT}, 1f / Emotion.COUNT);
                INDArray label = Nd4j.zeros(1, Emotion.COUNT)) {
            label.putScalar(0, 1);
            return network.loss(probabilities, label);
        }
    }

    private INDArray evaluatedWeights() {
        return kept.average().orElseGet(network::weights);
    }

    private EvaluationResult evaluate() {
        if (kept.average().isEmpty()) {
            return evaluateNetwork();
        }
        INDArray weights = network.weights();
        try (INDArray inTraining = weights.dup()) {
            weights.assign(evaluatedWeights());
            EvaluationResult evaluation = evaluateNetwork();
            weights.assign(inTraining);
            return evaluation;
        }
    }

    private EvaluationResult evaluateNetwork() {
        long start = System.nanoTime();
        EvaluationResult evaluation = inputs.evaluate();
        double seconds = (System.nanoTime() - start) / 1e9 / evaluation.images();
        if (inputs.areImages()) {
            secondsPerImage = Math.min(secondsPerImage, seconds);
        }
        return evaluation;
    }

    /** Returns the seconds that classifying an image takes, from its pixels, in batches; the fastest pass so far. */
    public double secondsPerImage() {
        if (Double.isInfinite(secondsPerImage)) {
            secondsPerImage = inputs.secondsPerImage(network);
        }
        return secondsPerImage;
    }

    /**
     * Returns for how many seconds, since this object was made, training stood still because the next images were
     * not ready yet.
     */
    public double inputWaitSeconds() {
        return inputs.training().waitSeconds();
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

    /** Returns the map from pixels to inputs that the network learns with; a model is of use only together with it. */
    public Normalizer normalizer() {
        return normalizer;
    }

    /** Returns the network in training, as it is after the last step; closed with the run. */
    public Network network() {
        return network;
    }

    /**
     * Returns the network that {@link #result} speaks of, to be saved or used: with early stopping as it was after the
     * best epoch, and with averaged weights if weights are averaged.
     *
     * @return a copy, owned by the caller
     * @throws IllegalStateException if no epoch is done
     */
    public Network resultNetwork() {
        result();
        Network copy = network.copy();
        copy.weights().assign(kept.best().orElseGet(this::evaluatedWeights));
        return copy;
    }

    /**
     * Writes everything that {@link Trainer#resume} needs; a process killed meanwhile leaves the file as it was.
     *
     * @throws IOException if the disk fails
     */
    public void save(Path checkpoint) throws IOException {
        new Checkpoint(identity, network, history, kept.byName()).write(checkpoint);
    }

    @Override
    public void close() {
        inputs.close();
        kept.close();
        network.close();
    }
}
