package dev.fer.models.model;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.network.ImageShape;
import dev.fer.models.train.Checkpointing;
import dev.fer.models.train.EpochResult;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingRun;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains one configuration to a model file, and goes on where it was stopped. Used by one thread at a time.
 *
 * <p>Everything is written to a checkpoint beside the model file, when training is stopped and in between as often as
 * {@link Checkpointing} says; the next training of the same recipe on the same data to the same file goes on from there, to
 * the same bits. The checkpoint goes when the model is there.
 */
public final class ModelTraining {
    private final Recipe recipe;
    private final ModelFamily family;
    private final Trainer trainer;
    private final String dataFingerprint;

    /** Hears of a training's epochs, and may stop it. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Is told of an epoch.
         *
         * @return whether to go on
         */
        boolean epoch(EpochResult epoch);

        /** Is told of the epochs before, at least one, when a training goes on that was stopped. */
        default void resumed(List<EpochResult> before) {}
    }

    /**
     * Makes a training; the images stay in use, so that the data set may be closed before.
     *
     * @param dataset has a training and a validation split
     * @throws dev.fer.models.family.UnknownFamilyException if the recipe names an unknown family
     * @throws dev.fer.models.family.ParameterException if a parameter or setting is wrong
     */
    public ModelTraining(Recipe recipe, FerDataset dataset, Families families) {
        this.family = families.get(recipe.family());
        Configuration parameters = family.resolve(recipe.parameters());
        Configuration settings = TrainingSettings.resolve(recipe.training().values());
        this.recipe = new Recipe(recipe.family(), parameters, settings, recipe.goal(), recipe.seed(), recipe.origin());
        this.trainer = new Trainer(dataset, TrainingSettings.of(settings.values()), recipe.goal());
        this.dataFingerprint = dataset.fingerprint();
    }

    /** Returns the recipe with defaults filled in. */
    public Recipe recipe() {
        return recipe;
    }

    /** Returns the checkpoint of a model file in training. */
    public static Path checkpoint(Path model) {
        return model.resolveSibling(model.getFileName() + ".checkpoint");
    }

    /**
     * Trains, or goes on, until training is over or the listener stops it.
     *
     * @param model the file that is written
     * @return what the written model is; empty if the listener stopped it before its end
     * @throws dev.fer.models.train.TrainingDivergedException as soon as a loss is not finite
     * @throws dev.fer.models.family.UnbuildableModelException if the parameters make no network together
     * @throws IOException if the disk fails
     */
    public Optional<ModelCard> train(Path model, Listener listener) throws IOException {
        Path checkpoint = checkpoint(model);
        try (TrainingRun run = trainer.resume(family, recipe.parameters(), recipe.seed(), checkpoint)) {
            if (!run.history().isEmpty()) {
                listener.resumed(run.history());
            }
            Checkpointing checkpoints = new Checkpointing(run, checkpoint);
            boolean going = true;
            while (going && !run.isOver()) {
                EpochResult epoch = run.trainEpoch();
                checkpoints.epochDone();
                going = listener.epoch(epoch);
            }
            if (!run.isOver()) {
                checkpoints.save();
                return Optional.empty();
            }
            ModelCard card = write(run, model);
            Files.deleteIfExists(checkpoint);
            return Optional.of(card);
        }
    }

    /**
     * Writes the model of a training that was done elsewhere, from the checkpoint that it left, which stays: the bits that
     * it came to.
     *
     * @param checkpoint of a training of this recipe on this data, for instance a trial's
     * @param model the file that is written
     * @return what the written model is; empty, and nothing is written, if there is no such checkpoint, or it is damaged, of
     *     another training, or of one that is not over
     * @throws IOException if the disk fails
     */
    public Optional<ModelCard> writeFrom(Path checkpoint, Path model) throws IOException {
        Optional<TrainingRun> found = trainer.look(family, recipe.parameters(), recipe.seed(), checkpoint);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (TrainingRun run = found.get()) {
            return run.isOver() ? Optional.of(write(run, model)) : Optional.empty();
        }
    }

    private ModelCard write(TrainingRun run, Path model) throws IOException {
        ModelCard card = card(run);
        try (TrainedModel trained = new TrainedModel(card, run.resultNetwork())) {
            trained.save(model);
        }
        return card;
    }

    private ModelCard card(TrainingRun run) {
        List<EpochResult> history = run.history();
        EpochResult result = run.result();
        return new ModelCard(
                Emotion.labels(),
                ImageShape.FACE,
                run.normalizer(),
                recipe,
                new ModelCard.Data(
                        dataFingerprint,
                        trainer.trainingImages().size(),
                        trainer.validationImages().size()),
                new ModelCard.Training(
                        history.size(),
                        result.epoch(),
                        history.stream().mapToDouble(EpochResult::seconds).sum(),
                        result.validation()),
                Optional.ofNullable(ModelTraining.class.getPackage().getImplementationVersion())
                        .orElse("unknown"));
    }
}
