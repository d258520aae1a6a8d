package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.History;
import dev.fer.search.Objective;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.DefinitionChange;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.pruner.NoPruner;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyNotFoundException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStateException;
import dev.fer.search.store.TrialStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * depends on their speed.
 */
public final class Study {
    private static final Duration SIGN_OF_LIFE = TrialStore.LEASE.dividedBy(4);

    private final TrialStore store;
    private final Owner owner = Owner.current();
    private final Sampler sampler;
    private final Pruner pruner;
    private final HistoryFollower follower;
    private final OpenTrials open = new OpenTrials();
    private StudyRecord record;
    private boolean recovered;
    private boolean exhausted;
    private long lastSign = System.nanoTime();

    private Study(TrialStore store, StudyRecord record, Sampler sampler, Pruner pruner) {
        this.store = store;
        this.record = record;
        this.sampler = sampler;
        this.pruner = pruner;
        this.follower = new HistoryFollower(store, record);
    }

    private static Study of(TrialStore store, StudyRecord record) {
        SearchDefinition definition = record.definition();
        return new Study(
                store,
                record,
                Samplers.create(definition.sampler(), definition.goals()),
                Pruners.create(definition));
    }

    /**
     * Creates the study of a definition, or joins the one of its name.
     *
     * <p>A change that leaves the study's trials valid, such as a larger budget or a wider range, is taken on as a new
     * version of its definition.
     *
     * @throws StudyChangedException if the study of this name searches something else
     */
    public static Study open(TrialStore store, SearchDefinition definition) {
        Optional<StudyRecord> known = store.find(definition.name());
        if (known.isEmpty()) {
            return create(store, definition, Map.of());
        }
        DefinitionChange change = DefinitionChange.between(known.get().definition(), definition);
        if (!change.isCompatible()) {
            throw new StudyChangedException(definition.name(), change.refused());
        }
        return of(
                store,
                change.isEmpty()
                        ? known.get()
                        : store.updateDefinition(known.get().id(), definition));
    }

    /**
     * Creates a study.
     *
     * @param provenance facts about where and on what it runs: data fingerprint, code version, backend, host
     * @throws dev.fer.search.store.StudyExistsException if the name is taken
     */
    public static Study create(TrialStore store, SearchDefinition definition, Map<String, String> provenance) {
        Samplers.create(definition.sampler(), definition.goals());
        return of(store, store.create(definition, provenance));
    }

    /**
     * Opens a study to go on with it.
     *
     * @throws StudyNotFoundException if there is none of this name
     */
    public static Study resume(TrialStore store, String name) {
        return of(
                store,
                store.find(name)
                        .orElseThrow(() -> new StudyNotFoundException(
                                name,
                                store.studies().stream().map(StudyRecord::name).toList())));
    }

    /** Returns what is searched, in its newest version. */
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

    /** Changes when the search ends, for this and later runs. */
    public synchronized void changeBudget(Budget budget) {
        if (!budget.equals(definition().budget())) {
            record = store.updateDefinition(record.id(), definition().withBudget(budget));
        }
    }

    /** Appends trials to be run before any new suggestion; what a configuration leaves out is sampled. */
    public synchronized List<Integer> enqueue(Configuration... configurations) {
        return store.enqueue(record.id(), List.of(configurations));
    }

    /**
     * Gives out a trial: one that was interrupted, else an enqueued one, else a newly suggested one. It must be told,
     * pruned, failed or interrupted later; if this process dies it is given out again.
     *
     * @return empty when the budget's trials are all given out, or the space is {@linkplain #isExhausted exhausted}
     */
    public Optional<Trial> ask() {
        Optional<Trial> next = next(0);
        while (next.isPresent() && next.get().state().isFinished()) {
            next = next(0);
        }
        return next;
    }

    /** Tells whether the last {@link #ask} found that every allowed configuration was tried. */
    public synchronized boolean isExhausted() {
        return exhausted;
    }

    /**
     * Gives out a trial for a worker slot. A trial that needs no evaluation is returned finished: one that a pruner had
     * yet to judge when it was interrupted, or whose configuration has a result already, or is impossible.
     */
    synchronized Optional<Trial> next(int slot) {
        if (!recovered) {
            recover();
        }
        Optional<Trial> claimed = store.claim(
                record.id(), owner.withSlot(slot), definition().budget().trials());
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        Trial trial = claimed.get();
        History history = follower.catchUp();
        if (history.active(trial.number()).isPresent()) {
            return settledOrOpen(trial);
        }
        if (trial.configuration().isEmpty()) {
            return suggest(history, trial).flatMap(this::settledOrOpen);
        }
        Optional<Trial> complete = complete(history, trial);
        return complete.isPresent() ? settledOrOpen(complete.get()) : store.trial(record.id(), trial.number());
    }

    private Optional<Trial> suggest(History history, Trial trial) {
        Optional<Sampler.Suggestion> suggestion =
                sampler.suggest(history, trial.number(), definition().seed());
        exhausted = suggestion.isEmpty();
        if (exhausted) {
            store.release(record.id(), trial.number());
        }
        return suggestion.map(found -> assign(trial, found.configuration(), found.attributes()));
    }

    private Optional<Trial> complete(History history, Trial trial) {
        Configuration partial = trial.configuration().orElseThrow();
        Optional<Configuration> complete = Completion.complete(
                history.space(),
                history.goals(),
                partial,
                trial.number(),
                definition().seed());
        if (complete.isEmpty()) {
            failInvalid(trial.number(), history.space().problems(partial));
        }
        return complete.map(found -> assign(trial, found, Map.of()));
    }

    private Trial assign(Trial trial, Configuration configuration, Map<String, String> attributes) {
        store.assign(record.id(), trial.number(), configuration, attributes);
        return trial.configured(configuration, attributes);
    }

    private Optional<Trial> settledOrOpen(Trial trial) {
        open(trial);
        boolean settled = trial.lastStep() > 0 ? endByPruner(trial) : endAsTwin(trial);
        return settled ? store.trial(record.id(), trial.number()) : Optional.of(trial);
    }

    private void failInvalid(int number, List<String> problems) {
        String message = "no configuration of the space has these values: " + String.join("; ", problems);
        Trial.Failure failure = new Trial.Failure(FailureReason.INVALID, message, "");
        store.finish(record.id(), number, new Outcome.Failed(failure), Map.of());
    }

    private void open(Trial trial) {
        open.add(trial, trial.lastStep() > 0 ? store.reports(record.id(), trial.number()) : List.of());
    }

    /** A trial may have been killed between its last report and the judgement on it, which is made up for here. */
    private boolean endByPruner(Trial trial) {
        if (definition().isLastStep(trial.lastStep())) {
            return false;
        }
        Pruner.Judgement judgement = pruner.judge(follower.catchUp(), trial.number());
        if (judgement.prune()) {
            prune(trial.number(), judgement.reason(), Map.of());
        }
        return judgement.prune();
    }

    /** What was evaluated is not evaluated again: the trial takes over the result of its twin. */
    private boolean endAsTwin(Trial trial) {
        Optional<Trial> twin =
                trial.configuration().flatMap(follower::twin).flatMap(number -> store.trial(record.id(), number));
        twin.ifPresent(found -> {
            Map<String, String> attributes = Map.of("duplicate_of", Integer.toString(found.number()));
            store.reports(record.id(), found.number())
                    .forEach(report -> store.report(record.id(), trial.number(), report));
            Outcome outcome = found.state() == TrialState.COMPLETE
                    ? new Outcome.Complete(found.metrics())
                    : new Outcome.Pruned("as trial " + found.number());
            finish(trial.number(), outcome, attributes);
        });
        return twin.isPresent();
    }

    /**
     * Records what a trial reported at a step, and judges it. At its last step there is nothing left to save.
     *
     * @return whether the trial should end now, and why; then {@link #prune} it
     * @throws TrialStateException if the trial is not one that this process was given
     */
    public synchronized Pruner.Judgement report(int number, int step, Map<String, Double> metrics) {
        Report report = new Report(step, metrics, requireOpen(number));
        signLife();
        if (pruner instanceof NoPruner) {
            store.report(record.id(), number, report);
            return Pruner.Judgement.CONTINUE;
        }
        History history = follower.catchUp();
        store.report(record.id(), number, report);
        follower.reported(number, report);
        return definition().isLastStep(step) ? Pruner.Judgement.CONTINUE : pruner.judge(history, number);
    }

    /** Returns the seconds spent on a trial that this process was given and has not ended. */
    private double requireOpen(int number) {
        return open.seconds(number)
                .orElseThrow(() -> new TrialStateException(
                        number, store.trial(record.id(), number).map(Trial::state)));
    }

    /** Ends a trial with the value of the only goal; see {@link #tell(int, Map)}. */
    public void tell(int number, double value) {
        tell(number, Map.of(definition().goal().metric(), value));
    }

    /**
     * Ends a trial with its final metrics. Without a finite value for each goal it fails.
     *
     * @throws TrialStateException if the trial is not one that this process was given
     */
    public void tell(int number, Map<String, Double> metrics) {
        tell(number, metrics, Map.of());
    }

    synchronized void tell(int number, Map<String, Double> metrics, Map<String, String> attributes) {
        finish(number, Outcomes.of(metrics, definition().goals()), attributes);
    }

    /** Ends a trial early; its last report stands. */
    public void prune(int number, String reason) {
        prune(number, reason, Map.of());
    }

    synchronized void prune(int number, String reason, Map<String, String> attributes) {
        finish(number, new Outcome.Pruned(reason), attributes);
    }

    /** Ends a trial without a value. */
    public void fail(int number, Trial.Failure failure) {
        fail(number, failure, Map.of());
    }

    synchronized void fail(int number, Trial.Failure failure, Map<String, String> attributes) {
        finish(number, new Outcome.Failed(failure), attributes);
    }

    private void finish(int number, Outcome outcome, Map<String, String> attributes) {
        requireOpen(number);
        store.finish(record.id(), number, outcome, attributes);
        open.remove(number);
    }

    /** Gives a trial back unfinished; the next {@link #ask} of anyone goes on with it. */
    public void interrupt(int number) {
        interrupt(number, Map.of());
    }

    synchronized void interrupt(int number, Map<String, String> attributes) {
        requireOpen(number);
        store.interrupt(record.id(), number, attributes);
        open.remove(number);
    }

    /** Gives all trials back that this process was given and has not ended. */
    public synchronized void interruptAll() {
        open.numbers().forEach(this::interrupt);
    }

    /** Frees the trials of dead workers to be gone on with, and returns their numbers; {@link #ask} does so once. */
    public synchronized List<Integer> recover() {
        recovered = true;
        return store.recover(record.id());
    }

    /** Tells the store that this process lives; needed while no trial is asked for and none reports. */
    synchronized void signLife() {
        long now = System.nanoTime();
        if (now - lastSign > SIGN_OF_LIFE.toNanos()) {
            lastSign = now;
            store.renew(owner);
        }
    }

    /** Evaluates trials with an objective, one after the other, until the definition's budget is spent. */
    public SearchOutcome optimize(Objective objective) {
        try (TrialExecutor executor = new InProcessExecutor(objective)) {
            return new SearchRunner(this, executor, RunOptions.DEFAULT, SearchListener.NONE).run();
        }
    }

    /** Returns all trials by number. */
    public List<Trial> trials() {
        return store.trials(record().id());
    }

    /** Returns the complete trial with the best value of the first goal, if any is complete. */
    public Optional<Trial> best() {
        return best(1).stream().findFirst();
    }

    /** Returns the complete trials with the best values of the first goal, the best one first. */
    public synchronized List<Trial> best(int count) {
        return bestNumbers(count).stream()
                .flatMap(number -> store.trial(record.id(), number).stream())
                .toList();
    }

    synchronized List<Integer> bestNumbers(int count) {
        follower.catchUp();
        return follower.best(count);
    }

    synchronized int failures() {
        follower.catchUp();
        return follower.failures();
    }
}
