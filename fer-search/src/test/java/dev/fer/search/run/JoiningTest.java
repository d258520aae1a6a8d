package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchFileException;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of definitions that were made in code, past the reader of search files. */
class JoiningTest {
    private static final SearchSpace SPACE = SearchSpace.of(FloatParameter.of("x", 0, 1));
    private static final Goal LOSS = Goal.minimize("loss");
    private static final SearchDefinition SOUND = SearchDefinition.of("made", SPACE, LOSS);
    private static final SearchDefinition TWO_GOALS = SearchDefinition.of("made", SPACE, LOSS, Goal.minimize("size"));

    @TempDir
    Path folder;

    private static Stream<Arguments> faulty() {
        SearchSpace never = SearchSpace.of(
                CategoricalParameter.of("optimizer", "sgd", "adam"),
                FloatParameter.of("momentum", 0, 1).when(Condition.in("optimizer", "sdg")));
        return Stream.of(
                Arguments.of(
                        SOUND.withBudget(Budget.ofTrials(0)),
                        "/budget/trials: expected a whole number of at least 1, found 0"),
                Arguments.of(
                        SearchDefinition.of("made", SPACE, LOSS, LOSS),
                        "/objective/1: the metric 'loss' is an objective twice"),
                Arguments.of(
                        SearchDefinition.of("made", SPACE, Goal.minimize(" ")),
                        "/objective/metric: the metric needs a name"),
                Arguments.of(
                        SearchDefinition.of("made", never, LOSS),
                        "/space/momentum/when/optimizer: 'optimizer' is never \"sdg\"; allowed: one of [\"sgd\", \"adam\"];"
                                + " did you mean 'sgd'?"),
                Arguments.of(
                        SOUND.withSampler(new Component("freeze-thaw")).withPruner(new Component("median")),
                        "/pruner: sampler 'freeze-thaw' pauses trials itself and takes no pruner, found 'median'"),
                Arguments.of(
                        SOUND.withPruner(new Component("median", Map.of("warmup", 1))),
                        "/pruner/warmup: pruner 'median' has no key 'warmup'"),
                Arguments.of(
                        TWO_GOALS.withSampler(new Component("tpe", Map.of("profile", "optuna"))),
                        "/sampler: profile 'optuna' optimises one goal, found 2; leave the profile out"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyDefinitionIsRefusedByEveryStoreAndNothingIsStored(SearchDefinition faulty, String fault) {
        for (TrialStore store : List.of(TrialStores.inMemory(), TrialStores.open(folder.resolve("fer.db")))) {
            try (store) {
                assertThatThrownBy(() -> Study.open(store, faulty))
                        .isInstanceOf(SearchFileException.class)
                        .hasMessageStartingWith("search 'made' has a fault\n  " + fault);
                assertThatThrownBy(() -> Study.open(store, faulty, new RandomSampler()))
                        .isInstanceOf(SearchFileException.class);
                assertThatThrownBy(() -> Study.create(store, faulty, Map.of())).isInstanceOf(SearchFileException.class);
                assertThat(store.studies()).isEmpty();
            }
        }
    }

    @Test
    void allFaultsComeAtOnce() {
        SearchDefinition faulty = SOUND.withBudget(Budget.ofTrials(0)).withSampler(new Component("tep"));
        assertThatThrownBy(() -> Study.open(TrialStores.inMemory(), faulty))
                .hasMessageStartingWith("search 'made' has 2 faults")
                .hasMessageContaining("/budget/trials")
                .hasMessageContaining("did you mean 'tpe'?");
    }

    @Test
    void aStudyTakesOnNoBudgetThatCannotBeReadBack() {
        Study study = Study.open(TrialStores.inMemory(), SOUND);
        assertThatThrownBy(() -> study.changeBudget(Budget.UNLIMITED.withEpochs(-1)))
                .isInstanceOf(SearchFileException.class)
                .hasMessageContaining("/budget/epochs: expected a whole number of at least 1, found -1");
        assertThat(study.record().version()).isEqualTo(1);
        assertThat(study.definition().budget()).isEqualTo(Budget.UNLIMITED);
    }
}
