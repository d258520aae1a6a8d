package dev.fer.models.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.data.FerDataset;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.family.Families;
import dev.fer.models.train.Checkpointing;
import dev.fer.models.train.Trainer;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.FailureReason;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialFailedException;
import dev.fer.search.definition.IdleParameters;
import dev.fer.search.definition.ModelDeclaration;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceObjectiveTest {
    private static final FerDataset FACES = SyntheticFaces.dataset(1, 28, 14, 0);

    @TempDir
    Path folder;

    @Test
    void everyEpochIsReportedAndTheLastOneCounts() throws IOException {
        Recorder trial = new Recorder(0, Integer.MAX_VALUE);
        Map<String, Double> result = objective(3).evaluate(trial);
        assertThat(trial.reports.keySet()).containsExactly(1, 2, 3);
        assertThat(result.keySet()).containsExactlyElementsOf(FaceObjective.METRICS);
        assertThat(result).containsAllEntriesOf(trial.reported(3)).containsEntry("model.parameters", 2304 * 5 + 47.0);
        assertThat(result.get("inference.seconds")).isPositive();
        EvaluationResult evaluation =
                EvaluationResult.fromJson(trial.attributes.getOrDefault(EvaluationResult.ATTRIBUTE, ""));
        assertThat(evaluation.images()).isEqualTo(14);
        assertThat(evaluation.misread())
                .as("which images it mistook")
                .hasSizeLessThanOrEqualTo((int) (evaluation.images() - evaluation.correct()))
                .allSatisfy(image -> assertThat(image.image()).isBetween(0, 13));
        assertThat(evaluation.accuracy()).isEqualTo(result.get("validation.accuracy"));
        assertThat(trial.attributes.get(FaceObjective.PARAMETERS)).isEqualTo(Integer.toString(2304 * 5 + 5 + 42));
    }

    @Test
    void aStoppedTrialGoesOnWhereItWas() throws IOException {
        Recorder whole = new Recorder(0, Integer.MAX_VALUE);
        objective(3).evaluate(whole);
        folder = folder.resolve("stopped");
        Recorder stopped = new Recorder(0, 2);
        objective(3).evaluate(stopped);
        assertThat(stopped.reports.keySet()).containsExactly(1, 2);
        Recorder resumed = new Recorder(2, Integer.MAX_VALUE);
        objective(3).evaluate(resumed);
        assertThat(resumed.reports.keySet()).containsExactly(3);
        assertThat(withoutTime(resumed.reported(3))).isEqualTo(withoutTime(whole.reported(3)));
    }

    @Test
    void aCheckpointThatWasNotReportedBeforeTheKillIsReportedThen() throws IOException {
        objective(2).evaluate(new Recorder(0, Integer.MAX_VALUE));
        Recorder resumed = new Recorder(1, Integer.MAX_VALUE);
        objective(2).evaluate(resumed);
        assertThat(resumed.reports.keySet()).containsExactly(2);
    }

    @Test
    void epochsAfterTheCheckpointAreTrainedAndReportedAgainAfterAKill() throws IOException {
        Recorder whole = new Recorder(0, Integer.MAX_VALUE);
        objective(4).evaluate(whole);
        folder = folder.resolve("killed");
        AtomicLong nanoTime = new AtomicLong();
        FaceObjective timed = new FaceObjective(Families.load().get("cnn"), trainer(4), nanoTime::get);
        Recorder killed = new Recorder(0, Integer.MAX_VALUE);
        killed.after = step -> {
            nanoTime.addAndGet(step == 1 ? Checkpointing.AGE.toNanos() : 0);
            if (step == 3) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> timed.evaluate(killed)).hasMessage("killed");

        Recorder resumed = new Recorder(3, Integer.MAX_VALUE);
        objective(4).evaluate(resumed);

        assertThat(resumed.reports.keySet()).as("the checkpoint was of epoch 2").containsExactly(3, 4);
        for (int step : new int[] {3, 4}) {
            assertThat(withoutTime(resumed.reported(step))).isEqualTo(withoutTime(whole.reported(step)));
        }
    }

    @Test
    void anIdleSettingOfTheFillIsWarnedOf() {
        String search = """
                {"name": "idle", "model": "cnn", "space": {"layers": "dense 4"},
                 "objective": {"metric": "validation.accuracy", "direction": "maximize"},
                 "training": {"augmentation": {"crop": 2, "fill_value": 9 MODE}}}""";
        FerModelCatalog catalog = new FerModelCatalog();
        assertThat(IdleParameters.find(
                        SearchDefinitions.parse(search.replace("MODE", ""), "search.json", catalog), catalog))
                .containsExactly("/training/augmentation/fill_value: 'augmentation.fill_value' changes nothing: it"
                        + " counts with augmentation.fill_mode 'constant' only, and here augmentation.fill_mode is"
                        + " 'nearest'");
        assertThat(IdleParameters.find(
                        SearchDefinitions.parse(
                                search.replace("MODE", ", \"fill_mode\": \"constant\""), "search.json", catalog),
                        catalog))
                .isEmpty();
    }

    @Test
    void whatCannotBeBuiltAndWhatDivergesFailsForThatReason() {
        assertFails(Map.of("layers", "conv 2 49x49"), FailureReason.INVALID);
        assertFails(Map.of("momentum", 2), FailureReason.INVALID);
        assertFails(Map.of("layers", "dense 4", "learning_rate", 100, "l2", 10), FailureReason.NAN);
    }

    @Test
    void theCatalogueNamesFamiliesSettingsAndMetrics() {
        FerModelCatalog catalog = new FerModelCatalog();
        assertThat(catalog.names()).contains("cnn", "fnn");
        ModelDeclaration cnn = catalog.find("cnn").orElseThrow();
        assertThat(cnn.parameters())
                .extracting("name")
                .contains("layers", "num_layers", "learning_rate", "batch_size")
                .doesNotHaveDuplicates();
        assertThat(catalog.find("nn")).isEmpty();
        assertThat(catalog.trainingSettings()).extracting("name").contains("epochs", "early_stopping.patience");
        assertThat(catalog.metrics()).contains("validation.accuracy");
    }

    private void assertFails(Map<String, Object> values, FailureReason reason) {
        Recorder trial = new Recorder(0, Integer.MAX_VALUE);
        trial.values = values;
        assertThatThrownBy(() -> objective(40).evaluate(trial))
                .isInstanceOfSatisfying(
                        TrialFailedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static FaceObjective objective(int epochs) {
        return new FaceObjective(Families.load().get("cnn"), trainer(epochs));
    }

    private static Trainer trainer(int epochs) {
        return new Trainer(FACES, TrainingSettings.of(Map.of("epochs", epochs)));
    }

    private static Map<String, Double> withoutTime(Map<String, Double> metrics) {
        Map<String, Double> rest = new HashMap<>(metrics);
        rest.remove("epoch.seconds");
        return rest;
    }

    /** A trial that remembers what it is told and stops after a given step. */
    private final class Recorder implements TrialContext {
        private final int resumeFrom;
        private final int lastStep;
        private final Map<Integer, Map<String, Double>> reports = new LinkedHashMap<>();
        private final Map<String, String> attributes = new HashMap<>();
        private IntConsumer after = step -> {};
        private Map<String, Object> values = Map.of("layers", "dense 5", "batch_size", 7);

        Recorder(int resumeFrom, int lastStep) {
            this.resumeFrom = resumeFrom;
            this.lastStep = lastStep;
        }

        Map<String, Double> reported(int step) {
            return reports.getOrDefault(step, Map.of());
        }

        @Override
        public int number() {
            return 0;
        }

        @Override
        public Configuration configuration() {
            return Configuration.of(values);
        }

        @Override
        public long seed() {
            return 3;
        }

        @Override
        public int resumeFrom() {
            return resumeFrom;
        }

        @Override
        public Path directory() {
            return folder;
        }

        @Override
        public Signal report(int step, Map<String, Double> metrics) {
            reports.put(step, metrics);
            after.accept(step);
            return step >= lastStep ? Signal.INTERRUPT : Signal.CONTINUE;
        }

        @Override
        public void attribute(String key, String value) {
            attributes.put(key, value);
        }
    }
}
