package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failed trials of one run: logs each new message, and notices when it seems to be the objective that is wrong rather than
 * its trials. Thread-safe.
 */
final class FailedTrials {
    /** So many errors a worker, before any trial of the run came to something, are taken for a bug of the objective. */
    static final int FIRST_ERRORS = 5;

    /** Messages that hold what differs from trial to trial would fill the log. */
    private static final int MOST_LOGGED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(FailedTrials.class);

    private final int mostErrors;
    private final Set<String> logged = new HashSet<>();
    private boolean proven;
    private int errors;
    private Optional<String> bug = Optional.empty();

    /** Begins with none. Where many workers run long trials, those that fail at once are told of first. */
    FailedTrials(int workers) {
        this.mostErrors = FIRST_ERRORS * workers;
    }

    /** Takes in that the objective works: a trial has reported a value of the goal. */
    synchronized void working() {
        proven = true;
    }

    /** Logs a trial, if it failed and none did before with this message. */
    synchronized void log(Trial trial) {
        trial.failure().ifPresent(failure -> {
            if (logged.size() < MOST_LOGGED && logged.add(failure.reason() + failure.message())) {
                LOG.warn(
                        "trial {} failed: {}, {}; others that say the same are not logged{}",
                        trial.number(),
                        failure.reason().label(),
                        failure.message(),
                        logged.size() == MOST_LOGGED ? ", nor are other messages from here on" : "");
            }
        });
    }

    /**
     * Takes in what came of a trial that was evaluated in this run. Only an {@link FailureReason#ERROR} speaks against the
     * objective: a diverging loss, memory or time that does not suffice, a death, and parameters that cannot be built may be
     * the trial's own, however many there are of them.
     */
    synchronized void evaluated(Trial trial) {
        proven |= trial.state() == TrialState.COMPLETE
                || trial.state() == TrialState.PRUNED
                || trial.state() == TrialState.PAUSED;
        trial.failure()
                .filter(failure -> failure.reason() == FailureReason.ERROR)
                .ifPresent(failure -> error(trial.number(), failure.message()));
    }

    private void error(int number, String message) {
        errors++;
        if (errors == mostErrors && !proven) {
            bug = Optional.of(errors + " trials failed before any came to something; the last, trial " + number + ": "
                    + message + " (mend that and go on, or set budget.failures to how many may fail)");
        }
    }

    /** Says what seems to be wrong with the objective, if anything does; from then on it stays so. */
    synchronized Optional<String> bug() {
        return bug;
    }
}
