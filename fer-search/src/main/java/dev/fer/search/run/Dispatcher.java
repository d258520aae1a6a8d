package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.History;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.pruner.Pruner;
import dev.fer.search.pruner.Scheduler;
import dev.fer.search.run.SearchOutcome.End;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.internal.LastTold;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StoreException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Decides what a free worker does next: go on with an interrupted trial, run an enqueued one, go on with a promoted
 * one, repeat a configuration, or try a new one. All of it follows from the store, so that a search that was
 * interrupted decides as if it had not been. One thread at a time.
 */
final class Dispatcher {
    private final TrialStore store;
    private final Supplier<StudyRecord> record;
    private final Sampler sampler;
    private final Pruner pruner;
    private final HistoryFollower follower;
    private final OpenTrials open;
    private final Twins twins;
    private final LastTold lastTold = new LastTold();
    private Optional<OrderedHistory> ordered = Optional.empty();
    /** The results of all earlier trials, where repeats are wanted in order. */
    private Optional<OrderedHistory> allEnded = Optional.empty();

    private boolean exhausted;
    private boolean waits;

    Dispatcher(
            TrialStore store,
            Supplier<StudyRecord> record,
            Sampler sampler,
            Pruner pruner,
            HistoryFollower follower,
            OpenTrials open) {
        this.store = store;
        this.record = record;
        this.sampler = sampler;
        this.pruner = pruner;
        this.follower = follower;
        this.open = open;
        this.twins = new Twins(store, record.get().id(), open);
    }

    private SearchDefinition definition() {
        return record.get().definition();
    }

    private long study() {
        return record.get().id();
    }

    /** Tells whether the last call of {@link #next} found that every allowed configuration was tried. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Tells whether the last answer of {@link #next} was empty until a trial has ended that runs here or elsewhere. */
    boolean waits() {
        return waits;
    }

    /** Tells whether an empty answer of {@link #next} may become another one when a trial that runs has ended. */
    boolean mayComeLater() {
        return waits || (resultsBringTrials() && !follower.catchUp().active().isEmpty());
    }

    /** Tells whether a result may bring a promotion, a repeat where all was tried, or a new best one where patience is at its end. */
    boolean resultsBringTrials() {
        Optional<End> limit = limit();
        boolean bring = limit.isPresent()
                ? limit.get() == End.PATIENCE
                : pruner instanceof Scheduler
                        || (exhausted && definition().repeats().count() > 1);
        return bring && !isOutOfEpochs();
    }

    /**
     * From now on decides by trial numbers only, never by the speed of trials.
     *
     * @throws ComponentException if trials are paused and there are several workers; one alone is always in order
     */
    void order(int workers) {
        if (!(pruner instanceof Scheduler)) {
            ordered = Optional.of(new OrderedHistory(store, record.get(), workers));
            allEnded = ordered.filter(view -> definition().repeats().count() > 1)
                    .map(view -> new OrderedHistory(store, record.get(), 1));
        } else if (workers > 1) {
            throw RunOptions.unordered(
                    sampler instanceof Scheduler
                            ? definition().sampler()
                            : definition().pruner());
        }
    }

    /** Tells whether all epochs of the budget are used up. */
    boolean isOutOfEpochs() {
        OptionalInt budget = definition().budget().epochs();
        if (budget.isEmpty()) {
            return false;
        }
        follower.catchUp();
        return follower.epochs() >= budget.getAsInt();
    }

    /** Tells which limit on the results' values, if any, keeps the next trial from beginning, by what that one would know. */
    Optional<End> limit() {
        Budget budget = definition().budget();
        if (budget.target().isEmpty() && budget.patience().isEmpty()) {
            return Optional.empty();
        }
        follower.catchUp();
        ordered.ifPresent(view -> store.peek(study(), budget.trials()).stream()
                .filter(view::isReady)
                .forEach(view::before));
        return standings().limit(budget);
    }

    /**
     * Gives out a trial. One that needs no evaluation is returned in the state that it was given instead of RUNNING: one that a
     * pruner had yet to judge when it was interrupted, or whose configuration has a result already, or is impossible.
     */
    Optional<Trial> next(Owner owner) {
        waits = false;
        if (isOutOfEpochs() || isTooEarly() || limit().isPresent()) {
            return Optional.empty();
        }
        Optional<Trial> promoted = promote(owner, true);
        return promoted.isPresent() ? promoted : claim(owner).or(() -> promote(owner, false));
    }

    private boolean isTooEarly() {
        OptionalInt number =
                ordered.isPresent() ? store.peek(study(), definition().budget().trials()) : OptionalInt.empty();
        waits = number.isPresent() && isTooEarly(number.getAsInt());
        return waits;
    }

    /** Tells whether results are missing that a trial must know: with fewer workers than before, one that was suggested, too. */
    private boolean isTooEarly(int number) {
        return ordered.isPresent() && !ordered.get().isReady(number);
    }

    /** @param mayStart whether a new trial may be begun instead, as far as is known */
    private Optional<Trial> promote(Owner owner, boolean mayStart) {
        if (!(pruner instanceof Scheduler) && mayStart) {
            return Optional.empty();
        }
        History history = follower.catchUp();
        Optional<Scheduler.Promotion> wanted = pruner instanceof Scheduler scheduler
                ? scheduler.promote(history, mayStart && !exhausted)
                : leftBehind(history);
        Optional<Trial> promoted = wanted.flatMap(promotion -> store.promote(
                study(),
                promotion.number(),
                owner,
                definition().budget().trials(),
                Map.of(
                        Study.PROMOTED_BECAUSE,
                        promotion.reason(),
                        Scheduler.PROMOTED_AFTER,
                        stepOf(history, promotion.number()))));
        follower.catchUp();
        promoted.ifPresent(open::add);
        return promoted;
    }

    /** What a scheduler laid aside that a change of the search has taken away is run to its end, when all else is. */
    private static Optional<Scheduler.Promotion> leftBehind(History history) {
        return history.paused().stream()
                .map(History.Active::number)
                .min(Comparator.naturalOrder())
                .map(number -> new Scheduler.Promotion(number, "nothing pauses trials any more"));
    }

    private static String stepOf(History history, int paused) {
        return history.paused().stream()
                .filter(trial -> trial.number() == paused)
                .map(trial -> Integer.toString(trial.curve().lastStep()))
                .findFirst()
                .orElse("0");
    }

    /** Where all was tried, asking the sampler once more is in vain, and takes time from what still runs. */
    private boolean isInVain() {
        OptionalInt number =
                exhausted ? store.peek(study(), definition().budget().trials()) : OptionalInt.empty();
        if (number.isEmpty()) {
            return false;
        }
        if (isTooEarly(number.getAsInt())) {
            // Another process took the number that was looked at before.
            waits = true;
            return true;
        }
        // What has ended since the last look may have made a repeat due.
        follower.catchUp();
        ordered.ifPresent(view -> view.before(number.getAsInt()));
        return standings().due().isEmpty()
                && store.trial(study(), number.getAsInt()).isEmpty()
                && lateRepeat(number.getAsInt()).isEmpty();
    }

    /**
     * In order, nothing new comes after the last trials whose results would make their repeats due: where all was tried, a repeat
     * is chosen by all results, as soon as they are there.
     */
    private Optional<Integer> lateRepeat(int number) {
        waits = allEnded.isPresent() && !allEnded.get().isReady(number);
        return allEnded.filter(view -> !waits).flatMap(view -> {
            view.before(number);
            return view.standings().due();
        });
    }

    private Optional<Trial> claim(Owner owner) {
        if (isInVain()) {
            return Optional.empty();
        }
        Optional<Trial> claimed =
                store.claim(study(), owner, definition().budget().trials());
        return claimed.flatMap(this::prepared);
    }

    /** What cannot be prepared, because the store or a sampler fails, is given back: nobody here would know of it. */
    private Optional<Trial> prepared(Trial claimed) {
        try {
            return prepare(claimed);
        } catch (RuntimeException e) {
            open.forget(claimed.number());
            try {
                store.release(study(), claimed.number());
            } catch (RuntimeException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private Optional<Trial> prepare(Trial trial) {
        History history = follower.catchUp();
        if (isTooEarly(trial.number())) {
            // Another process took the number that was looked at before.
            store.release(study(), trial.number());
            waits = true;
            return Optional.empty();
        }
        if (history.active(trial.number()).isPresent()) {
            ordered.ifPresent(view -> view.before(trial.number()));
            return settledOrOpen(trial);
        }
        History known = ordered.map(view -> view.before(trial.number())).orElse(history);
        if (trial.configuration().isEmpty()) {
            return repeat(trial, standings().due())
                    .or(() -> suggest(known, trial))
                    .flatMap(this::settledOrOpen);
        }
        Optional<Trial> complete = complete(history, trial);
        return complete.isPresent() ? settledOrOpen(complete.get()) : store.trial(study(), trial.number());
    }

    /** Returns the standings that decisions go by. */
    private Standings standings() {
        return ordered.map(OrderedHistory::standings).orElseGet(follower::standings);
    }

    private Optional<Trial> repeat(Trial trial, Optional<Integer> due) {
        return due.flatMap(number -> store.trial(study(), number))
                .map(original -> assign(
                        trial,
                        original.configuration().orElseThrow(),
                        Map.of(Standings.REPEAT_OF, Integer.toString(original.number()))));
    }

    private Optional<Trial> suggest(History history, Trial trial) {
        Optional<Sampler.Suggestion> suggestion =
                sampler.suggest(told(history), trial.number(), definition().seed());
        exhausted = suggestion.isEmpty();
        Optional<Trial> assigned = exhausted
                ? repeat(trial, lateRepeat(trial.number()))
                : suggestion.map(found -> assign(trial, found.configuration(), found.attributes()));
        if (assigned.isEmpty()) {
            store.release(study(), trial.number());
        }
        return assigned;
    }

    /** Returns what samplers are told in place of a history: nothing of pauses and repeats. */
    private History told(History history) {
        History ended = pruner instanceof Scheduler scheduler && !(sampler instanceof Scheduler)
                ? scheduler.foreseen(history)
                : history;
        History told = definition().repeats().count() > 1 ? Averages.of(ended, standings()) : ended;
        return told == history ? history : lastTold.of(told);
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
            requireNotWidened(partial);
            failInvalid(trial.number(), history.space().problemsOfPart(partial));
        }
        return complete.map(found -> assign(trial, found, Map.of()));
    }

    private Trial assign(Trial trial, Configuration configuration, Map<String, String> attributes) {
        store.assign(study(), trial.number(), configuration, attributes);
        return trial.configured(configuration, attributes);
    }

    /** Another process may have widened the space, and this trial may be of the wider one. */
    private void requireNotWidened(Configuration partial) {
        String name = record.get().name();
        Optional<StudyRecord> wider = store.find(name)
                .filter(stored -> stored.version() > record.get().version())
                .filter(stored ->
                        stored.definition().space().problemsOfPart(partial).isEmpty());
        if (wider.isPresent()) {
            throw new StoreException(
                    "another process changed the search '" + name + "', and a trial waits that only the new one allows",
                    "start this process again, so that it knows the search as it is now",
                    null);
        }
    }

    private void failInvalid(int number, List<String> problems) {
        String message = "no configuration of the space has these values: "
                + (problems.isEmpty()
                        ? "its conditions or forbidden combinations exclude them"
                        : String.join("; ", problems));
        Trial.Failure failure = new Trial.Failure(FailureReason.INVALID, message, "");
        store.finish(study(), number, new Outcome.Failed(failure), Map.of());
    }

    private Optional<Trial> settledOrOpen(Trial trial) {
        open.add(trial);
        boolean judged = trial.lastStep() > 0 && !Standings.isTakenOver(trial);
        boolean settled = judged ? stopByPruner(trial) : twins.end(trial, standings());
        return settled ? store.trial(study(), trial.number()) : Optional.of(trial);
    }

    private Pruner.Judgement judge(int number) {
        return pruner.judge(ordered.map(view -> view.judging(number)).orElseGet(follower::catchUp), number);
    }

    /**
     * Judges an open trial by a report that the store has just taken. A promoted one that lost its checkpoint comes past
     * rungs where it was laid aside before, and would be laid aside and promoted for ever.
     */
    Pruner.Judgement judge(int number, Report report) {
        follower.reported(number, report);
        ordered.ifPresent(view -> view.reported(number, report));
        boolean decided = isUnjudgeable(report.step(), report.metrics()) || open.isJudged(number, report.step());
        return decided ? Pruner.Judgement.CONTINUE : judge(number);
    }

    /** A report without the metric that pruners go by would be judged by the one before it, once more. */
    private boolean isUnjudgeable(int step, Map<String, Double> metrics) {
        return definition().isLastStep(step)
                || !metrics.containsKey(definition().pruningGoal().metric());
    }

    /** A trial may have been killed between its last report and the judgement on it, which is made up for here. */
    private boolean stopByPruner(Trial trial) {
        List<Report> reports = store.reports(study(), trial.number());
        Map<String, Double> last = reports.get(reports.size() - 1).metrics();
        if (isUnjudgeable(trial.lastStep(), last) || open.isJudged(trial.number(), trial.lastStep())) {
            return false;
        }
        Pruner.Judgement judgement = judge(trial.number());
        switch (judgement.verdict()) {
            case PRUNE -> open.finish(trial.number(), new Outcome.Pruned(judgement.reason()), Map.of());
            case PAUSE -> open.pause(trial.number(), judgement.reason(), Map.of());
            case CONTINUE -> {}
        }
        return judgement.stops();
    }
}
