package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fer.search.FailureReason;
import dev.fer.search.Objective;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an objective must not say costs it its trial, and nothing else. */
class ObjectiveContractTest {
    private static final SearchDefinition THREE = Searches.plain(", \"budget\": {\"trials\": 3}");
    private static final Map<String, Double> GOOD = Map.of("loss", 1.0);

    private final TrialStore store = TrialStores.inMemory();

    /** Runs three trials, of which the second one misbehaves, and returns how that one failed. */
    private static Trial.Failure ofTheSecond(TrialStore store, Objective bad) {
        SearchOutcome outcome =
                Study.open(store, THREE).optimize(trial -> trial.number() == 1 ? bad.evaluate(trial) : GOOD);

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 2, TrialState.FAILED, 1));
        return Study.open(store, THREE).trials().get(1).failure().orElseThrow();
    }

    private static Objective saying(Consumer<TrialContext> words) {
        return trial -> {
            words.accept(trial);
            return GOOD;
        };
    }

    @Test
    @SuppressWarnings("NullAway") // As a caller would that is not checked.
    void anAttributeWithoutAValueFailsItsTrialInEveryStore(@TempDir Path folder) {
        Objective mute = saying(trial -> trial.attribute("note", null));
        String message = "IllegalArgumentException: an attribute has a key and a value, found note = null;"
                + " leave out what is not known";

        assertThat(ofTheSecond(store, mute).message()).isEqualTo(message);
        try (TrialStore file = TrialStores.open(folder.resolve("fer.db"))) {
            assertThat(ofTheSecond(file, mute).message()).isEqualTo(message);
            assertThat(file.check()).isEmpty();
        }
    }

    /** Returns the keys that are declared where attributes are written; the constants left out are a study's, and a file's name. */
    static Stream<String> keysOfTheSearch() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(Study.class, Sampler.class, Scheduler.class, TrialStore.class)
                        .stream()
                        .filter(type -> !type.isEquivalentTo(StudyRecord.class))
                        .filter(type -> !type.isEquivalentTo(TrialDirectories.class))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field ->
                                field.getModifiers().containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.STATIC)))
                        .filter(field -> field.getRawType().isEquivalentTo(String.class))
                        .map(ObjectiveContractTest::value)
                        .sorted();
    }

    private static String value(JavaField constant) {
        try {
            return (String) constant.reflect().get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("keysOfTheSearch")
    void theKeysOfTheSearchAreRefused(String key) {
        Trial.Failure failure = ofTheSecond(store, saying(trial -> trial.attribute(key, "mine")));

        assertThat(failure.message())
                .isEqualTo("IllegalArgumentException: the attribute '" + key + "' is the search's own; take another"
                        + " key than duplicate_of, imported_from, paused, promoted, promoted_after, pruned, repeat_of,"
                        + " retry_of, sampler");
        assertThat(Study.open(store, THREE).trials().get(1).attributes()).doesNotContainValue("mine");
    }

    @Test
    @SuppressWarnings("NullAway") // As a caller would that is not checked.
    void aResultThatIsNoneFailsItsTrial() {
        Trial.Failure failure = ofTheSecond(store, trial -> null);

        assertThat(failure.reason()).isEqualTo(FailureReason.ERROR);
        assertThat(failure.message()).isEqualTo("the objective's result is null instead of a map of metrics");
    }

    @Test
    void aMetricWithoutANumberFailsItsTrial() {
        Map<String, Double> gap = new HashMap<>(GOOD);
        gap.put("size", null);

        assertThat(ofTheSecond(store, trial -> gap).message())
                .isEqualTo("the objective's result has null for the metric 'size' instead of a double;"
                        + " NaN stands for an unknown one");
        assertThat(ofTheSecond(TrialStores.inMemory(), saying(trial -> trial.report(2, gap)))
                        .message())
                .startsWith("IllegalArgumentException: the report of step 2 has null for the metric 'size'");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // As a caller without generics would.
    void aNumberOfAnotherKindFailsItsTrial() {
        Map whole = Map.of("loss", 3);

        assertThat(ofTheSecond(store, trial -> whole).message())
                .startsWith("the objective's result has the Integer 3 for the metric 'loss'");
    }

    @Test
    void stepsBelowOneAreRefused() {
        assertThat(ofTheSecond(store, saying(trial -> trial.report(0, GOOD))).message())
                .isEqualTo("IllegalArgumentException: steps are counted from 1, found step 0");

        Study study = Study.open(TrialStores.inMemory(), THREE);
        int number = study.ask().orElseThrow().number();
        assertThatThrownBy(() -> study.report(number, -1, GOOD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps are counted from 1, found step -1");
        assertThat(study.store().reports(study.record().id(), number)).isEqualTo(List.of());
    }
}
