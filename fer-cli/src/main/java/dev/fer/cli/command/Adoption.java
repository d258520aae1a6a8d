package dev.fer.cli.command;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;

/** Finished trials of one study that become another one's, where its space allows them. */
final class Adoption {
    /** The attribute of an adopted trial that tells where it came from. */
    static final String IMPORTED_FROM = "imported_from";

    private Adoption() {}

    /** Tells whether a trial has a result that means something in a space. */
    static boolean fits(SearchSpace space, Trial trial) {
        return trial.state().isFinished()
                && trial.configuration().map(space::problems).map(List::isEmpty).orElse(false);
    }

    /** Adds the trials of a study that fit another one, and returns how many. */
    static int adopt(TrialStore store, StudyRecord from, StudyRecord to) {
        Map<Integer, List<Report>> reports = store.reports(from.id());
        List<Trial> fitting = store.trials(from.id()).stream()
                .filter(trial -> fits(to.definition().space(), trial))
                .toList();
        for (Trial trial : fitting) {
            Trial adopted = trial.configured(
                    trial.configuration().orElseThrow(), Map.of(IMPORTED_FROM, from.name() + ":" + trial.number()));
            store.add(to.id(), adopted, reports.getOrDefault(trial.number(), List.of()));
        }
        return fitting.size();
    }
}
