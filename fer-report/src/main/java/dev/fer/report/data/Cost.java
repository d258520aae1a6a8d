package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Something that a trial's value is paid with, and who gives most for it.
 *
 * @param name {@code seconds} of computing, {@code steps}, or the attribute's or metric's name
 * @param values positive and finite, aligned with the trials; NaN where unknown
 * @param front positions of the complete trials that no other one beats in value without costing more, from the
 *     cheapest to the best
 */
public record Cost(String name, double[] values, List<Integer> front) {
    /** The name of the time that computing took. */
    public static final String SECONDS = "seconds";
    /** The name of the number of steps. */
    public static final String STEPS = "steps";

    /** Ends of names of attributes and metrics that tell an effort or a size; other numbers may mean anything. */
    private static final List<String> EFFORTS =
            List.of("parameters", "seconds", "bytes", "memory", "size", "flops", "cost");

    private static final int LEAST_TRIALS = 3;

    /** Copies the list; the array is shared and not to be changed. */
    public Cost {
        front = List.copyOf(front);
    }

    /** Returns what differs between complete trials: efforts and sizes among the attributes, time, steps, metrics. */
    static List<Cost> of(Goal goal, List<Trial> trials, ValueHistory history) {
        List<Cost> costs = new ArrayList<>();
        TreeSet<String> attributes = new TreeSet<>();
        TreeSet<String> metrics = new TreeSet<>();
        for (Trial trial : trials) {
            attributes.addAll(trial.attributes().keySet());
            metrics.addAll(trial.metrics().keySet());
        }
        attributes.removeIf(name -> !isEffort(name));
        metrics.removeIf(name -> !isEffort(name) || name.equals(goal.metric()));
        attributes.forEach(name -> add(costs, name, goal, trials, history, trial -> number(trial, name)));
        add(costs, SECONDS, goal, trials, history, trial -> trial.computeTime().toMillis() / 1000.0);
        add(costs, STEPS, goal, trials, history, Trial::lastStep);
        metrics.forEach(name -> add(
                costs, name, goal, trials, history, trial -> trial.metric(name).orElse(Double.NaN)));
        return costs;
    }

    private static boolean isEffort(String name) {
        return EFFORTS.stream().anyMatch(name::endsWith);
    }

    private static double number(Trial trial, String attribute) {
        String text = trial.attributes().getOrDefault(attribute, "");
        try {
            return text.length() > 30 ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void add(
            List<Cost> costs,
            String name,
            Goal goal,
            List<Trial> trials,
            ValueHistory history,
            ToDoubleFunction<Trial> value) {
        double[] values = trials.stream()
                .mapToDouble(value)
                .map(cost -> cost > 0 && Double.isFinite(cost) ? cost : Double.NaN)
                .toArray();
        double[] known = history.ranking().stream()
                .mapToDouble(i -> values[i])
                .filter(Double::isFinite)
                .toArray();
        boolean isNew = costs.stream().noneMatch(cost -> Arrays.equals(cost.values, values));
        if (known.length >= LEAST_TRIALS && Arrays.stream(known).distinct().count() > 1 && isNew) {
            costs.add(new Cost(name, values, front(goal, values, history)));
        }
    }

    private static List<Integer> front(Goal goal, double[] costs, ValueHistory history) {
        List<Integer> byCost = history.ranking().stream()
                .filter(i -> Double.isFinite(costs[i]))
                .sorted(Comparator.comparingDouble((Integer i) -> costs[i])
                        .thenComparingDouble(i -> goal.direction().loss(history.values()[i])))
                .toList();
        List<Integer> front = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (int i : byCost) {
            double loss = goal.direction().loss(history.values()[i]);
            if (loss < best) {
                best = loss;
                front.add(i);
            }
        }
        return front;
    }
}
