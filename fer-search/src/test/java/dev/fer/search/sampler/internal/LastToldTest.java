package dev.fer.search.sampler.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastToldTest {
    private final History history = history(1);
    private final LastTold lastTold = new LastTold();

    private static History history(double high) {
        return new History(
                SearchSpace.of(new FloatParameter("x", 0, high, false)), List.of(new Goal("loss", Direction.MINIMIZE)));
    }

    private static Configuration at(int number) {
        return Configuration.of(Map.of("x", number / 10.0));
    }

    private void complete(int number) {
        history.start(number, at(number));
        history.finish(number, TrialState.COMPLETE, Map.of("loss", number / 2.0));
    }

    private History told() {
        return lastTold.of(history.copy());
    }

    @Test
    void asLongAsTrialsAreAppendedTheHistoryIsTheSame() {
        History first = told();
        complete(0);
        history.start(1, at(1));
        history.start(2, at(2));
        history.pause(2);

        assertThat(told()).isSameAs(first);
        assertThat(first.finished()).isEqualTo(history.finished());
        assertThat(first.active()).containsExactlyElementsOf(history.active());
        assertThat(first.paused()).containsExactlyElementsOf(history.paused());

        complete(1);
        assertThat(told()).isSameAs(first);
        assertThat(first.finished()).isEqualTo(history.finished());
        assertThat(first.active()).isEmpty();
    }

    @Test
    void whereAResultChangesTheHistoryIsAnother() {
        complete(0);
        complete(1);
        History first = told();
        History.Finished old = history.finished().get(0);
        History.Finished changed = new History.Finished(
                old.number(), old.state(), old.configuration(), old.codes(), List.of(9.0), old.curve(), old.doubt());
        History other =
                lastTold.of(history.showing(List.of(changed, history.finished().get(1)), List.of(), List.of()));

        assertThat(other).isNotSameAs(first);
        assertThat(other.finished()).first().isEqualTo(changed);
        assertThat(first.finished()).isEqualTo(history.finished());
    }

    @Test
    void aTrialInTheMiddleMakesAnotherHistory() {
        complete(0);
        complete(2);
        History first = told();
        complete(1);
        List<History.Finished> all = history.finished();
        List<History.Finished> byNumber = List.of(all.get(0), all.get(2), all.get(1));

        assertThat(lastTold.of(history.showing(byNumber, List.of(), List.of()))).isNotSameAs(first);
    }

    @Test
    void anotherSpaceIsAnotherHistory() {
        History first = told();

        assertThat(lastTold.of(history(2))).isNotSameAs(first);
    }

    @Test
    void whatWasTriedAndRepeatedIsThatOfTheLast() {
        complete(0);
        history.start(1, at(1));
        History first = told();
        assertThat(first.wasTried(at(1))).isTrue();
        history.start(2, at(0));

        History without = history.showing(history.finished(), List.of(), List.of());
        assertThat(lastTold.of(without)).isSameAs(first);
        assertThat(first.wasTried(at(1))).isFalse();
        assertThat(first.wasTried(at(0))).isTrue();
        assertThat(first.repeats()).isEqualTo(without.repeats()).isEqualTo(2);
    }

    @Test
    void theHistoryThatIsShownIsLeftAlone() {
        History told = lastTold.of(history);
        History later = history.copy();
        later.start(0, at(0));

        assertThat(lastTold.of(later)).isSameAs(told).isNotSameAs(history);
        assertThat(history.active()).isEmpty();
        assertThat(lastTold.of(told)).isSameAs(told);
        assertThat(told.active()).hasSize(1);
    }
}
