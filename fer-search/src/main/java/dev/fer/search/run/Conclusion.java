package dev.fer.search.run;

import dev.fer.search.TrialState;
import dev.fer.search.definition.Durations;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.run.SearchOutcome.End;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Why a search has ended, for programs and for people. */
final class Conclusion {
    private final Study study;
    private final Budget budget;
    private final Optional<String> bug;
    private final Map<TrialState, Integer> counts = new EnumMap<>(TrialState.class);

    /** @param bug what is wrong with the objective, if that ended the search */
    Conclusion(Study study, Budget budget, Optional<String> bug) {
        this.study = study;
        this.budget = budget;
        this.bug = bug;
        study.trials().forEach(trial -> counts.merge(trial.state(), 1, Integer::sum));
    }

    /** @param stop why no more trials were begun, if that was decided */
    SearchOutcome outcome(Optional<End> stop) {
        End end = end(stop);
        return new SearchOutcome(end, message(end), counts, study.best());
    }

    private int count(TrialState state) {
        return counts.getOrDefault(state, 0);
    }

    private End end(Optional<End> stop) {
        if (bug.isPresent()) {
            return End.FAILURES;
        }
        int finished = counts.entrySet().stream()
                .filter(count -> count.getKey().isFinished())
                .mapToInt(Map.Entry::getValue)
                .sum();
        if (budget.trials().isPresent() && finished >= budget.trials().getAsInt()) {
            return End.TRIALS;
        }
        if (budget.epochs().isPresent() && study.isOutOfEpochs()) {
            return End.EPOCHS;
        }
        return stop.or(study::limit).orElse(study.isExhausted() ? End.EXHAUSTED : End.TRIALS);
    }

    private String message(End end) {
        return switch (end) {
            case TRIALS ->
                "the search has its " + trials(begun()) + part(TrialState.FAILED, "failed")
                        + part(TrialState.PAUSED, "paused") + part(TrialState.RUNNING, "still running elsewhere");
            case EPOCHS -> "the " + budget.epochs().orElse(0) + " epochs of the budget are trained" + failed();
            case TARGET -> "the target of " + budget.target().orElse(Double.NaN) + " is reached" + failed();
            case PATIENCE -> "the last " + trials(budget.patience().orElse(0)) + " brought nothing better" + failed();
            case TIME -> "the time of " + Durations.text(budget.time().orElse(Duration.ZERO)) + " is up" + failed();
            case FAILURES ->
                bug.orElseGet(() -> trials(study.failures()) + " failed, more than the "
                        + budget.failures().orElse(0) + " allowed");
            case EXHAUSTED -> "the space is exhausted: there is no configuration that was not tried" + failed();
            case INTERRUPTED -> "the search was interrupted" + failed();
        };
    }

    private int begun() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - count(TrialState.QUEUED);
    }

    private static String trials(int number) {
        return number + (number == 1 ? " trial" : " trials");
    }

    private String part(TrialState state, String word) {
        return count(state) == 0 ? "" : ", " + count(state) + " of them " + word;
    }

    private String failed() {
        return count(TrialState.FAILED) == 0
                ? ""
                : ", " + count(TrialState.FAILED) + " of " + trials(begun()) + " failed";
    }
}
