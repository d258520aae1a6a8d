package dev.fer.search.sampler.gp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a smooth function in a box: L-BFGS (Nocedal and Wright 2006, algorithm 7.4) over the variables that are
 * not held at a bound, with steps projected back into the box (Bertsekas 1982). Immutable and thread-safe.
 *
 * @param iterations the greatest number of steps
 * @param tolerance the improvement, relative to the value plus one, under which it stops
 */
record BoxMinimizer(int iterations, double tolerance) {
    private static final int MEMORY = 8;
    private static final int HALVINGS = 12;
    private static final double SUFFICIENT = 1e-4;

    /** A function with its gradient. */
    @FunctionalInterface
    interface Function {
        /** Returns the value at a point and writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /** Where it ended. */
    record Minimum(double[] point, double value) {}

    /** A step and the change of the gradient along it. */
    private record Pair(double[] step, double[] change, double curvature) {}

    /** Minimises from a start in the box. */
    Minimum minimize(Function function, double[] start, double[] low, double[] high) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = function.at(point, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int iteration = 0; iteration < iterations; iteration++) {
            boolean[] held = held(point, gradient, low, high);
            double[] direction = direction(gradient, held, pairs);
            Step step = search(function, point, value, gradient, direction, low, high, pairs.isEmpty());
            if (step == null && !pairs.isEmpty()) {
                pairs.clear();
                continue;
            }
            if (step == null) {
                break;
            }
            remember(pairs, point, gradient, step);
            double gain = value - step.value;
            point = step.point;
            gradient = step.gradient;
            value = step.value;
            if (gain <= tolerance * (1 + Math.abs(value))) {
                break;
            }
        }
        return new Minimum(point, value);
    }

    private record Step(double[] point, double value, double[] gradient) {}

    private static boolean[] held(double[] point, double[] gradient, double[] low, double[] high) {
        boolean[] held = new boolean[point.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = (point[i] <= low[i] && gradient[i] > 0) || (point[i] >= high[i] && gradient[i] < 0);
        }
        return held;
    }

    /** The two-loop recursion over free variables; falls back on the steepest descent if it does not descend. */
    private static double[] direction(double[] gradient, boolean[] held, Deque<Pair> pairs) {
        double[] q = free(gradient, held);
        double[] steepest = q.clone();
        double[] alphas = new double[pairs.size()];
        int at = 0;
        for (Pair pair : pairs) {
            alphas[at] = dot(pair.step, q) / pair.curvature;
            add(-alphas[at++], pair.change, q);
            q = free(q, held);
        }
        if (!pairs.isEmpty()) {
            Pair newest = pairs.getFirst();
            scale(newest.curvature / dot(newest.change, newest.change), q);
        }
        for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            double beta = dot(pair.change, q) / pair.curvature;
            add(alphas[--at] - beta, pair.step, q);
            q = free(q, held);
        }
        double[] direction = dot(q, steepest) > 0 ? q : steepest;
        scale(-1, direction);
        return direction;
    }

    /** Backtracks along the projected direction until the value falls enough; null if it never does. */
    private static @Nullable Step search(
            Function function,
            double[] point,
            double value,
            double[] gradient,
            double[] direction,
            double[] low,
            double[] high,
            boolean first) {
        double length = Math.sqrt(dot(direction, direction));
        if (!(length > 0)) {
            return null;
        }
        double size = first ? Math.min(1, 0.1 / length) : 1;
        for (int i = 0; i < HALVINGS; i++) {
            double[] next = point.clone();
            add(size, direction, next);
            double slope = 0;
            for (int j = 0; j < next.length; j++) {
                next[j] = Math.max(low[j], Math.min(high[j], next[j]));
                slope += gradient[j] * (next[j] - point[j]);
            }
            double[] nextGradient = new double[next.length];
            double nextValue = function.at(next, nextGradient);
            if (slope < 0 && nextValue <= value + SUFFICIENT * slope) {
                return new Step(next, nextValue, nextGradient);
            }
            size *= first ? 0.2 : 0.4;
        }
        return null;
    }

    private static void remember(Deque<Pair> pairs, double[] point, double[] gradient, Step step) {
        double[] moved = step.point.clone();
        add(-1, point, moved);
        double[] change = step.gradient.clone();
        add(-1, gradient, change);
        double curvature = dot(moved, change);
        if (curvature > 1e-10 * Math.sqrt(dot(moved, moved) * dot(change, change))) {
            pairs.addFirst(new Pair(moved, change, curvature));
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    private static double[] free(double[] vector, boolean[] held) {
        double[] free = vector.clone();
        for (int i = 0; i < free.length; i++) {
            free[i] = held[i] ? 0 : free[i];
        }
        return free;
    }

    private static double dot(double[] a, double[] b) {
        return Cholesky.dot(a, b, 0, a.length);
    }

    private static void add(double factor, double[] source, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * source[i];
        }
    }

    private static void scale(double factor, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
