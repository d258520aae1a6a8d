package dev.fer.search.run;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import java.util.List;

/**
 * Hears what happens in a running search, for instance to draw its progress. Called from several threads, but by
 * one at a time; the search waits meanwhile. What a method throws is logged, once for each kind, and changes nothing: to end
 * the search, {@linkplain Study#requestStop ask for it}.
 */
public interface SearchListener {
    /** Hears nothing. */
    SearchListener NONE = new SearchListener() {};

    /** Trials of dead workers were freed, to be gone on with. */
    default void recovered(List<Integer> numbers) {}

    /** A worker begins with a trial, or goes on with it after its {@code lastStep}. */
    default void trialStarted(Trial trial) {}

    /** A trial reported a step, which the store has by now, with its time. */
    default void reported(Trial trial, Report report) {}

    /** A trial ended, or was interrupted to be gone on with later; its state tells. */
    default void trialFinished(Trial trial) {}

    /** The search ended. */
    default void searchFinished(SearchOutcome outcome) {}
}
