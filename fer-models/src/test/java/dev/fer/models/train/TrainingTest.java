package dev.fer.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.data.FerDataset;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.evaluate.Evaluator;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.ParameterException;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.Network;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(1, 84, 28, 0);
    private static final ModelFamily CNN = Families.load().get("cnn");
    private static final String LAYERS = "conv 6, norm, pool, drop .25, conv 8 5x5, pool 4, drop .25, dense 16 drop .5";

    @TempDir
    Path folder;

    /** Every choice of training at least once, all of them with dropout. */
    static Stream<Arguments> choices() {
        Map<String, Object> none = Map.of();
        Map<String, Object> turned = Map.of("horizontal_flip", true, "rotation", 10);
        Map<String, Object> everything =
                Map.of("rotation", 10, "zoom", 0.1, "crop", 2, "brightness", 0.2, "contrast", 0.2, "cutout_size", 0.3);
        return Stream.of(
                Arguments.of(Map.of("optimizer", "sgd"), turned),
                Arguments.of(Map.of("optimizer", "sgd", "momentum", 0.9, "schedule", "one_cycle"), turned),
                Arguments.of(Map.of("optimizer", "adam", "schedule", "cosine", "warmup", 0.5), everything),
                Arguments.of(Map.of("optimizer", "adamw", "schedule", "plateau", "schedule_patience", 1), none),
                Arguments.of(Map.of("optimizer", "rmsprop", "schedule", "step", "schedule_every", 1), none),
                Arguments.of(Map.of("weight_averaging", "ema", "class_weights", "balanced"), none),
                Arguments.of(Map.of("weight_averaging", "swa", "swa_start", 0.3, "gradient_clip", 0.1), none),
                Arguments.of(Map.of("mixup", 0.4, "label_smoothing", 0.1, "sampling", "balanced"), everything));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void aResumedTrainingEqualsAnUninterruptedOneToTheLastBit(
            Map<String, Object> choice, Map<String, Object> augmentation) throws IOException {
        Map<String, Object> settings = new HashMap<>(Map.of("epochs", 3, "early_stopping", Map.of("patience", 3)));
        augmentation.forEach((name, value) -> settings.put("augmentation." + name, value));
        Trainer trainer = trainer(settings);
        Configuration values = values(choice);
        Path checkpoint = folder.resolve("checkpoint.zip");
        List<Object> uninterrupted;
        float[] weights;
        try (TrainingRun run = trainer.start(CNN, values, 5)) {
            uninterrupted = figures(train(run));
            weights = resultWeights(run);
        }
        for (int killed = 1; killed <= 3; killed++) {
            try (TrainingRun run = trainer.resume(CNN, values, 5, checkpoint)) {
                assertThat(run.history()).hasSize(killed - 1);
                run.trainEpoch();
                run.save(checkpoint);
            }
        }
        try (TrainingRun run = trainer.resume(CNN, values, 5, checkpoint)) {
            assertThat(run.isOver()).isTrue();
            assertThat(figures(run.history())).isEqualTo(uninterrupted);
            assertThat(resultWeights(run)).isEqualTo(weights);
        }
    }

    @Test
    void aCheckpointIsWrittenWhenTheLastOneIsTwoSecondsOldAndAtTheEnd() throws IOException {
        Trainer trainer = trainer(Map.of("epochs", 4));
        Path checkpoint = folder.resolve("checkpoint.zip");
        AtomicLong nanoTime = new AtomicLong();
        List<Integer> written = new ArrayList<>();
        List<Object> figures;
        try (TrainingRun run = trainer.start(CNN, values(Map.of()), 5)) {
            Checkpointing checkpoints = new Checkpointing(run, checkpoint, nanoTime::get);
            for (int seconds : new int[] {1, 2, 3, 3}) {
                nanoTime.set(seconds * 1_000_000_000L);
                run.trainEpoch();
                checkpoints.epochDone();
                written.add(epochs(trainer, checkpoint));
            }
            figures = figures(run.history());
        }
        assertThat(written).containsExactly(0, 2, 2, 4);
        try (TrainingRun run = trainer.resume(CNN, values(Map.of()), 5, checkpoint)) {
            assertThat(figures(run.history())).isEqualTo(figures);
        }
    }

    @Test
    void aTrainingThatIsLeftHasItsNewestEpochInTheCheckpoint() throws IOException {
        Trainer trainer = trainer(Map.of("epochs", 4));
        Path checkpoint = folder.resolve("checkpoint.zip");
        try (TrainingRun run = trainer.start(CNN, values(Map.of()), 5)) {
            Checkpointing checkpoints = new Checkpointing(run, checkpoint, () -> 0);
            checkpoints.save();
            assertThat(checkpoint).as("there is no epoch yet").doesNotExist();
            run.trainEpoch();
            checkpoints.epochDone();
            checkpoints.save();
        }
        assertThat(epochs(trainer, checkpoint)).isOne();
    }

    private static int epochs(Trainer trainer, Path checkpoint) {
        try (TrainingRun run = trainer.resume(CNN, values(Map.of()), 5, checkpoint)) {
            return run.history().size();
        }
    }

    @Test
    void anotherSeedGivesOtherFigures() {
        Trainer trainer = trainer(Map.of("epochs", 1));
        try (TrainingRun one = trainer.start(CNN, values(Map.of()), 1);
                TrainingRun other = trainer.start(CNN, values(Map.of()), 2)) {
            assertThat(figures(train(one))).isNotEqualTo(figures(train(other)));
        }
    }

    @Test
    void aDamagedCheckpointMeansStartingOver() throws IOException {
        Trainer trainer = trainer(Map.of("epochs", 2));
        Path checkpoint = folder.resolve("checkpoint.zip");
        try (TrainingRun run = trainer.start(CNN, values(Map.of()), 5)) {
            run.trainEpoch();
            run.save(checkpoint);
        }
        byte[] whole = Files.readAllBytes(checkpoint);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] damaged : List.of(flipped, java.util.Arrays.copyOf(whole, whole.length / 2), new byte[0])) {
            Files.write(checkpoint, damaged);
            try (TrainingRun run = trainer.resume(CNN, values(Map.of()), 5, checkpoint)) {
                assertThat(run.history()).isEmpty();
            }
        }
    }

    @Test
    void aCheckpointOfAnotherSeedIsNotGoneOnFrom() throws IOException {
        Trainer trainer = trainer(Map.of("epochs", 2));
        Path checkpoint = folder.resolve("checkpoint.zip");
        try (TrainingRun run = trainer.start(CNN, values(Map.of()), 5)) {
            run.trainEpoch();
            run.save(checkpoint);
        }
        try (TrainingRun run = trainer.resume(CNN, values(Map.of()), 6, checkpoint)) {
            assertThat(run.history()).isEmpty();
            run.save(checkpoint);
        }
        for (int seed : new int[] {5, 6, 5}) {
            try (TrainingRun run = trainer.resume(CNN, values(Map.of()), seed, checkpoint)) {
                assertThat(run.history()).as("a slip of the hand costs nothing").hasSize(seed == 5 ? 1 : 0);
                run.save(checkpoint);
            }
        }
    }

    @Test
    void divergenceIsFoundAtOnceAndNamed() {
        Configuration values = Configuration.of(Map.of("layers", "dense 16", "learning_rate", 100, "l2", 10));
        try (TrainingRun run = trainer(Map.of("epochs", 50)).start(CNN, values, 1)) {
            assertThatThrownBy(() -> train(run))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageMatching(
                            "training diverged in epoch \\d+, (step \\d+|on validation): the loss is (NaN|-?Infinity)");
        }
    }

    @Test
    void anExplodedLossIsFoundWithinTheEpochAndNamesWhatToChange() {
        Configuration values = Configuration.of(Map.of("layers", "dense 16", "learning_rate", 3, "batch_size", 4));
        try (TrainingRun run = trainer(Map.of("epochs", 50)).start(CNN, values, 1)) {
            assertThatThrownBy(run::trainEpoch)
                    .isInstanceOfSatisfying(
                            TrainingDivergedException.class,
                            e -> assertThat(e.hint())
                                    .hasValue("lower learning_rate (or momentum), or set warmup or gradient_clip"))
                    .hasMessageMatching(
                            "training diverged in epoch 1: the loss is up at .*, where guessing costs 1.95");
        }
    }

    @Test
    void aWeightThatIsNoNumberIsFoundBeforeACheckpointIsWritten() {
        try (TrainingRun run = trainer(Map.of("epochs", 2)).start(CNN, values(Map.of("learning_rate", 1e-10)), 1)) {
            // A bias of the output that no image brings above the others shows in no loss.
            run.network().weights().putScalar(run.network().parameters() - 1, Float.NEGATIVE_INFINITY);
            assertThatThrownBy(run::trainEpoch).isInstanceOf(TrainingDivergedException.class);
        }
    }

    @Test
    void aMovingAverageOfWeightsIsWhatCounts() {
        Map<String, Object> ema = Map.of("weight_averaging", "ema", "ema_decay", 0.8);
        try (TrainingRun plain = trainer(Map.of("epochs", 1)).start(CNN, values(Map.of()), 5);
                TrainingRun averaged = trainer(Map.of("epochs", 1)).start(CNN, values(ema), 5)) {
            plain.trainEpoch();
            averaged.trainEpoch();
            assertThat(weights(averaged.network())).isEqualTo(weights(plain.network()));
            assertThat(averaged.result().trainLoss()).isEqualTo(plain.result().trainLoss());
            assertThat(averaged.result().validation())
                    .isNotEqualTo(plain.result().validation());
            assertThat(resultWeights(averaged)).isNotEqualTo(weights(plain.network()));
            assertThat(resultWeights(plain)).isEqualTo(weights(plain.network()));
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "ema", "swa"})
    void theResultsNetworkIsTheOneThatWasEvaluatedInItsEpoch(String averaging) throws IOException {
        Trainer trainer = new Trainer(
                FACES,
                TrainingSettings.of(Map.of("epochs", 9, "early_stopping", Map.of("patience", 3))),
                new Goal("train.loss", Direction.MAXIMIZE));
        Configuration values = values(Map.of("weight_averaging", averaging, "swa_start", 0.1));
        Path checkpoint = folder.resolve("checkpoint.zip");
        try (TrainingRun run = trainer.start(CNN, values, 1)) {
            train(run);
            run.save(checkpoint);
            assertThat(run.result().epoch()).isLessThan(run.history().size());
            assertThat(evaluated(run)).isEqualTo(run.result().validation());
        }
        try (TrainingRun run = trainer.resume(CNN, values, 1, checkpoint)) {
            assertThat(evaluated(run)).isEqualTo(run.result().validation());
        }
    }

    private static EvaluationResult evaluated(TrainingRun run) {
        try (Network result = run.resultNetwork();
                BatchSource images =
                        new BatchSource(FACES.split(Split.VALIDATION), run.normalizer(), Augmentation.NONE, 16)) {
            return Evaluator.evaluate(result, images.inOrder(), ImageShape.FACE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "constant, none, 1",
        "step, ema, 1",
        "plateau, none, 1",
        "cosine, none, 0",
        "one_cycle, none, 0",
        "constant, swa, 0"
    })
    void moreEpochsGoOnUnlessTheCourseStretchesOverAllOfThem(String schedule, String averaging, int kept)
            throws IOException {
        Configuration values = values(Map.of("schedule", schedule, "weight_averaging", averaging));
        Path checkpoint = folder.resolve("checkpoint.zip");
        try (TrainingRun run = trainer(Map.of("epochs", 1)).start(CNN, values, 5)) {
            train(run);
            run.save(checkpoint);
        }
        try (TrainingRun run = trainer(Map.of("epochs", 2)).resume(CNN, values, 5, checkpoint)) {
            assertThat(run.history()).hasSize(kept);
        }
    }

    @Test
    void balancingTwiceIsRefused() {
        assertThatThrownBy(() -> trainer(Map.of())
                        .start(CNN, values(Map.of("class_weights", "balanced", "sampling", "balanced")), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessage("class_weights and sampling are both 'balanced', which would balance the emotions twice;"
                        + " set one of them only");
    }

    @Test
    void aSigmoidOutputTakesNoClassWeights() {
        assertThatThrownBy(() -> trainer(Map.of())
                        .start(CNN, values(Map.of("class_weights", "balanced", "output", "sigmoid")), 1))
                .isInstanceOf(ParameterException.class)
                .hasMessage("class_weights: only a softmax output weighs classes; set output to 'softmax'");
    }

    @Test
    void timeSpentWaitingForImagesIsKnown() {
        try (TrainingRun run = trainer(Map.of("epochs", 1)).start(CNN, values(Map.of()), 5)) {
            EpochResult epoch = run.trainEpoch();
            assertThat(run.inputWaitSeconds()).isBetween(0.0, epoch.seconds());
        }
    }

    @Test
    void trainingEndsWhenNothingGetsBetterAndTheBestEpochCounts() {
        Trainer trainer = new Trainer(
                FACES,
                TrainingSettings.of(Map.of("epochs", 30, "early_stopping", Map.of("patience", 2))),
                new Goal("epoch.seconds", Direction.MAXIMIZE));
        try (TrainingRun run = trainer.start(CNN, Configuration.of(Map.of("layers", "dense 4")), 1)) {
            train(run);
            assertThat(run.history().size()).isLessThan(30);
            assertThat(run.result().epoch()).isEqualTo(run.history().size() - 2);
        }
    }

    @Test
    void aSmallNetworkLearnsSyntheticFaces() {
        Trainer trainer = trainer(Map.of("epochs", 12));
        Configuration values = Configuration.of(Map.of(
                "layers",
                "conv 8 5x5, pool 4, dense 32",
                "optimizer",
                "adam",
                "learning_rate",
                0.005,
                "batch_size",
                12));
        try (TrainingRun run = trainer.start(CNN, values, 1)) {
            List<EpochResult> history = train(run);
            assertThat(history.get(11).trainLoss()).isLessThan(history.get(0).trainLoss() / 2);
            assertThat(run.result()).isEqualTo(history.get(11));
        }
    }

    @Test
    void aLimitTakesTheSameSampleEveryTime() {
        Trainer trainer = trainer(Map.of("train_limit", 20, "validation_limit", 10));
        Trainer again = trainer(Map.of("train_limit", 20, "validation_limit", 10));
        assertThat(trainer.trainingImages().size()).isEqualTo(20);
        assertThat(trainer.validationImages().size()).isEqualTo(10);
        for (int i = 0; i < 20; i++) {
            assertThat(trainer.trainingImages().pixels(i))
                    .isEqualTo(again.trainingImages().pixels(i));
        }
    }

    private static Trainer trainer(Map<String, Object> settings) {
        return new Trainer(FACES, TrainingSettings.of(settings));
    }

    private static Configuration values(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("layers", LAYERS);
        values.put("batch_size", 16);
        values.put("l2", 0.001);
        return Configuration.of(values);
    }

    private static List<EpochResult> train(TrainingRun run) {
        while (!run.isOver()) {
            run.trainEpoch();
        }
        return run.history();
    }

    private static float[] resultWeights(TrainingRun run) {
        try (Network result = run.resultNetwork()) {
            return weights(result);
        }
    }

    private static float[] weights(Network network) {
        return network.weights().dup().data().asFloat();
    }

    /** Everything but the time. */
    private static List<Object> figures(List<EpochResult> history) {
        record Figures(double loss, double accuracy, EvaluationResult validation) {}
        return history.stream()
                .<Object>map(epoch -> new Figures(epoch.trainLoss(), epoch.trainAccuracy(), epoch.validation()))
                .toList();
    }
}
