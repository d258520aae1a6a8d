package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Objective;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.SearchOutcome.End;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What listeners hear, and what they cannot break. */
class SearchListenerTest {
    private static final SearchDefinition THREE = Searches.plain(", \"budget\": {\"trials\": 3}");
    private static final Objective TWO_STEPS = trial -> {
        for (int step = 1; step <= 2; step++) {
            if (trial.report(step, Map.of("loss", 1.0)).stops()) {
                return Map.of();
            }
        }
        return Map.of("loss", 1.0);
    };

    private final TrialStore store = TrialStores.inMemory();
    private final Study study = Study.open(store, THREE);

    private SearchOutcome run(SearchListener listener) {
        return study.optimize(TWO_STEPS, RunOptions.DEFAULT, listener);
    }

    @Test
    void aListenerThatFailsCostsNoTrialAndIsLoggedOncePerKind() {
        SearchListener broken = new SearchListener() {
            @Override
            public void trialStarted(Trial trial) {
                throw new IllegalStateException("no screen");
            }

            @Override
            public void reported(Trial trial, Report report) {
                throw new AssertionError("not what was expected");
            }

            @Override
            public void trialFinished(Trial trial) {
                throw new IllegalStateException("no screen");
            }

            @Override
            public void searchFinished(SearchOutcome outcome) {
                throw new IllegalStateException("no screen");
            }
        };
        try (Logged logged = new Logged(Audience.class)) {
            SearchOutcome outcome = run(broken);

            assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.COMPLETE, 3));
            assertThat(logged.lines())
                    .extracting(line -> line.replaceAll("the listener \\S+", "it"))
                    .containsExactly(
                            "WARN it failed in trialStarted; the search goes on",
                            "WARN it failed in reported; the search goes on",
                            "WARN it failed in trialFinished; the search goes on",
                            "WARN it failed in searchFinished; the search goes on");
        }
    }

    @Test
    void aListenerHearsTheReportsThatTheStoreHas() {
        List<Report> heard = new ArrayList<>();
        run(new SearchListener() {
            @Override
            public void reported(Trial trial, Report report) {
                if (trial.number() == 0) {
                    heard.add(report);
                }
            }
        });

        assertThat(heard).isEqualTo(store.reports(1, 0)).hasSize(2);
        assertThat(heard).extracting(Report::seconds).allMatch(Double::isFinite);
    }

    @Test
    void aListenerEndsTheSearchBeforeTheNextTrialBegins() {
        SearchListener enough = new SearchListener() {
            @Override
            public void trialFinished(Trial trial) {
                study.requestStop();
            }
        };

        assertThat(run(enough).end()).isEqualTo(End.INTERRUPTED);
        assertThat(study.trials()).extracting(Trial::state).containsExactly(TrialState.COMPLETE);
        assertThat(run(enough).counts()).as("another run goes on").isEqualTo(Map.of(TrialState.COMPLETE, 2));
        assertThat(run(SearchListener.NONE).end()).isEqualTo(End.TRIALS);
    }
}
