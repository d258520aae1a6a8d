package dev.fer.search.sampler.internal;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Condition.Comparison;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/** A condition or a forbidden combination, compiled to be evaluated on codes: any of some conjunctions of tests. */
final class Rule {
    static final Rule ALWAYS = new Rule(List.of(List.of()));

    private final List<List<Test>> anyOf;

    private Rule(List<List<Test>> anyOf) {
        this.anyOf = anyOf;
    }

    /** A comparison with the code of one parameter; false for NaN, which stands for inactive or not yet given. */
    private interface Test {
        boolean holds(double[] codes);
    }

    static Rule of(Condition condition, SearchSpace space) {
        List<List<Test>> anyOf = new ArrayList<>();
        for (List<Comparison> all : condition.anyOf()) {
            anyOf.add(all.stream().map(one -> test(one, space)).toList());
        }
        return new Rule(anyOf);
    }

    static Rule of(List<Configuration> forbidden, SearchSpace space) {
        List<List<Test>> anyOf = new ArrayList<>();
        for (Configuration combination : forbidden) {
            List<Test> all = new ArrayList<>();
            combination.values().forEach((name, value) -> {
                Parameter parameter = space.parameter(name);
                double code = parameter.encode(parameter.decode(parameter.encode(value)));
                int position = space.indexOf(name).orElseThrow();
                all.add(codes -> codes[position] == code);
            });
            anyOf.add(all);
        }
        return new Rule(anyOf);
    }

    boolean holds(double[] codes) {
        for (List<Test> all : anyOf) {
            boolean holds = true;
            for (int i = 0; holds && i < all.size(); i++) {
                holds = all.get(i).holds(codes);
            }
            if (holds) {
                return true;
            }
        }
        return false;
    }

    /** Asks the comparison itself once per value where a parameter is a choice, else at each evaluation. */
    private static Test test(Comparison comparison, SearchSpace space) {
        Parameter parameter = space.parameter(comparison.parameter());
        int position = space.indexOf(comparison.parameter()).orElseThrow();
        if (isChoice(parameter)) {
            boolean[] holds = new boolean[(int) parameter.cardinality()];
            for (int i = 0; i < holds.length; i++) {
                holds[i] = comparison.holds(parameter.decode(i));
            }
            return codes -> !Double.isNaN(codes[position]) && holds[(int) codes[position]];
        }
        return codes -> !Double.isNaN(codes[position]) && comparison.holds(parameter.decode(codes[position]));
    }

    private static boolean isChoice(Parameter parameter) {
        return parameter instanceof CategoricalParameter
                || parameter instanceof OrdinalParameter
                || parameter instanceof ConstantParameter;
    }
}
