package dev.fer.search.sampler.nsga2;

import dev.fer.search.sampler.internal.Axis;
import dev.fer.search.sampler.internal.UnitSpace;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Makes a child of two parents. Numbers are crossed by simulated binary crossover and changed by polynomial mutation
 * (Deb and Agrawal 1995; Deb and Goyal 1996), in the coordinate under which their prior is uniform, and what leaves
 * the range is moved to its end; choices come from either parent and are drawn anew when they mutate. A parameter that
 * only one parent has is that parent's, and one that neither has is drawn from its prior.
 */
public final class Variation {
    /** How near to its parents a child's number lies; greater is nearer. */
    private static final double CROSSOVER_INDEX = 10;

    /** How near to its old value a mutated number lies; greater is nearer. */
    private static final double MUTATION_INDEX = 3;

    private static final double CROSSOVER = 0.9;

    private final UnitSpace space;
    private final UniformRandomProvider random;

    /** Creates the variation of a space's points with its stream of random numbers. */
    public Variation(UnitSpace space, UniformRandomProvider random) {
        this.space = space;
        this.random = random;
    }

    /**
     * Returns the codes of a child.
     *
     * @param point receives the child's coordinates
     */
    public double[] child(double[] mother, double[] father, double[] point) {
        boolean crossed = random.nextDouble() < CROSSOVER;
        double mutation = 1.0 / Math.max(1, space.searched().length);
        return space.walk(
                position -> {
                    Axis axis = space.axis(position);
                    double one = mother[position];
                    double other = crossed || Double.isNaN(one) ? father[position] : one;
                    if (Double.isNaN(one) && Double.isNaN(other)) {
                        return axis.atQuantile(random.nextDouble());
                    }
                    double first = Double.isNaN(one) ? other : one;
                    double second = Double.isNaN(other) ? one : other;
                    boolean mutated = random.nextDouble() < mutation;
                    return axis.kind() == Axis.Kind.UNORDERED
                            ? choice(axis, first, second, mutated)
                            : number(axis, first, second, mutated);
                },
                point);
    }

    private double choice(Axis axis, double one, double other, boolean mutated) {
        if (mutated) {
            return axis.atQuantile(random.nextDouble());
        }
        return random.nextBoolean() ? one : other;
    }

    private double number(Axis axis, double one, double other, boolean mutated) {
        double value = cross(axis.middle(one), axis.middle(other));
        if (mutated) {
            value += step();
        }
        return axis.atQuantile(Math.max(0, Math.min(1, value)));
    }

    /** Half of the numbers are crossed, the others are one of the parents'. */
    private double cross(double one, double other) {
        if (random.nextBoolean()) {
            return random.nextBoolean() ? one : other;
        }
        double u = random.nextDouble();
        double spread = Math.pow(u < 0.5 ? 2 * u : 1 / (2 - 2 * u), 1 / (CROSSOVER_INDEX + 1));
        double side = random.nextBoolean() ? spread : -spread;
        return (one + other + side * (one - other)) / 2;
    }

    /** A change in [-1, 1], mostly small. */
    private double step() {
        double u = random.nextDouble();
        double power = 1 / (MUTATION_INDEX + 1);
        return u < 0.5 ? Math.pow(2 * u, power) - 1 : 1 - Math.pow(2 - 2 * u, power);
    }
}
