package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeRuns.Draft;
import dev.fer.report.data.Pruning.Verdict;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Study;
import dev.fer.search.store.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PruningTest {
    private static final Component ASHA = new Component("asha", Map.of("min_epochs", 2L, "reduction_factor", 2L));

    @Test
    void itCountsWhoCameToEachRungAndWhoWasStoppedThere() {
        Pruning pruning = of(
                ASHA,
                FakeRuns.draft(0).steps(8),
                pruned(1, 2, "a"),
                pruned(2, 2, "a"),
                pruned(3, 3, "a"),
                FakeRuns.draft(4));

        assertThat(pruning.stops())
                .extracting(Pruning.Stop::step, Pruning.Stop::reached, Pruning.Stop::stopped, Pruning.Stop::meaning)
                .containsExactly(
                        tuple(2, 4, 2, "rung 1"),
                        tuple(3, 2, 1, ""),
                        tuple(4, 1, 0, "rung 2"),
                        tuple(8, 1, 0, "rung 3"));
        assertThat(pruning.stopped()).isEqualTo(3);
    }

    @Test
    void reasonsAreAlikeWhenOnlyTheirNumbersDifferButRungsAreKeptApart() {
        Pruning pruning = of(
                ASHA,
                pruned(0, 2, "rung 1: loss 0.5 at epoch 2 above 0.25"),
                pruned(1, 2, "rung 1: loss -7.25E-4 at epoch 2 above 1.0E-5"),
                pruned(2, 4, "rung 2: loss 0.5 at epoch 4 above 0.25"));

        assertThat(pruning.reasons())
                .extracting(Pruning.Reason::verdict, Pruning.Reason::example, Pruning.Reason::trials)
                .containsExactly(
                        tuple(Verdict.STOPPED, "rung 1: loss 0.5 at epoch 2 above 0.25", List.of(0, 1)),
                        tuple(Verdict.STOPPED, "rung 2: loss 0.5 at epoch 4 above 0.25", List.of(2)));
    }

    @Test
    void pausesAndWhatWentOnAfterThemAreTold() {
        Pruning pruning = of(
                new Component("none"),
                FakeRuns.draft(0)
                        .steps(4)
                        .state(TrialState.PAUSED)
                        .attribute(Study.PAUSED_BECAUSE, "a new trial promises more"),
                FakeRuns.draft(1)
                        .steps(8)
                        .attribute(Study.PAUSED_BECAUSE, "a new trial promises more")
                        .attribute(Study.PROMOTED_BECAUSE, "chance 0.4"));

        assertThat(pruning.reasons())
                .extracting(Pruning.Reason::verdict, reason -> reason.trials().size())
                .containsExactly(tuple(Verdict.PAUSED, 2), tuple(Verdict.WENT_ON, 1));
    }

    @Test
    void whereNothingWasStoppedThereIsNothingToShow() {
        assertThat(of(ASHA, FakeRuns.draft(0).steps(8)).isEmpty()).isTrue();
        assertThat(of(ASHA).isEmpty()).isTrue();
    }

    private static Draft pruned(int number, int step, String reason) {
        return FakeRuns.draft(number).steps(step).state(TrialState.PRUNED).attribute(Outcome.PRUNED_BECAUSE, reason);
    }

    private static Pruning of(Component pruner, Draft... drafts) {
        return FakeRuns.study(
                        List.of(new Goal("loss", Direction.MINIMIZE)),
                        new Component("tpe"),
                        pruner,
                        Stream.of(drafts).map(Draft::trial).toList())
                .data()
                .pruning();
    }
}
