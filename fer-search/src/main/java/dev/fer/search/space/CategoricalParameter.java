package dev.fer.search.space;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of several unordered choices. Immutable and thread-safe.
 *
 * @param choices distinct JSON scalars, at least one
 * @param weights the prior probability of each choice, summing to 1; empty means equal
 */
public record CategoricalParameter(String name, List<Object> choices, List<Double> weights, Optional<Condition> when)
        implements Parameter {

    /**
     * Creates an unconditional parameter with equal weights.
     *
     * @throws InvalidParameterException if there is no choice, one stands twice, or is no number, string or boolean
     */
    public static CategoricalParameter of(String name, Object... choices) {
        return new CategoricalParameter(name, List.of(choices));
    }

    /** Creates an unconditional parameter that is true or false. */
    public static CategoricalParameter bool(String name) {
        return of(name, false, true);
    }

    /**
     * Returns this parameter with a prior of its choices; the weights are normalised.
     *
     * @throws InvalidParameterException if there are not as many weights as choices, or one is not positive
     */
    public CategoricalParameter withWeights(double... prior) {
        return new CategoricalParameter(
                name, choices, Arrays.stream(prior).boxed().toList(), when);
    }

    /** Returns this parameter as one that exists only under a condition. */
    public CategoricalParameter when(Condition condition) {
        return new CategoricalParameter(name, choices, weights, Optional.of(condition));
    }

    /** Creates an unconditional parameter with equal weights. */
    public CategoricalParameter(String name, List<?> choices) {
        this(name, List.copyOf(choices), List.of(), Optional.empty());
    }

    /** Copies the lists and checks them; weights are normalised. */
    public CategoricalParameter {
        Checks.name(name);
        choices = Scalars.choices(name, choices);
        weights = Scalars.normalise(name, weights, choices.size());
    }

    /** Returns the prior probability of the choice with this index. */
    public double weight(int index) {
        return weights.isEmpty() ? 1.0 / choices.size() : weights.get(index);
    }

    @Override
    public boolean contains(Object value) {
        return Scalars.indexOf(choices, value) >= 0;
    }

    @Override
    public String allowed() {
        return "one of " + Scalars.list(choices);
    }

    @Override
    public String range() {
        return Scalars.list(choices);
    }

    @Override
    public String prior() {
        return weights.isEmpty() ? "uniform" : "weights " + weights;
    }

    @Override
    public double encode(Object value) {
        Checks.contained(this, value);
        return Scalars.indexOf(choices, value);
    }

    @Override
    public Object decode(double code) {
        return choices.get((int) Math.max(0, Math.min(choices.size() - 1L, Math.round(code))));
    }

    @Override
    public long cardinality() {
        return choices.size();
    }
}
