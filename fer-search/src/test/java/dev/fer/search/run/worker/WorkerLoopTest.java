package dev.fer.search.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Objective;
import dev.fer.search.TrialPrunedException;
import dev.fer.search.run.worker.Messages.Message;
import dev.fer.search.space.Configuration;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worker's side of the protocol, without a process around it. */
class WorkerLoopTest {
    /** Returns what a worker says of two trials. */
    private static String said(Objective objective) {
        String trial = Messages.write(new Message.Start("s", 7, Configuration.EMPTY, 1, 0, "d")) + "\n";
        StringWriter out = new StringWriter();
        new WorkerLoop(objective, new StringReader(trial + trial), out, () -> {}).run();
        return out.toString();
    }

    private static String failure(String message) {
        return "{\"type\":\"failure\",\"reason\":\"error\",\"message\":\"" + message + "\"";
    }

    @Test
    @SuppressWarnings("NullAway") // As a caller would that is not checked.
    void aResultThatIsNoneFailsItsTrialAndNotTheWorker() {
        assertThat(said(trial -> null).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith(failure("the objective's result is null instead of a map of metrics")));
    }

    @Test
    void anObjectiveThatGivesUpSaysSo() {
        assertThat(said(trial -> {
                    throw new TrialPrunedException("no hope");
                }))
                .startsWith("{\"type\":\"pruned\",\"reason\":\"no hope\"}\n");
    }

    @Test
    void theObjectiveHearsAtOnceWhatIsWrong() {
        assertThat(said(trial -> {
                    trial.attribute("retry_of", "7");
                    return Map.of();
                }))
                .startsWith(failure(
                        "IllegalArgumentException: the attribute 'retry_of' is the search's own; take another key"
                                + " than duplicate_of, imported_from, paused, promoted, promoted_after, pruned,"
                                + " repeat_of, retry_of, sampler"));
        assertThat(said(trial -> {
                    trial.report(0, Map.of());
                    return Map.of();
                }))
                .startsWith(failure("IllegalArgumentException: steps are counted from 1, found step 0"));
    }
}
