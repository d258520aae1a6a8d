package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.run.Standings;
import java.util.Locale;

/** What the effort that a study has spent is counted in. */
public enum Effort {
    /** Finished trials, whatever became of them. */
    TRIALS,
    /** Steps (epochs) that trials ran. */
    STEPS,
    /** Seconds that workers spent on trials. */
    SECONDS;

    /** Returns the name that pages and files use, for instance {@code trials}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what a trial has cost so far. */
    double of(Trial trial) {
        return switch (this) {
            case TRIALS -> trial.state().isFinished() ? 1 : 0;
            case STEPS -> Standings.stepsRun(trial);
            case SECONDS -> trial.computeTime().toNanos() / 1e9;
        };
    }
}
