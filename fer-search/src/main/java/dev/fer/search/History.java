package dev.fer.search;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known when a trial is suggested or judged: the finished trials, in the order in which they became
 * known (or in that of whoever {@linkplain #showing shows} others in their place), and the active and the paused ones by
 * number. Finished trials are only ever appended, so that samplers can keep up incrementally. Losses are the goals' values
 * turned so that less is better.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class History {
    private final SearchSpace space;
    private final List<Goal> goals;
    private final Goal curveGoal;
    private final List<Finished> finished = new ArrayList<>();
    private final TreeMap<Integer, Active> active = new TreeMap<>();
    private final TreeMap<Integer, Active> paused = new TreeMap<>();
    private final Set<Configuration> tried = new HashSet<>();
    private int begun;

    /**
     * A finished trial.
     *
     * @param codes the encoded configuration, one per parameter of the space, NaN where inactive; not to be changed
     * @param losses one per goal: those of a complete trial; the last reported ones of a pruned trial (NaN where
     *     nothing finite was reported); empty for a failed one
     * @param curve the reported losses of the curve goal
     * @param doubt the standard deviation of the first loss where that is a forecast; 0 where it was observed
     */
    public record Finished(
            int number,
            TrialState state,
            Configuration configuration,
            double[] codes,
            List<Double> losses,
            Curve curve,
            double doubt) {}

    /**
     * A trial that has parameters and is not finished: running or interrupted, or laid aside by a scheduler.
     *
     * @param codes as for a finished one
     */
    public record Active(int number, Configuration configuration, double[] codes, Curve curve) {}

    /** Creates an empty history of a space and at least one goal; curves are of the first. */
    public History(SearchSpace space, List<Goal> goals) {
        this(
                space,
                goals,
                goals.stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("a history needs at least one goal")));
    }

    /** Creates an empty history of a space and at least one goal, one of which curves are recorded of. */
    public History(SearchSpace space, List<Goal> goals, Goal curveGoal) {
        this.space = space;
        this.goals = List.copyOf(goals);
        this.curveGoal = curveGoal;
        if (!goals.contains(curveGoal)) {
            throw new IllegalArgumentException(
                    "curves are recorded of one of the goals " + goals + ", found " + curveGoal);
        }
    }

    /** Returns what was known when so many trials had finished and none was active. */
    public History prefix(int count) {
        History known = showing(finished.subList(0, count), List.of(), List.of());
        known.begun = count;
        return known;
    }

    /**
     * Returns the same history with other trials in place of its own, finished ones in the order in which they are given;
     * how many have begun it remembers.
     */
    public History showing(List<Finished> ended, Collection<Active> running, Collection<Active> waiting) {
        History shown = new History(space, goals, curveGoal);
        shown.begun = begun;
        for (Finished trial : ended) {
            shown.finished.add(trial);
            shown.tried.add(trial.configuration());
        }
        running.forEach(trial -> shown.put(trial, shown.active));
        waiting.forEach(trial -> shown.put(trial, shown.paused));
        return shown;
    }

    private void put(Active trial, Map<Integer, Active> where) {
        where.put(trial.number(), trial);
        tried.add(trial.configuration());
    }

    /** Returns a history of its own with the same trials. */
    public History copy() {
        return showing(finished, active.values(), paused.values());
    }

    /**
     * Takes in what a later history of the same space and goals shows, if that begins with the same finished trials, of the
     * same results; else changes nothing.
     *
     * @return whether it does
     */
    public boolean follow(History later) {
        int known = finished.size();
        boolean follows = known <= later.finished.size()
                && finished.equals(later.finished.subList(0, known))
                && space.equals(later.space)
                && goals.equals(later.goals)
                && curveGoal.equals(later.curveGoal);
        if (follows && later != this) {
            begun = later.begun;
            finished.addAll(later.finished.subList(known, later.finished.size()));
            replace(active, later.active);
            replace(paused, later.paused);
            tried.clear();
            tried.addAll(later.tried);
        }
        return follows;
    }

    private static void replace(Map<Integer, Active> trials, Map<Integer, Active> others) {
        trials.clear();
        trials.putAll(others);
    }

    /** Returns the space that is searched. */
    public SearchSpace space() {
        return space;
    }

    /** Returns what is optimised, at least one goal. */
    public List<Goal> goals() {
        return goals;
    }

    /** Returns the goal that curves are of and pruners judge by. */
    public Goal curveGoal() {
        return curveGoal;
    }

    /** Returns the finished trials in the order in which they were appended; a live, unmodifiable view. */
    public List<Finished> finished() {
        return Collections.unmodifiableList(finished);
    }

    /** Returns the active trials in the order of their numbers; a live, unmodifiable view. */
    public Collection<Active> active() {
        return Collections.unmodifiableCollection(active.values());
    }

    /**
     * Returns the trials that a scheduler laid aside, in the order of their numbers, with what they reported so far; a
     * live, unmodifiable view. They are neither active nor finished.
     */
    public Collection<Active> paused() {
        return Collections.unmodifiableCollection(paused.values());
    }

    /** Returns an active trial, if this number is active. */
    public Optional<Active> active(int number) {
        return Optional.ofNullable(active.get(number));
    }

    /** Returns what an active trial has reported: nothing, if it is not active. */
    public Curve activeCurve(int number) {
        return active(number).map(Active::curve).orElseGet(Curve::new);
    }

    /** Tells whether a trial, finished or active, has this configuration. */
    public boolean wasTried(Configuration configuration) {
        return tried.contains(configuration);
    }

    /** Returns how many of the trials that have begun had the configuration of another one. */
    public int repeats() {
        return begun - tried.size();
    }

    /** Makes a trial active; one that was active before (and interrupted or paused) keeps its curve. */
    public void start(int number, Configuration configuration) {
        Active again = paused.remove(number);
        if (again != null) {
            active.put(number, again);
        }
        if (!active.containsKey(number)) {
            active.put(number, new Active(number, configuration, space.encode(configuration), new Curve()));
            begun++;
        }
        tried.add(configuration);
    }

    /** Adds a report to an active trial's curve; the curve goal's metric counts, others are ignored. */
    public void report(int number, int step, Map<String, Double> metrics) {
        Double value = metrics.get(curveGoal.metric());
        Active trial = active.get(number);
        if (value != null && trial != null) {
            trial.curve().put(step, curveGoal.direction().loss(value));
        }
    }

    /**
     * Moves an active trial to the paused ones, from where {@link #start} brings it back.
     *
     * @throws IllegalArgumentException if the trial is not active
     */
    public void pause(int number) {
        Active trial = active.remove(number);
        if (trial == null) {
            throw new IllegalArgumentException("trial " + number + " is not active");
        }
        paused.put(number, trial);
    }

    /**
     * Moves an active trial to the finished ones.
     *
     * @param metrics final ones of a complete trial, last reported ones of a pruned trial
     * @throws IllegalArgumentException if the state is not final or the trial is not active
     */
    public void finish(int number, TrialState state, Map<String, Double> metrics) {
        Active trial = active.remove(number);
        if (!state.isFinished() || trial == null) {
            throw new IllegalArgumentException("trial " + number + " is not active or " + state + " is not final");
        }
        List<Double> losses = state == TrialState.FAILED ? List.of() : losses(metrics);
        finished.add(new Finished(number, state, trial.configuration(), trial.codes(), losses, trial.curve(), 0));
    }

    private List<Double> losses(Map<String, Double> metrics) {
        return goals.stream()
                .map(goal -> goal.direction().loss(metrics.getOrDefault(goal.metric(), Double.NaN)))
                .toList();
    }
}
