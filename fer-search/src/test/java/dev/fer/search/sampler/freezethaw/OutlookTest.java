package dev.fer.search.sampler.freezethaw;

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

class OutlookTest {
    private final History history = new History(
            SearchSpace.of(new FloatParameter("x", 0, 1, false)), List.of(new Goal("loss", Direction.MINIMIZE)));

    private void train(int number, int from, int to) {
        history.start(number, Configuration.of(Map.of("x", number / 10.0)));
        for (int epoch = from; epoch <= to; epoch++) {
            history.report(number, epoch, Map.of("loss", 1.0 / (number + epoch)));
        }
    }

    private void complete(int number) {
        history.finish(number, TrialState.COMPLETE, Map.of("loss", 1.0 / (number + 16)));
    }

    private List<History.Finished> foreseen() {
        return new Outlook(history, 4, 16).asIfEnded().finished();
    }

    @Test
    void aTrialThatRunsOnKeepsThePlaceThatItHadWhileItWaited() {
        train(0, 1, 4);
        history.pause(0);
        train(1, 1, 16);
        complete(1);
        train(2, 1, 3);
        train(3, 1, 16);
        complete(3);
        train(0, 5, 9);
        History shown = new Outlook(history, 4, 16).asIfEnded();

        assertThat(shown.finished()).extracting(History.Finished::number).containsExactly(0, 1, 3);
        assertThat(shown.finished().get(0).doubt()).isPositive();
        assertThat(shown.active())
                .as("none counts twice")
                .extracting(History.Active::number)
                .containsExactly(2);
        assertThat(shown.repeats()).isEqualTo(history.repeats());
    }

    @Test
    void whileItIsUnknownHowLongATrialTakesWhatRunsHasNoForecast() {
        train(0, 1, 9);

        assertThat(new Outlook(history, 4, 4).asIfEnded().active()).hasSize(1);
    }

    @Test
    void whereNothingIsForecastTheHistoryIsShownItself() {
        train(0, 1, 16);
        complete(0);
        train(1, 1, 3);
        assertThat(new Outlook(history, 4, 16).asIfEnded()).isSameAs(history);

        train(1, 4, 4);
        history.pause(1);
        assertThat(new Outlook(history, 4, 16).asIfEnded()).isNotSameAs(history);
    }

    @Test
    void aTrialThatWaitsHasThePlaceThatItHasWhenItIsComplete() {
        train(0, 1, 4);
        history.pause(0);
        train(1, 1, 16);
        train(2, 1, 16);
        complete(2);
        complete(1);
        train(3, 1, 4);
        history.finish(3, TrialState.PRUNED, Map.of("loss", 0.2));
        train(4, 1, 4);
        history.pause(4);
        train(5, 1, 2);
        List<History.Finished> before = foreseen();
        train(0, 5, 8);
        List<History.Finished> between = foreseen();
        train(0, 9, 16);
        complete(0);
        List<History.Finished> after = foreseen();

        assertThat(before).extracting(History.Finished::number).containsExactly(0, 1, 2, 3, 4);
        assertThat(between).extracting(History.Finished::number).containsExactly(0, 1, 2, 3, 4);
        assertThat(after).extracting(History.Finished::number).containsExactly(0, 1, 2, 3, 4);
        assertThat(before.get(0).doubt()).isPositive();
        assertThat(after.get(0).doubt()).isZero();
        assertThat(after.get(0).losses())
                .containsExactly(1.0 / 16)
                .isNotEqualTo(before.get(0).losses());
        assertThat(before.get(1)).isEqualTo(after.get(1));
    }
}
