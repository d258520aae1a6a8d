package dev.fer.search.store;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Keeps studies and their trials, safe against being killed at any moment and against other processes on the
 * same store. A finished trial never changes.
 *
 * <p>Thread-safe. All methods throw {@link StoreException} when the medium fails or is not what it should be; those
 * that change a claimed trial throw {@link TrialStateException} when it is not, or no longer, running for the caller.
 */
public interface TrialStore extends AutoCloseable {
    /** How long a worker on another host, or in another container, may stay silent before its trials count as deserted. */
    Duration LEASE = Duration.ofSeconds(60);

    /** How many owners may die on a trial, without a new step in between, before it is FAILED(crashed). */
    int MAX_DEATHS = 5;

    /** Returns the file that holds this store, if one does; what trials leave on disk lies beside it. */
    Optional<Path> file();

    /**
     * Creates a study and queues the definition's {@code enqueue} entries as its first trials.
     *
     * @param provenance facts about where and on what it runs: data fingerprint, code version, backend, host
     * @throws StudyExistsException if the name is taken, in whatever case: trials keep their files in a folder of that name
     */
    StudyRecord create(SearchDefinition definition, Map<String, String> provenance);

    /** Returns a study by name, or empty if there is none. */
    Optional<StudyRecord> find(String name);

    /** Returns all studies in the order of their creation. */
    List<StudyRecord> studies();

    /** Replaces a study's definition by a compatible one and counts its version up; old versions are kept. */
    StudyRecord updateDefinition(long study, SearchDefinition definition);

    /** Adds facts to a study's provenance, in place of those with the same keys. */
    StudyRecord updateProvenance(long study, Map<String, String> facts);

    /**
     * Puts a study away with all its trials, until it is restored or deleted: it is found no more, and its name is
     * free. Nothing happens to one that is away already.
     */
    void discard(long study);

    /** Returns the studies that were put away, in the order of their creation. */
    List<DiscardedStudy> discarded();

    /**
     * Brings a study back that was put away.
     *
     * @throws StudyExistsException if its name was taken meanwhile
     */
    void restore(long study);

    /** Deletes a study with all its trials for good, whether it was put away before or not. */
    void delete(long study);

    /** Appends queued trials with (partial) configurations and the same attributes, and returns their numbers. */
    List<Integer> enqueue(long study, List<Configuration> configurations, Map<String, String> attributes);

    /**
     * Appends finished trials from elsewhere, with their seeds, results, times and reports: all of them, or none if the
     * store fails or the process is killed on the way.
     *
     * @return the numbers that they got, the next ones
     */
    List<Integer> addAll(long study, List<FinishedTrial> trials);

    /**
     * Appends one finished trial, as {@link #addAll} does.
     *
     * @return the number
     * @throws IllegalArgumentException if this cannot be a {@link FinishedTrial}
     */
    default int add(long study, Trial trial, List<Report> reports) {
        return addAll(study, List.of(new FinishedTrial(trial, reports))).get(0);
    }

    /** Asks whoever runs a study, in any process, to stop as on a first Ctrl-C. */
    void requestStop(long study);

    /** Returns how often a stop was asked for; a runner stops when this number grows. */
    long stopRequests(long study);

    /**
     * Takes a trial for a worker: the lowest interrupted one, else the lowest queued one, else a new number.
     * Atomic between threads and processes: no trial is given out twice.
     *
     * @param limit the total number of trials the study may have; no trial whose number is not below it is given out
     * @return the claimed trial in state RUNNING; its configuration is empty for a new number and partial for a
     *     queued one, and {@link #assign} must follow; complete if {@code attempts > 1} and one was assigned
     *     before; empty when there is nothing to do
     */
    Optional<Trial> claim(long study, Owner owner, OptionalInt limit);

    /** Returns the number of the trial that {@link #claim} would give out now, if any. */
    OptionalInt peek(long study, OptionalInt limit);

    /** Gives a claimed trial its complete configuration. */
    void assign(long study, int number, Configuration configuration, Map<String, String> attributes);

    /**
     * Gives a claimed trial back, to be claimed again by whoever comes next; the newest number, if it has no
     * parameters, vanishes as if it had never been given out.
     */
    void release(long study, int number);

    /**
     * Records what a running trial reported; replaces an earlier report of the same step and drops those of later
     * steps, since the trial went back to an older checkpoint. With it, or not at all, attributes are added to those
     * that the trial has.
     */
    void report(long study, int number, Report report, Map<String, String> attributes);

    /** Records what a running trial reported, with no new attributes. */
    default void report(long study, int number, Report report) {
        report(study, number, report, Map.of());
    }

    /** Ends a running trial for good. Attributes are added to those that it has. */
    void finish(long study, int number, Outcome outcome, Map<String, String> attributes);

    /** Makes a running trial INTERRUPTED, to be resumed by the next claim. */
    void interrupt(long study, int number, Map<String, String> attributes);

    /** Makes a running trial PAUSED: no claim takes it, only {@link #promote}. */
    void pause(long study, int number, Map<String, String> attributes);

    /**
     * Takes a paused trial for a worker, to go on with it. Atomic like {@link #claim}, which comes first where an
     * interrupted or queued trial below the limit waits.
     *
     * @return the trial in state RUNNING; empty if it is not paused (any more) or another trial waits
     */
    Optional<Trial> promote(long study, int number, Owner owner, OptionalInt limit, Map<String, String> attributes);

    /** Says that an owner's process is alive, for all its slots; needed at least every half {@link #LEASE}. */
    void renew(Owner owner);

    /**
     * Makes RUNNING trials of dead owners INTERRUPTED, or FAILED, and returns their numbers. An owner on this host is dead when
     * its process is gone; one on another host, or in a container of its own, when it was silent for longer than
     * {@link #LEASE}, by the store's clock. A trial on which {@link #MAX_DEATHS} owners died is FAILED instead.
     */
    List<Integer> recover(long study);

    /** Returns the numbers of the RUNNING trials that {@link #recover} would end, and changes nothing. */
    List<Integer> deserted(long study);

    /** Returns all trials of a study by number, as they were last written. */
    List<Trial> trials(long study);

    /** Returns all trials of a study by number; those whose processes died as what they are, INTERRUPTED. */
    default List<Trial> currentTrials(long study) {
        Set<Integer> deserted = Set.copyOf(deserted(study));
        return trials(study).stream()
                .map(trial -> deserted.contains(trial.number()) ? trial.in(TrialState.INTERRUPTED) : trial)
                .toList();
    }

    /** Returns one trial, or empty if there is no such number. */
    Optional<Trial> trial(long study, int number);

    /**
     * Returns the trials that changed after a revision, in the order in which they changed, with the newest
     * revision: the way to follow a study without reading it all again.
     */
    Changes changesSince(long study, long revision);

    /** Returns the reports of one trial by step. */
    List<Report> reports(long study, int number);

    /** Returns the reports of some trials by number, then step; trials that reported nothing are missing. */
    Map<Integer, List<Report>> reports(long study, Collection<Integer> numbers);

    /**
     * Records that a model was judged by held-out data; deleting its study does not undo it.
     *
     * @return how many uses of that data the store now knows, this one included
     */
    int addHoldoutUse(HoldoutUse use);

    /** Returns all uses of held-out data in the order in which they were recorded. */
    List<HoldoutUse> holdoutUses();

    /**
     * Looks for damage: what the medium broke, and what no sequence of calls to this store could have left.
     *
     * @return a phrase for each fault, empty if there is none
     */
    List<String> check();

    /**
     * Writes a copy of the store as it is now, while it may be in use.
     *
     * @throws StoreException if the file exists or cannot be written
     */
    void backup(Path file);

    /** Returns the reports of all trials by number, then step. */
    Map<Integer, List<Report>> reports(long study);

    /** Releases the store; trials that are RUNNING stay so until recovered. */
    @Override
    void close();

    /**
     * The trials that changed.
     *
     * @param revision pass it to the next call
     */
    record Changes(long revision, List<Trial> trials) {}
}
