package dev.fer.models.search;

import dev.fer.data.FerDataset;
import dev.fer.models.backend.Backend;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.ParameterException;
import dev.fer.models.family.UnbuildableModelException;
import dev.fer.models.model.Recipe;
import dev.fer.models.pretrained.WeightsException;
import dev.fer.models.train.Checkpointing;
import dev.fer.models.train.EpochResult;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingDivergedException;
import dev.fer.models.train.TrainingRun;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.FailureReason;
import dev.fer.search.Objective;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialFailedException;
import dev.fer.search.definition.SearchDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one configuration of a model family on faces, epoch by epoch, and returns its validation metrics.
 *
 * <p>It checkpoints into the trial's directory, when it is stopped and in between as often as {@link Checkpointing} says,
 * and reports each epoch; when the trial is resumed it goes on from the checkpoint, and reports again what came after it.
 * The metrics of the deciding epoch (the best one with early stopping, else the last) are the trial's, and its evaluation is
 * kept as the attribute {@value EvaluationResult#ATTRIBUTE}. Thread-safe.
 */
public final class FaceObjective implements Objective {
    private static final Logger LOG = LoggerFactory.getLogger(FaceObjective.class);
    /** The attribute that tells how many numbers the trial's network learns or keeps. */
    public static final String PARAMETERS = "parameters";

    /** The attribute that tells with how many threads the trial was computed: with as many its figures come out again. */
    public static final String THREADS = "threads";

    /** The metric of a whole training that tells how many numbers its network learns or keeps. */
    public static final String MODEL_PARAMETERS = "model.parameters";

    /** The metric of a whole training that tells how many seconds it takes to classify an image. */
    public static final String INFERENCE_SECONDS = "inference.seconds";

    /** The names of all metrics that a trial ends with: those of its deciding epoch, then those of the whole. */
    public static final List<String> METRICS = Stream.concat(
                    EpochResult.METRICS.stream(), Stream.of(MODEL_PARAMETERS, INFERENCE_SECONDS))
            .toList();

    private static final String CHECKPOINT = "checkpoint.zip";

    private final ModelFamily family;
    private final Trainer trainer;
    private final LongSupplier nanoTime;

    /** Makes the objective of a model family under given training. */
    public FaceObjective(ModelFamily family, Trainer trainer) {
        this(family, trainer, System::nanoTime);
    }

    FaceObjective(ModelFamily family, Trainer trainer, LongSupplier nanoTime) {
        this.family = family;
        this.trainer = trainer;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes the objective that a search file describes.
     *
     * @throws IllegalArgumentException if the file names no model
     */
    public static FaceObjective of(SearchDefinition definition, FerDataset dataset, Families families) {
        String model = definition
                .model()
                .orElseThrow(
                        () -> new IllegalArgumentException("the search '" + definition.name() + "' names no model"));
        TrainingSettings settings = TrainingSettings.of(definition.training());
        return new FaceObjective(families.get(model), new Trainer(dataset, settings, Recipe.epochGoal(definition)));
    }

    /** Returns where a trial with this directory keeps its training, which is over when the trial is complete. */
    public static Path checkpoint(Path directory) {
        return directory.resolve(CHECKPOINT);
    }

    @Override
    public Map<String, Double> evaluate(TrialContext trial) throws IOException {
        Path checkpoint = checkpoint(trial.directory());
        try (TrainingRun run = trainer.resume(family, trial.configuration(), trial.seed(), checkpoint)) {
            trial.attribute(PARAMETERS, Long.toString(run.network().parameters()));
            trial.attribute(THREADS, Integer.toString(Backend.current().threads()));
            Checkpointing checkpoints = new Checkpointing(run, checkpoint, nanoTime);
            boolean stopped = reportMissing(trial, run.history());
            while (!stopped && !run.isOver()) {
                EpochResult epoch = run.trainEpoch();
                // What is done a second time after a kill is not to be lost again.
                attempt(epoch.epoch() <= trial.resumeFrom() ? checkpoints::save : checkpoints::epochDone);
                stopped = trial.report(epoch.epoch(), epoch.metrics()).stops();
            }
            attempt(checkpoints::save);
            return result(trial, run);
        } catch (TrainingDivergedException e) {
            throw new TrialFailedException(FailureReason.NAN, e.getMessage(), e);
        } catch (ParameterException | UnbuildableModelException | WeightsException e) {
            throw new TrialFailedException(FailureReason.INVALID, e.getMessage(), e);
        }
    }

    /** Something that writes a checkpoint. */
    @FunctionalInterface
    private interface Save {
        void run() throws IOException;
    }

    /** A disk that is full costs the way back to this epoch, not the training. */
    private static void attempt(Save save) {
        try {
            save.run();
        } catch (IOException e) {
            LOG.warn("a checkpoint cannot be written, training goes on without: {}", e.toString());
        }
    }

    private static Map<String, Double> result(TrialContext trial, TrainingRun run) {
        EpochResult deciding = run.result();
        trial.attribute(EvaluationResult.ATTRIBUTE, deciding.validation().toJson());
        Map<String, Double> metrics = new LinkedHashMap<>(deciding.metrics());
        metrics.put(MODEL_PARAMETERS, (double) run.network().parameters());
        metrics.put(INFERENCE_SECONDS, run.secondsPerImage());
        return metrics;
    }

    /** Reports what was checkpointed but not reported, or cannot be known to have been, before a kill. */
    private static boolean reportMissing(TrialContext trial, List<EpochResult> history) {
        boolean stopped = false;
        for (EpochResult epoch : history) {
            if (epoch.epoch() > trial.resumeFrom() && !stopped) {
                stopped = trial.report(epoch.epoch(), epoch.metrics()).stops();
            }
        }
        return stopped;
    }
}
