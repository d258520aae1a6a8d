package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A definition that is made in code, part by part. */
class WithersTest {
    private static final SearchSpace SPACE = SearchSpace.of(FloatParameter.of("x", 0, 1));
    private static final SearchDefinition BARE = SearchDefinition.of("bare", SPACE, Goal.minimize("loss"));

    @Test
    void aDefinitionMadePartByPartIsTheOneMadeAtOnce() {
        Configuration first = Configuration.of(Map.of("x", 0.5));
        Budget budget = Budget.ofTrials(3)
                .withEpochs(30)
                .withTime(Duration.ofHours(1))
                .withFailures(2)
                .withTrialTime(Duration.ofMinutes(5));
        SearchDefinition made = SearchDefinition.of("bare", SPACE, Goal.maximize("accuracy"), Goal.minimize("size"))
                .withName("made")
                .withDescription("part by part")
                .withModel("cnn")
                .withEnqueue(first)
                .withTraining(Map.of("epochs", 5))
                .withSampler(new Component("tpe"))
                .withPruner(new Component("median"))
                .withRepeats(new Repeats(3, 5))
                .withBudget(budget)
                .withSeed(7);

        assertThat(made)
                .isEqualTo(new SearchDefinition(
                        "made",
                        "part by part",
                        Optional.of("cnn"),
                        List.of(),
                        SPACE,
                        List.of(first),
                        List.of(new Goal("accuracy", Direction.MAXIMIZE), new Goal("size", Direction.MINIMIZE)),
                        Map.of("epochs", 5L),
                        new Component("tpe"),
                        new Component("median"),
                        new Repeats(3, OptionalInt.of(5)),
                        new Budget(
                                OptionalInt.of(3),
                                OptionalInt.of(30),
                                OptionalDouble.empty(),
                                OptionalInt.empty(),
                                Optional.of(Duration.ofHours(1)),
                                OptionalInt.of(2),
                                Optional.of(Duration.ofMinutes(5))),
                        7));
        assertThatCode(() -> SearchDefinitions.check(made)).doesNotThrowAnyException();
    }

    @Test
    void aProgramTakesThePlaceOfAnObjectiveButNotOfAModel() {
        assertThat(BARE.withCommand("python3", "train.py").command()).containsExactly("python3", "train.py");
        assertThatThrownBy(() -> BARE.withModel("cnn").withCommand("python3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a search has a model or a command, not both");
    }

    @Test
    void aSearchWithoutAGoalIsRefused() {
        assertThatThrownBy(() -> SearchDefinition.of("aimless", SPACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a search needs at least one goal");
    }

    @Test
    void faultsOfWhatWasMadeInCodeNameNoLineOfATextThatNobodyWrote() {
        assertThatThrownBy(() -> SearchDefinitions.check(BARE.withTraining(Map.of("epochs", 5))))
                .isInstanceOf(SearchFileException.class)
                .hasMessage(
                        "search 'bare' has a fault\n  /training: 'training' describes how a model is trained, and there"
                                + " is no 'model'");
    }

    @Test
    void repeatsTellWhatTheyFound() {
        assertThat(new Repeats(3)).isEqualTo(new Repeats(3, OptionalInt.empty()));
        assertThatThrownBy(() -> new Repeats(3, 0))
                .hasMessage("repeats and contenders must be at least 1, found 3 and 0");
    }
}
