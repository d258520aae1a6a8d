package dev.fer.cli.command;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finished trials of one study that become another one's, where its space allows them. */
final class Adoption {
    /** The attribute of an adopted trial that tells where it came from. */
    static final String IMPORTED_FROM = "imported_from";

    private Adoption() {}

    /** Returns why the result of a trial means nothing in a search; empty if it means something. */
    static Optional<String> obstacle(SearchDefinition search, Trial trial) {
        if (!trial.state().isFinished() || trial.configuration().isEmpty()) {
            return Optional.of("it is not finished");
        }
        Optional<String> missing = search.goals().stream()
                .map(Goal::metric)
                .filter(metric -> trial.state() == TrialState.COMPLETE
                        && trial.metric(metric).isEmpty())
                .findFirst();
        return missing.map(metric -> "it has no value of '" + metric + "'")
                .or(() -> search.space().problems(trial.configuration().get()).stream()
                        .findFirst());
    }

    /** Adds the trials of a study that fit another one, and returns how many. */
    static int adopt(TrialStore store, StudyRecord from, StudyRecord to) {
        Map<Integer, List<Report>> reports = store.reports(from.id());
        List<Trial> fitting = store.trials(from.id()).stream()
                .filter(trial -> obstacle(to.definition(), trial).isEmpty())
                .toList();
        for (Trial trial : fitting) {
            Trial adopted = trial.configured(
                    trial.configuration().orElseThrow(), Map.of(IMPORTED_FROM, from.name() + ":" + trial.number()));
            store.add(to.id(), adopted, reports.getOrDefault(trial.number(), List.of()));
        }
        return fitting.size();
    }
}
