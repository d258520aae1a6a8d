package dev.fer.cli.command;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.FinishedTrial;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finished trials of one study that become another one's, where its space allows them. */
final class Adoption {
    private static final String EARLY_STOPPING = "early_stopping.patience";

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
                .or(() -> otherLength(search, trial))
                .or(() -> search.space().problems(trial.configuration().get()).stream()
                        .findFirst());
    }

    /** A result of fewer or more epochs would pass for one of this search's; only early stopping ends trials sooner. */
    private static Optional<String> otherLength(SearchDefinition search, Trial trial) {
        int epochs = search.trialEpochs().orElse(trial.lastStep());
        boolean shorter = trial.lastStep() < epochs && !search.training().containsKey(EARLY_STOPPING);
        return trial.state() == TrialState.COMPLETE && trial.lastStep() > 0 && (shorter || trial.lastStep() > epochs)
                ? Optional.of(
                        "it ended after " + trial.lastStep() + " epochs, and this search's trials after " + epochs)
                : Optional.empty();
    }

    /** Adds the trials of a study that fit another one, all or none of them, and returns what came of it, for messages. */
    static String adopt(TrialStore store, StudyRecord from, StudyRecord to) {
        Map<Integer, List<Report>> reports = store.reports(from.id());
        List<Trial> trials = store.trials(from.id());
        LeftOut leftOut = new LeftOut("trial");
        List<FinishedTrial> adopted = new ArrayList<>();
        for (Trial trial : trials) {
            Optional<String> obstacle = obstacle(to.definition(), trial);
            if (obstacle.isPresent()) {
                leftOut.add(trial.number(), obstacle.get());
            } else {
                Trial fitted = fitted(to.definition(), trial, from.name() + ":" + trial.number());
                List<Report> reported = reports.getOrDefault(trial.number(), List.of());
                try {
                    adopted.add(new FinishedTrial(fitted, reported));
                } catch (IllegalArgumentException e) {
                    // What an older program had imported unchecked.
                    leftOut.add(trial.number(), String.valueOf(e.getMessage()));
                }
            }
        }
        store.addAll(to.id(), adopted);
        return "It begins with " + counted(adopted.size()) + " of study '" + from.name() + "'" + leftOut.said() + ".";
    }

    /** Returns a trial without obstacle with the values that the search would have drawn: 0 of a range of reals is 0.0. */
    static Trial fitted(SearchDefinition search, Trial trial, String origin) {
        Configuration values = search.space().normalise(trial.configuration().orElseThrow());
        return trial.configured(values, Map.of(Standings.IMPORTED_FROM, origin));
    }

    /** Says how many trials there are. */
    static String counted(int trials) {
        return trials + (trials == 1 ? " trial" : " trials");
    }
}
