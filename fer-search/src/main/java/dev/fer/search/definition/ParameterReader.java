package dev.fer.search.definition;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.InvalidParameterException;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads one member of {@code space}: a bare scalar, or an object with a {@code type}. */
final class ParameterReader {
    /** The choices of a {@code bool}. */
    static final List<Object> BOOL = List.of(false, true);

    private final Faults faults;

    ParameterReader(Faults faults) {
        this.faults = faults;
    }

    /** The kinds of parameters, with the keys that each needs and those that it may have. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
    private enum Kind {
        FLOAT(List.of("low", "high"), List.of("step", "log")),
        INT(List.of("low", "high"), List.of("step", "log")),
        CATEGORICAL(List.of("choices"), List.of("weights")),
        ORDINAL(List.of("choices"), List.of()),
        BOOL(List.of(), List.of()),
        NORMAL(List.of("mean", "sd"), List.of("low", "high", "log"));

        private final List<String> needed;
        private final List<String> optional;

        Kind(List<String> needed, List<String> optional) {
            this.needed = needed;
            this.optional = optional;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<String> keys() {
            List<String> keys = new ArrayList<>(List.of("type"));
            keys.addAll(needed);
            keys.addAll(optional);
            keys.add("when");
            return keys;
        }

        static List<String> labels() {
            return Arrays.stream(values()).map(Kind::label).toList();
        }
    }

    /** Reads a parameter; empty when it has a fault. A faulty condition is reported and left out. */
    Optional<Parameter> read(String name, Node node, ConditionReader conditions) {
        if (node instanceof Node.Scalar scalar) {
            return build(key -> node.place(), () -> new ConstantParameter(name, scalar.value()));
        }
        return ObjectReader.of(node, "a parameter such as {\"type\": \"float\", ...} or a constant", faults)
                .flatMap(object -> read(name, object, conditions));
    }

    private Optional<Parameter> read(String name, ObjectReader object, ConditionReader conditions) {
        Optional<Kind> kind = kind(object);
        Optional<Condition> when = object.find("when").flatMap(conditions::read);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        int before = faults.count();
        String owner = "a parameter of type " + kind.get().label();
        object.allow(owner, kind.get().keys());
        kind.get().needed.forEach(key -> object.require(owner, key));
        Builder builder = builder(kind.get(), name, object, when);
        return faults.count() == before ? build(object::placeOf, builder) : Optional.empty();
    }

    private Optional<Kind> kind(ObjectReader object) {
        if (!object.require("a parameter", "type")) {
            return Optional.empty();
        }
        Optional<String> type = object.text("type");
        Optional<Kind> kind = type.flatMap(label -> Arrays.stream(Kind.values())
                .filter(candidate -> candidate.label().equals(label))
                .findFirst());
        if (type.isPresent() && kind.isEmpty()) {
            String label = type.get();
            faults.addUnknown(
                    object.placeOf("type"), "there is no parameter type '" + label + "'", label, Kind.labels());
        }
        return kind;
    }

    /** Makes the parameter once all its parts were read without a fault. */
    private interface Builder {
        Parameter build();
    }

    private Builder builder(Kind kind, String name, ObjectReader object, Optional<Condition> when) {
        return switch (kind) {
            case FLOAT -> real(name, object, when);
            case INT -> whole(name, object, when);
            case CATEGORICAL -> {
                List<Object> choices = choices(object);
                List<Double> weights = weights(object);
                yield () -> new CategoricalParameter(name, choices, weights, when);
            }
            case ORDINAL -> {
                List<Object> choices = choices(object);
                yield () -> new OrdinalParameter(name, choices, when);
            }
            case BOOL -> () -> new CategoricalParameter(name, BOOL, List.of(), when);
            case NORMAL -> normal(name, object, when);
        };
    }

    private Builder real(String name, ObjectReader object, Optional<Condition> when) {
        OptionalDouble low = object.number("low");
        OptionalDouble high = object.number("high");
        OptionalDouble step = object.number("step");
        boolean log = object.flag("log");
        return () -> new FloatParameter(name, low.orElseThrow(), high.orElseThrow(), step, log, when);
    }

    private Builder whole(String name, ObjectReader object, Optional<Condition> when) {
        OptionalLong low = object.whole("low");
        OptionalLong high = object.whole("high");
        OptionalLong step = object.whole("step");
        boolean log = object.flag("log");
        return () -> new IntParameter(name, low.orElseThrow(), high.orElseThrow(), step.orElse(1), log, when);
    }

    private Builder normal(String name, ObjectReader object, Optional<Condition> when) {
        OptionalDouble mean = object.number("mean");
        OptionalDouble sd = object.number("sd");
        boolean log = object.flag("log");
        double low = object.number("low").orElse(log ? 0 : Double.NEGATIVE_INFINITY);
        double high = object.number("high").orElse(Double.POSITIVE_INFINITY);
        return () -> new NormalParameter(name, mean.orElseThrow(), sd.orElseThrow(), low, high, log, when);
    }

    private static List<Object> choices(ObjectReader object) {
        return object.scalars("choices", "a list of choices").orElse(List.of());
    }

    private List<Double> weights(ObjectReader object) {
        List<Double> weights = new ArrayList<>();
        for (Node node : object.items("weights", "a list of weights").orElse(List.of())) {
            if (node instanceof Node.Scalar scalar && scalar.value() instanceof Number weight) {
                weights.add(weight.doubleValue());
            } else {
                faults.addExpected(node, "a number");
            }
        }
        return weights;
    }

    /** Builds a parameter, or reports which part makes no sense. */
    private Optional<Parameter> build(Function<String, Place> placeOf, Builder builder) {
        try {
            return Optional.of(builder.build());
        } catch (InvalidParameterException e) {
            faults.add(placeOf.apply(e.key()), e.demand());
            return Optional.empty();
        }
    }
}
