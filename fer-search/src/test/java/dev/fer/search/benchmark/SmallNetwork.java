package dev.fer.search.benchmark;

import dev.fer.search.pareto.Hypervolume;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The error of a small network of 48x48 images against the logarithm of its number of parameters, in a mixed and
 * conditional space. Error falls with size by a power law down to a floor that the architecture sets; badly chosen
 * learning rate, momentum and dropout add to it, and the best learning rate depends on depth and optimizer.
 */
final class SmallNetwork {
    private static final List<Object> KERNELS = List.of(3, 5, 7);
    private static final double[] REFERENCE = {1, 7};

    private SmallNetwork() {}

    static MultiFunction function() {
        Condition cnn = Condition.in("family", "cnn");
        SearchSpace space = SearchSpace.of(
                new CategoricalParameter("family", List.of("fnn", "cnn")),
                new IntParameter("layers", 1, 4),
                new IntParameter("width", 8, 512, 1, true, Optional.empty()),
                new IntParameter("filters", 4, 64, 1, true, Optional.of(cnn)),
                new CategoricalParameter("kernel", KERNELS, List.of(), Optional.of(cnn)),
                new FloatParameter("rate", 1e-5, 1, true),
                new CategoricalParameter("optimizer", List.of("sgd", "adam")),
                new FloatParameter(
                        "momentum",
                        0,
                        0.99,
                        OptionalDouble.empty(),
                        false,
                        Optional.of(Condition.in("optimizer", "sgd"))),
                new FloatParameter("dropout", 0, 0.8, false));
        return new MultiFunction(
                "smallnet", space, REFERENCE, Hypervolume.of(front(), REFERENCE), seed -> SmallNetwork::losses);
    }

    private static double[] losses(Configuration c) {
        boolean cnn = c.getString("family").equals("cnn");
        boolean sgd = c.getString("optimizer").equals("sgd");
        int layers = c.getInt("layers");
        double[] tuned = tuned(layers, c.getInt("width"), cnn ? c.getInt("filters") : 0, cnn ? c.getInt("kernel") : 0);
        double momentum = sgd ? c.getDouble("momentum") : 0;
        double rate = Math.log10(c.getDouble("rate") / (1 - momentum));
        double miss = rate - (sgd ? -0.7 : -3) + 0.2 * (layers - 2);
        double wanted = 0.1 * (tuned[1] - 3);
        double error = tuned[0] + 0.05 * miss * miss + (miss > 1 ? 0.1 : 0) + (sgd ? 0 : 0.01);
        error += sgd ? 0.1 * Math.pow(momentum - 0.9, 2) : 0;
        error += 0.3 * Math.pow(c.getDouble("dropout") - wanted, 2);
        return new double[] {Math.min(0.9, error), tuned[1]};
    }

    /** Returns error and size of an architecture of which all else is chosen as well as can be. */
    private static double[] tuned(int layers, int width, int filters, int kernel) {
        boolean cnn = filters > 0;
        double convolutions =
                cnn ? filters * kernel * kernel + (layers - 1.0) * filters * filters * kernel * kernel : 0;
        double inputs = cnn ? filters * Math.pow(48 / Math.pow(2, layers), 2) : 48 * 48;
        double dense = inputs * width + (cnn ? 0 : (layers - 1.0) * width * width) + 7.0 * width;
        double size = Math.log10(convolutions + dense);
        double floor = cnn ? 0.3 + 0.02 * Math.abs(layers - 3) + (kernel == 5 ? 0.01 : kernel == 7 ? 0.03 : 0) : 0.52;
        double capacity = cnn ? Math.log10(filters * Math.sqrt(width)) : Math.log10(width * Math.sqrt(layers));
        return new double[] {floor + 0.5 * Math.pow(10, -0.6 * capacity), size};
    }

    private static double[][] front() {
        List<double[]> losses = new ArrayList<>();
        for (int layers = 1; layers <= 4; layers++) {
            for (int width = 8; width <= 512; width++) {
                losses.add(tuned(layers, width, 0, 0));
                for (int filters = 4; filters <= 64; filters++) {
                    for (Object kernel : KERNELS) {
                        losses.add(tuned(layers, width, filters, (int) kernel));
                    }
                }
            }
        }
        return losses.toArray(double[][]::new);
    }
}
