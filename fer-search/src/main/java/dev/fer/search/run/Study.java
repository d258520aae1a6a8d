package dev.fer.search.run;

import dev.fer.search.Objective;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchFileException;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.pruner.NoPruner;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyExistsException;
import dev.fer.search.store.StudyNotFoundException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStateException;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One search in a store: gives out trials to evaluate and takes in what came of them. Everything it knows comes from
 * the store, so that opening a study again is resuming it.
 *
 * <pre>{@code
 * try (TrialStore store = TrialStores.open(Path.of("fer.db"))) {
 *     Study study = Study.open(store, SearchDefinitions.read(Path.of("search.json")));
 *     study.optimize(trial -> Map.of("loss", loss(trial.configuration())));
 *     System.out.println(study.best());
 * }
 * }</pre>
 *
 * <p>Thread-safe; several processes may have the same study open. One process with one worker gets the same trials
 * whether or not it was interrupted. With several, a suggestion sees the trials that had ended when it was made, which
 * depends on their speed, except in {@linkplain RunOptions#ordered ordered mode}.
 */
public final class Study {
    /** The attribute under which a trial that was paused keeps the reason, the last one if there were several. */
    public static final String PAUSED_BECAUSE = "paused";

    /** The attribute under which a paused trial that went on keeps the reason, the last one if there were several. */
    public static final String PROMOTED_BECAUSE = "promoted";

    private final TrialStore store;
    private final Owner owner = Owner.current();
    private final Pruner pruner;
    private final HistoryFollower follower;
    private final OpenTrials open;
    private final Dispatcher dispatcher;
    private StudyRecord record;
    private final AtomicLong stopRequests = new AtomicLong();
    private final Heartbeat heartbeat;
    private boolean recovered;

    /** Creates a study that chooses and judges in other ways than its definition says. */
    Study(TrialStore store, StudyRecord record, Sampler sampler, Pruner pruner) {
        this.store = store;
        this.record = record;
        this.pruner = pruner;
        this.heartbeat = new Heartbeat(store, owner);
        this.follower = new HistoryFollower(store, record);
        this.open = new OpenTrials(store, record.id());
        this.dispatcher = new Dispatcher(store, () -> this.record, sampler, pruner, follower, open);
    }

    private static Study of(TrialStore store, StudyRecord record) {
        return of(store, record, Samplers.create(record.definition()));
    }

    /** A scheduler takes the place of a pruner. */
    private static Study of(TrialStore store, StudyRecord record, Sampler sampler) {
        Pruner pruner = sampler instanceof Scheduler own ? own : Pruners.create(record.definition());
        return new Study(store, record, sampler, pruner);
    }

    /**
     * Creates the study of a definition, or joins the one of its name.
     *
     * <p>A change that leaves the study's trials valid, such as a larger budget or a wider range, is taken on as a new
     * version of its definition. A study that was given more trials since keeps them.
     *
     * @throws SearchFileException if the definition was made in code and has faults; nothing is stored then
     * @throws StudyChangedException if the study of this name searches something else
     */
    public static Study open(TrialStore store, SearchDefinition definition) {
        return of(store, Joining.createOrJoin(store, definition));
    }

    /**
     * Creates or joins a study as {@link #open(TrialStore, SearchDefinition)} does, and lets the caller's own sampler
     * suggest in place of the definition's; it throws what that does.
     */
    public static Study open(TrialStore store, SearchDefinition definition, Sampler sampler) {
        return of(store, Joining.createOrJoin(store, definition), sampler);
    }

    /**
     * Creates a study.
     *
     * @param provenance facts about where and on what it runs: data fingerprint, code version, backend, host
     * @throws SearchFileException if the definition was made in code and has faults; nothing is stored then
     * @throws StudyExistsException if the name is taken
     */
    public static Study create(TrialStore store, SearchDefinition definition, Map<String, String> provenance) {
        return of(store, Joining.create(store, definition, provenance));
    }

    /**
     * Opens a study to go on with it.
     *
     * @throws StudyNotFoundException if there is none of this name
     */
    public static Study resume(TrialStore store, String name) {
        return of(store, Joining.find(store, name));
    }

    /** Returns what is searched, as this object opened it or last changed it. */
    public synchronized SearchDefinition definition() {
        return record.definition();
    }

    /** Returns the study as the store keeps it. */
    public synchronized StudyRecord record() {
        return record;
    }

    /** Returns the store that this study lives in. */
    public TrialStore store() {
        return store;
    }

    /**
     * Changes when the search ends, for this and later runs.
     *
     * @throws SearchFileException if a limit is out of range
     */
    public synchronized void changeBudget(Budget budget) {
        if (!budget.equals(definition().budget())) {
            SearchDefinition changed = definition().withBudget(budget);
            Joining.check(changed);
            record = store.updateDefinition(record.id(), changed);
        }
    }

    /**
     * Appends trials to be run before any new suggestion; what a configuration leaves out is sampled.
     *
     * @return the new trials' numbers
     * @throws IllegalArgumentException if a name is unknown or a value out of range; nothing is appended then. Values that
     *     only conditions or forbidden combinations exclude are found when a trial is given out, which then fails
     */
    public synchronized List<Integer> enqueue(Configuration... configurations) {
        return Enqueueing.enqueue(store, record, List.of(configurations));
    }

    /**
     * Appends a trial that evaluates the configuration of a finished one again, with a seed of its own.
     *
     * @return the new trial's number
     * @throws TrialStateException if there is no finished trial of this number
     */
    public synchronized int retry(int number) {
        return Enqueueing.retry(store, record, number);
    }

    /**
     * Gives out a trial: one that was interrupted, enqueued or promoted, a repeat, or a newly suggested one. It must be
     * told, pruned, paused, failed or interrupted later; if this process dies it is given out again.
     *
     * @return empty when the budget's trials are all given out, its {@linkplain #isOutOfEpochs epochs} are spent, another
     *     {@linkplain #limit limit} is reached, or the space is {@linkplain #isExhausted exhausted}; a trial may still {@linkplain #mayComeLater come later}
     */
    public Optional<Trial> ask() {
        Optional<Trial> next = next(0);
        while (next.isPresent() && next.get().state() != TrialState.RUNNING) {
            next = next(0);
        }
        return next.isPresent() || recover().isEmpty() ? next : ask();
    }

    /** Tells whether the last {@link #ask} found that every allowed configuration was tried. */
    public synchronized boolean isExhausted() {
        return dispatcher.isExhausted();
    }

    /** Tells whether the trials have reported as many epochs as the budget allows. */
    public synchronized boolean isOutOfEpochs() {
        return dispatcher.isOutOfEpochs();
    }

    /** Tells whether no trial begins any more because of the budget's target or its patience, and of which of them. */
    public synchronized Optional<SearchOutcome.End> limit() {
        return dispatcher.limit();
    }

    /**
     * Tells whether a trial may come when {@link #ask} was empty, once one that runs here or elsewhere has ended: a paused
     * one that is promoted then, or a repeat of what proves to be good. Whoever asks in several threads may wait, or leave
     * it to the thread whose trial ends last.
     */
    public synchronized boolean mayComeLater() {
        return dispatcher.mayComeLater();
    }

    /** Tells whether trials may be {@linkplain #pause laid aside} in this search: whether something promotes them. */
    public boolean pauses() {
        return pruner instanceof Scheduler;
    }

    /** Tells whether a trial that ends may bring one where {@link #next} was empty. */
    synchronized boolean resultsBringTrials() {
        return dispatcher.resultsBringTrials();
    }

    /** Tells whether the last answer of {@link #next} was empty until a trial has ended that runs here or elsewhere. */
    synchronized boolean waits() {
        return dispatcher.waits();
    }

    /** From now on gives out trials by their numbers only, never by their speed. */
    synchronized void order(int workers) {
        dispatcher.order(workers);
    }

    /** Gives out a trial for a worker slot; one that needs no evaluation has another state than RUNNING. */
    synchronized Optional<Trial> next(int slot) {
        if (!recovered) {
            recover();
        }
        return dispatcher.next(owner.withSlot(slot));
    }

    /**
     * Records what a trial reported at a step, and judges it. At its last step there is nothing left to save.
     *
     * @param step counted from 1
     * @return whether the trial should stop now, and why; then {@link #prune} or {@link #pause} it
     * @throws TrialStateException if the trial is not one that this process was given
     * @throws IllegalArgumentException if the step is below 1 or a metric has no number
     */
    public Pruner.Judgement report(int number, int step, Map<String, Double> metrics) {
        return report(number, step, metrics, Map.of()).judgement();
    }

    synchronized JudgedReport report(
            int number, int step, Map<String, Double> metrics, Map<String, String> attributes) {
        signLife();
        if (pruner instanceof NoPruner && definition().budget().epochs().isEmpty()) {
            return new JudgedReport(open.report(number, step, metrics, attributes), Pruner.Judgement.CONTINUE);
        }
        follower.catchUp();
        Report report = open.report(number, step, metrics, attributes);
        return new JudgedReport(report, dispatcher.judge(number, report));
    }

    /**
     * Ends a trial with the value of the only goal; see {@link #tell(int, Map)}.
     *
     * @throws IllegalArgumentException if there are several goals; the trial goes on
     */
    public void tell(int number, double value) {
        tell(number, Outcomes.only(value, definition().goals()));
    }

    /**
     * Ends a trial with its final metrics. Without a finite value for each goal it fails.
     *
     * @throws TrialStateException if the trial is not one that this process was given
     * @throws IllegalArgumentException if a metric is null; the trial goes on
     */
    public void tell(int number, Map<String, Double> metrics) {
        ObjectiveContract.requireMetrics(metrics);
        end(number, Outcomes.of(metrics, definition().goals()), Map.of());
    }

    synchronized void end(int number, Outcome outcome, Map<String, String> attributes) {
        open.finish(number, outcome, attributes);
    }

    /** Ends a trial early; its last report stands. */
    public void prune(int number, String reason) {
        end(number, new Outcome.Pruned(reason), Map.of());
    }

    /**
     * Lays a trial aside, of which the pruner said so at its last report; a later {@link #ask} may go on with it.
     *
     * @throws IllegalStateException if this search has no scheduler, which alone could promote it
     */
    public void pause(int number, String reason) {
        pause(number, reason, Map.of());
    }

    synchronized void pause(int number, String reason, Map<String, String> attributes) {
        if (!pauses()) {
            throw new IllegalStateException("nothing in this search goes on with paused trials");
        }
        open.pause(number, reason, attributes);
    }

    /** Ends a trial without a value. */
    public void fail(int number, Trial.Failure failure) {
        end(number, new Outcome.Failed(failure), Map.of());
    }

    /** Gives a trial back unfinished; the next {@link #ask} of anyone goes on with it. */
    public void interrupt(int number) {
        interrupt(number, Map.of());
    }

    synchronized void interrupt(int number, Map<String, String> attributes) {
        open.interrupt(number, attributes);
    }

    /** Gives all trials back that this process was given and has not ended. */
    public synchronized void interruptAll() {
        open.interruptAll();
    }

    /** Frees the trials of dead workers to be gone on with, and returns their numbers; {@link #ask} does so where it needs to. */
    public synchronized List<Integer> recover() {
        recovered = true;
        return store.recover(record.id());
    }

    /** Tells the store that this process lives; needed while no trial is asked for and none reports. */
    public synchronized void signLife() {
        heartbeat.beat();
    }

    /** Evaluates trials with an objective, one after the other, until the definition's budget is spent. */
    public SearchOutcome optimize(Objective objective) {
        return optimize(objective, RunOptions.DEFAULT, SearchListener.NONE);
    }

    /**
     * Evaluates trials with an objective on threads of this process, until the definition's budget is spent,
     * {@link #requestStop} is called, or the search ends for another reason, which the outcome names.
     *
     * @param objective called from as many threads as the options have workers
     * @throws dev.fer.search.store.StoreException if the store fails; what was stored before is safe
     */
    public SearchOutcome optimize(Objective objective, RunOptions options, SearchListener listener) {
        try (TrialExecutor executor = new InProcessExecutor(objective)) {
            return new SearchRunner(this, executor, options, listener).run();
        }
    }

    /**
     * Ends the runs of this object, from any thread, its listeners and objectives included: no trial begins any more, and
     * running ones are interrupted after their next report, to be gone on with by a later run. Without a run nothing
     * happens. {@link TrialStore#requestStop} reaches other processes, within a second.
     */
    public void requestStop() {
        stopRequests.incrementAndGet();
    }

    long stopRequests() {
        return stopRequests.get();
    }

    /** Returns all trials by number. */
    public List<Trial> trials() {
        return store.trials(record().id());
    }

    /**
     * Returns the complete trial with the best value of the first goal, if any is complete; where configurations are
     * repeated, the first trial of the one with the best mean; see {@link #front}.
     */
    public Optional<Trial> best() {
        return best(1).stream().findFirst();
    }

    /** Returns the complete trials with the best values of the first goal, the best one first. */
    public synchronized List<Trial> best(int count) {
        follower.catchUp();
        return follower.standings().best(count).stream()
                .flatMap(number -> store.trial(record.id(), number).stream())
                .toList();
    }

    /**
     * Returns the complete trials that no other one beats in all goals, by the first goal, the best one first; where
     * configurations are repeated, the first trial of each, with means of its runs as the goals' metrics.
     */
    public ParetoFront front() {
        return Averages.front(definition(), trials());
    }

    /** Returns the numbers of the trials that are among so many best ones, or may be once repeats have ended. */
    synchronized Set<Integer> promising(int count) {
        follower.catchUp();
        return follower.standings().promising(count);
    }

    /** Returns what all runs of a trial's configuration say together; empty if none is complete. */
    public synchronized Optional<Standings.Score> score(int number) {
        follower.catchUp();
        return follower.standings().score(number);
    }

    /** Tells whether a trial that has reported this step has nothing left to do but return; of unknown length, if it is as long as others. */
    synchronized boolean isLastStep(int step) {
        follower.catchUp();
        boolean unknown = definition().trialEpochs().isEmpty();
        return definition().isLastStep(step) || (unknown && step == follower.longest());
    }

    synchronized int failures() {
        follower.catchUp();
        return follower.failures();
    }
}
