package dev.fer.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpModelTest {
    private final SearchSpace space = SearchSpace.of(new FloatParameter("x", 0, 1, false));

    private History history() {
        History history = new History(space, List.of(new Goal("loss", Direction.MINIMIZE)));
        for (int i = 0; i < 70; i++) {
            double x = 0.37 * i % 1;
            history.start(i, Configuration.of(Map.of("x", x)));
            history.finish(i, TrialState.COMPLETE, Map.of("loss", Math.sin(7 * x)));
        }
        return history;
    }

    private static GpModel updated(GpModel model) {
        model.update();
        return model;
    }

    /** Returns a history in which one trial has another loss. */
    private static History changed(History history, int index) {
        List<History.Finished> finished = new ArrayList<>(history.finished());
        History.Finished old = finished.get(index);
        finished.set(
                index,
                new History.Finished(
                        old.number(), old.state(), old.configuration(), old.codes(), List.of(0.25), old.curve(), 0.1));
        return history.showing(finished, List.of(), List.of());
    }

    @Test
    void theKernelOfTheSameTrialsIsKeptInAnotherHistoryOfThem() {
        History history = history();
        GpModel model = updated(new GpModel(history, new UnitSpace(space)));
        Kernel kernel = model.kernel();
        History same = history.showing(history.finished(), List.of(), List.of());

        assertThat(updated(model.of(same)).kernel()).isSameAs(kernel);
        assertThat(updated(model.of(changed(history, 69))).kernel())
                .as("the kernel is that of the first 70")
                .isNotSameAs(kernel);
    }

    @Test
    void aKernelIsThatOfTheHistoryAloneWhateverWasSeenBefore() {
        History history = history();
        GpModel model = updated(new GpModel(history, new UnitSpace(space)));
        model.kernel();
        History other = changed(history, 12);

        assertThat(updated(model.of(other)).kernel())
                .usingRecursiveComparison()
                .isEqualTo(updated(new GpModel(other, new UnitSpace(space))).kernel());
    }
}
