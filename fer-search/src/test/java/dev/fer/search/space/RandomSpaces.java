package dev.fer.search.space;

import dev.fer.common.Seeds;
import dev.fer.search.space.Condition.Comparison;
import dev.fer.search.space.Condition.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Makes spaces of all kinds of parameters with nested conditions and forbidden combinations, by seed. */
public final class RandomSpaces {
    private static final List<Operator> NUMERIC = List.of(Operator.values());

    private final UniformRandomProvider random;
    private final List<Parameter> parameters = new ArrayList<>();

    private RandomSpaces(long seed) {
        this.random = Seeds.random(seed, "random space");
    }

    /** Returns the space of a seed. */
    public static SearchSpace of(long seed) {
        RandomSpaces maker = new RandomSpaces(seed);
        int size = 1 + maker.random.nextInt(10);
        for (int i = 0; i < size; i++) {
            maker.parameters.add(maker.parameter("p" + i));
        }
        SearchSpace free = SearchSpace.of(maker.parameters, List.of());
        List<Configuration> forbidden = new ArrayList<>();
        for (int i = maker.random.nextInt(3); i > 0; i--) {
            forbidden.add(maker.part(free));
        }
        return SearchSpace.of(maker.parameters, forbidden);
    }

    /** Returns codes within (and sometimes a little beyond) the ranges. */
    public static double[] codes(SearchSpace space, UniformRandomProvider random) {
        return space.parameters().stream()
                .mapToDouble(parameter -> code(parameter, random))
                .toArray();
    }

    private static double code(Parameter parameter, UniformRandomProvider random) {
        double share = random.nextDouble() * 1.2 - 0.1;
        if (parameter instanceof FloatParameter real) {
            return real.low() + share * (real.high() - real.low());
        }
        if (parameter instanceof IntParameter whole) {
            return whole.low() + share * (whole.high() - whole.low());
        }
        if (parameter instanceof NormalParameter normal) {
            return normal.mean() + (share - 0.5) * normal.sd();
        }
        return share * parameter.cardinality();
    }

    private Configuration part(SearchSpace space) {
        Configuration whole = space.decode(codes(space, random));
        Map<String, Object> part = new LinkedHashMap<>();
        whole.values().forEach((name, value) -> {
            if (part.isEmpty() || random.nextBoolean()) {
                part.put(name, value);
            }
        });
        return Configuration.of(part);
    }

    private Parameter parameter(String name) {
        Optional<Condition> when = random.nextInt(3) == 0 ? condition() : Optional.empty();
        return switch (random.nextInt(8)) {
            case 0 -> new FloatParameter(name, 1e-6, random.nextDouble(1, 100), OptionalDouble.empty(), true, when);
            case 1 -> stepped(name, when);
            case 2 -> {
                double low = random.nextDouble(-10, 10);
                yield new FloatParameter(name, low, low + random.nextDouble(), OptionalDouble.empty(), false, when);
            }
            case 3 ->
                new IntParameter(name, -random.nextInt(50), random.nextInt(50), 1 + random.nextInt(4), false, when);
            case 4 -> new IntParameter(name, 1 + random.nextInt(4), 5 + random.nextInt(5000), 1, true, when);
            case 5 -> categorical(name, when);
            case 6 -> new OrdinalParameter(name, numbers(), when);
            default -> normalOrConstant(name, when);
        };
    }

    private Parameter stepped(String name, Optional<Condition> when) {
        double step = List.of(0.1, 0.25, 1e-3, 3.0, 7e-6).get(random.nextInt(5));
        double low = step * random.nextInt(-5, 5);
        return new FloatParameter(
                name, low, low + step * (1 + random.nextInt(40)), OptionalDouble.of(step), false, when);
    }

    private Parameter categorical(String name, Optional<Condition> when) {
        List<Object> choices = random.nextBoolean() ? List.of("a", "b", "a b", "\"") : List.of(false, true);
        List<Double> weights = random.nextBoolean()
                ? List.of()
                : choices.stream().map(c -> random.nextDouble(0.1, 2)).toList();
        return new CategoricalParameter(name, choices, weights, when);
    }

    private List<Object> numbers() {
        return List.copyOf(LongStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(i -> (Object) i)
                .toList());
    }

    private Parameter normalOrConstant(String name, Optional<Condition> when) {
        if (random.nextBoolean()) {
            return new ConstantParameter(name, List.of(256L, "text", true, 1.5).get(random.nextInt(4)));
        }
        boolean log = random.nextBoolean();
        double low = log ? 0 : Double.NEGATIVE_INFINITY;
        return new NormalParameter(name, 1, random.nextDouble(0.1, 1), low, Double.POSITIVE_INFINITY, log, when);
    }

    private Optional<Condition> condition() {
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        List<List<Comparison>> anyOf = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            anyOf.add(List.of(comparison(parameters.get(random.nextInt(parameters.size())))));
        }
        return Optional.of(new Condition(anyOf));
    }

    private Comparison comparison(Parameter parent) {
        Object value = parent.decode(code(parent, random));
        if (value instanceof Number) {
            Operator operator = NUMERIC.get(random.nextInt(NUMERIC.size()));
            return new Comparison(parent.name(), operator, List.of(value));
        }
        return new Comparison(parent.name(), random.nextBoolean() ? Operator.IN : Operator.NOT_IN, List.of(value));
    }
}
