package dev.fer.search.sampler.gp;

import dev.fer.common.Seeds;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * Points of a mixed and conditional space, with targets that depend on the first parameter alone, some of them
 * uncertain.
 */
final class Examples {
    final UnitSpace space = new UnitSpace(SearchSpace.of(
            new FloatParameter("x", 0, 1, false),
            new IntParameter("n", 1, 5),
            new CategoricalParameter("c", List.of("a", "b", "d")),
            new FloatParameter("y", 0, 1, OptionalDouble.empty(), false, Optional.of(Condition.in("c", "a")))));
    final Features features = new Features(space);
    final List<double[]> points = new ArrayList<>();
    final List<double[]> vectors = new ArrayList<>();
    final Targets targets;
    final Inputs inputs;

    Examples(int count) {
        UniformRandomProvider random = Seeds.random(1, "examples");
        targets = new Targets(new double[count], new double[count]);
        for (int i = 0; i < count; i++) {
            double[] point = space.point(space.draw(random));
            points.add(point);
            vectors.add(features.of(point));
            targets.values()[i] = Math.sin(6 * point[0]);
            targets.variances()[i] = i % 3 == 0 ? 0.05 : 0;
        }
        inputs = new Inputs(features, vectors);
    }

    /** Computes the covariances of the first observations, their noise and their own variances included. */
    DMatrixRMaj covariance(Kernel kernel, int count) {
        List<double[]> first = vectors.subList(0, count);
        DMatrixRMaj matrix = covariance(kernel, first, first);
        for (int i = 0; i < count; i++) {
            matrix.add(i, i, kernel.noise() + targets.variances()[i]);
        }
        return matrix;
    }

    /** Computes covariances by the definitions, one pair at a time. */
    DMatrixRMaj covariance(Kernel kernel, List<double[]> rows, List<double[]> columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), columns.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                matrix.set(i, j, covariance(kernel, rows.get(i), columns.get(j)));
            }
        }
        return matrix;
    }

    private double covariance(Kernel kernel, double[] a, double[] b) {
        double all = 0;
        double effects = 0;
        for (int axis = 0; axis < 4; axis++) {
            double distance = 0;
            for (int f = 0; f < a.length; f++) {
                if (features.axis(f) == axis) {
                    distance += features.isChoice(f) ? (a[f] == b[f] ? 0 : 1) : (a[f] - b[f]) * (a[f] - b[f]);
                }
            }
            all += distance * kernel.weights()[axis];
            effects += Math.pow(1 + 4 * distance * kernel.weights()[axis] / 4, -2) / 4;
        }
        double r = Math.sqrt(5 * all);
        return 1 + kernel.joint() * (1 + r + r * r / 3) * Math.exp(-r) + kernel.additive() * effects;
    }
}
