package dev.fer.models.train;

import dev.fer.data.FerDataset;
import dev.fer.data.batch.Normalization;
import dev.fer.data.batch.Normalizer;
import dev.fer.data.batch.Presentation;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.ParameterException;
import dev.fer.models.family.TrainingParameters;
import dev.fer.models.family.UnbuildableModelException;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.models.optimize.LabelTreatment;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.space.Configuration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains models of any family on one data set under one set of settings. Thread-safe; each
 * {@link TrainingRun} that it starts is not.
 */
public final class Trainer {
    private static final Goal ACCURACY = new Goal("validation.accuracy", Direction.MAXIMIZE);

    private final TrainingSettings settings;
    private final Goal goal;
    private final Faces train;
    private final Faces validation;
    private final Normalizer fitted;
    private final FeatureCache features;
    private final String dataAndSettings;

    /** Makes a trainer that judges epochs by validation accuracy. */
    public Trainer(FerDataset dataset, TrainingSettings settings) {
        this(dataset, settings, ACCURACY);
    }

    /**
     * Makes a trainer; the images stay in use, so that the data set may be closed before.
     *
     * @param dataset has a training and a validation split
     * @param goal the metric that early stopping watches and the best epoch is chosen by
     */
    public Trainer(FerDataset dataset, TrainingSettings settings, Goal goal) {
        if (!EpochResult.METRICS.contains(goal.metric())) {
            throw new IllegalArgumentException(
                    "an epoch reports no metric '" + goal.metric() + "'; it reports " + EpochResult.METRICS);
        }
        this.settings = settings;
        this.goal = goal;
        this.train = Sample.of(dataset.split(Split.TRAIN), settings.trainLimit(), Split.TRAIN);
        this.validation = Sample.of(dataset.split(Split.VALIDATION), settings.validationLimit(), Split.VALIDATION);
        this.fitted = settings.normalization().fit(train);
        this.features = new FeatureCache(dataset.cacheDirectory());
        this.dataAndSettings = String.join(
                " ",
                dataset.fingerprint(),
                settings.normalization().label(),
                settings.augmentation()
                        + settings.window().map(window -> " " + window).orElse(""),
                settings.trainLimit().toString(),
                settings.validationLimit().toString());
    }

    /** Returns the images trained on, after any limit. */
    public Faces trainingImages() {
        return train;
    }

    /** Returns the images validated on, after any limit. */
    public Faces validationImages() {
        return validation;
    }

    /**
     * Builds a model and gets ready to train it.
     *
     * @param values parameters by name; what is missing takes its default
     * @param seed what weights, order of images, augmentation and dropout derive from
     * @throws ParameterException if a name or value is wrong
     * @throws UnbuildableModelException if the values make no network together
     */
    public TrainingRun start(ModelFamily family, Configuration values, long seed) {
        Configuration parameters = family.resolve(values);
        return start(family, parameters, seed, identity(family, parameters, seed));
    }

    private TrainingRun start(ModelFamily family, Configuration parameters, long seed, TrainingIdentity identity) {
        requireNormalization(family, parameters);
        settings.window().ifPresent(window -> window.require(family, parameters));
        Network network = family.build(parameters, ImageShape.FACE, Emotion.COUNT, TrainingRun.weightSeed(seed));
        return run(new Checkpoint(identity.text(), network, List.of(), Map.of()), family, parameters, seed);
    }

    /**
     * Goes on from a checkpoint of the same model, parameters, seed, data and settings, and of the same weights learned
     * before if their file is still there; starts anew, with a warning, if the file is damaged or of something else, and
     * without one if there is no file. More epochs than those of the checkpoint's settings may be asked for, unless the
     * schedule or averaging stretches over them.
     */
    public TrainingRun resume(ModelFamily family, Configuration values, long seed, Path checkpoint) {
        Configuration parameters = family.resolve(values);
        TrainingIdentity identity = identity(family, parameters, seed);
        return Checkpoint.read(checkpoint, identity)
                .map(found -> run(found, family, parameters, seed))
                .orElseGet(() -> start(family, parameters, seed, identity));
    }

    /**
     * Returns a training as another one's checkpoint has it, which stays where and as it is; empty if there is no such
     * file, or it is damaged, or of another model, seed, data set or settings.
     */
    public Optional<TrainingRun> look(ModelFamily family, Configuration values, long seed, Path checkpoint) {
        Configuration parameters = family.resolve(values);
        return Checkpoint.look(checkpoint, identity(family, parameters, seed))
                .map(found -> run(found, family, parameters, seed));
    }

    private TrainingRun run(Checkpoint from, ModelFamily family, Configuration parameters, long seed) {
        TrainingParameters training = TrainingParameters.of(parameters);
        LabelTreatment labels = training.labels();
        if (labels.balancedWeights()) {
            weighClasses(from.network());
        }
        Presentation presentation =
                new Presentation(settings.augmentation(), labels.sampling(), labels.smoothing(), labels.mixup());
        return new TrainingRun(
                from,
                new Inputs.Images(
                        train, validation, normalizer(family, parameters), presentation, settings.window(), features),
                training,
                new StoppingRule(settings.epochs(), settings.patience(), goal),
                seed);
    }

    /** Of the kinds of normalization only one differs from one training set to the next. */
    private Normalizer normalizer(ModelFamily family, Configuration parameters) {
        return settings.normalization() == Normalization.STANDARDIZED
                ? family.normalizer(parameters).orElse(fitted)
                : fitted;
    }

    private void requireNormalization(ModelFamily family, Configuration parameters) {
        Normalization given = settings.normalization();
        family.normalization(parameters).filter(needed -> needed != given).ifPresent(needed -> {
            throw new ParameterException(List.of("training.normalization: model '" + family.name()
                    + "' with these weights takes '" + needed.label() + "', found '" + given.label() + "'"));
        });
    }

    /** Gives each emotion that there is the same weight in all, and an image the weight 1 in the mean. */
    private void weighClasses(Network network) {
        double[] weights = new double[Emotion.COUNT];
        for (int i = 0; i < train.size(); i++) {
            weights[train.label(i)]++;
        }
        long present = Arrays.stream(weights).filter(count -> count > 0).count();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] > 0 ? train.size() / (present * weights[i]) : 1;
        }
        try {
            network.classWeights(weights);
        } catch (UnsupportedOperationException e) {
            throw new ParameterException(List.of("class_weights: " + e.getMessage() + "; set output to 'softmax'"));
        }
    }

    private TrainingIdentity identity(ModelFamily family, Configuration parameters, long seed) {
        TrainingParameters training = TrainingParameters.of(parameters);
        boolean dependsOnEpochs =
                training.schedule().dependsOnEpochs() || training.averaging().dependsOnEpochs();
        String described = String.join(
                " ",
                family.name(),
                parameters.toString(),
                Long.toString(seed),
                dataAndSettings,
                dependsOnEpochs ? "of " + settings.epochs() + " epochs" : "",
                settings.patience().isPresent() ? "best by " + goal : "");
        return new TrainingIdentity(described, family.learnedBefore(parameters));
    }
}
