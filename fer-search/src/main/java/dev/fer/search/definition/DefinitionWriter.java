package dev.fer.search.definition;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Condition.Comparison;
import dev.fer.search.space.Condition.Operator;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes a definition as the one text that stands for it: fixed order of keys, no blanks, defaults left out. */
final class DefinitionWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final JsonGenerator json;

    private DefinitionWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(SearchDefinition definition) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new DefinitionWriter(json).definition(definition);
        }
        return text.toString();
    }

    private void definition(SearchDefinition definition) {
        json.writeStartObject();
        json.writeStringProperty("name", definition.name());
        if (!definition.description().isEmpty()) {
            json.writeStringProperty("description", definition.description());
        }
        definition.model().ifPresent(model -> json.writeStringProperty("model", model));
        if (!definition.command().isEmpty()) {
            json.writeName("command");
            scalars(definition.command());
        }
        json.writeObjectPropertyStart("space");
        definition.space().parameters().forEach(this::parameter);
        json.writeEndObject();
        combinations("forbidden", definition.space().forbidden());
        combinations("enqueue", definition.enqueue());
        goals(definition.goals());
        if (!definition.training().isEmpty()) {
            json.writeObjectPropertyStart("training");
            sorted(definition.training());
            json.writeEndObject();
        }
        component("sampler", definition.sampler());
        component("pruner", definition.pruner());
        repeats(definition.repeats());
        budget(definition.budget());
        json.writeNumberProperty("seed", definition.seed());
        json.writeEndObject();
    }

    private void parameter(Parameter parameter) {
        json.writeName(parameter.name());
        if (parameter instanceof ConstantParameter constant) {
            scalar(constant.value());
            return;
        }
        json.writeStartObject();
        if (parameter instanceof FloatParameter real) {
            json.writeStringProperty("type", "float");
            json.writeNumberProperty("low", real.low());
            json.writeNumberProperty("high", real.high());
            real.step().ifPresent(step -> json.writeNumberProperty("step", step));
            log(real.log());
        } else if (parameter instanceof IntParameter whole) {
            whole(whole);
        } else if (parameter instanceof CategoricalParameter categorical) {
            categorical(categorical);
        } else if (parameter instanceof OrdinalParameter ordinal) {
            json.writeStringProperty("type", "ordinal");
            json.writeName("choices");
            scalars(ordinal.choices());
        } else if (parameter instanceof NormalParameter normal) {
            normal(normal);
        }
        parameter.when().ifPresent(this::condition);
        json.writeEndObject();
    }

    private void whole(IntParameter whole) {
        json.writeStringProperty("type", "int");
        json.writeNumberProperty("low", whole.low());
        json.writeNumberProperty("high", whole.high());
        if (whole.step() != 1) {
            json.writeNumberProperty("step", whole.step());
        }
        log(whole.log());
    }

    private void categorical(CategoricalParameter categorical) {
        boolean bool = categorical.choices().equals(ParameterReader.BOOL)
                && categorical.weights().isEmpty();
        json.writeStringProperty("type", bool ? "bool" : "categorical");
        if (!bool) {
            json.writeName("choices");
            scalars(categorical.choices());
        }
        if (!categorical.weights().isEmpty()) {
            json.writeName("weights");
            scalars(categorical.weights());
        }
    }

    private void normal(NormalParameter normal) {
        json.writeStringProperty("type", "normal");
        json.writeNumberProperty("mean", normal.mean());
        json.writeNumberProperty("sd", normal.sd());
        double lowest = normal.log() ? 0 : Double.NEGATIVE_INFINITY;
        if (normal.low() != lowest) {
            json.writeNumberProperty("low", normal.low());
        }
        if (normal.high() != Double.POSITIVE_INFINITY) {
            json.writeNumberProperty("high", normal.high());
        }
        log(normal.log());
    }

    private void log(boolean log) {
        if (log) {
            json.writeBooleanProperty("log", true);
        }
    }

    private void condition(Condition condition) {
        json.writeName("when");
        if (condition.anyOf().size() == 1) {
            alternative(condition.anyOf().get(0));
            return;
        }
        json.writeStartArray();
        condition.anyOf().forEach(this::alternative);
        json.writeEndArray();
    }

    private void alternative(List<Comparison> all) {
        Map<String, Map<Operator, List<Object>>> byParameter = new TreeMap<>();
        for (Comparison one : all) {
            byParameter
                    .computeIfAbsent(one.parameter(), name -> new TreeMap<>())
                    .put(one.operator(), one.values());
        }
        json.writeStartObject();
        byParameter.forEach((name, comparisons) -> {
            json.writeName(name);
            comparisons(comparisons);
        });
        json.writeEndObject();
    }

    private void comparisons(Map<Operator, List<Object>> comparisons) {
        List<Object> equal = comparisons.get(Operator.IN);
        if (equal != null && comparisons.size() == 1) {
            oneOrMany(equal);
            return;
        }
        json.writeStartObject();
        comparisons.forEach((operator, values) -> {
            json.writeName(ConditionReader.label(operator));
            oneOrMany(values);
        });
        json.writeEndObject();
    }

    private void oneOrMany(List<Object> values) {
        if (values.size() == 1) {
            scalar(values.get(0));
        } else {
            scalars(values);
        }
    }

    private void combinations(String key, List<Configuration> combinations) {
        if (!combinations.isEmpty()) {
            json.writeArrayPropertyStart(key);
            for (Configuration combination : combinations) {
                json.writeStartObject();
                members(combination.values());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private void goals(List<Goal> goals) {
        json.writeName("objective");
        if (goals.size() > 1) {
            json.writeStartArray();
        }
        for (Goal goal : goals) {
            json.writeStartObject();
            json.writeStringProperty("metric", goal.metric());
            json.writeStringProperty("direction", goal.direction().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        if (goals.size() > 1) {
            json.writeEndArray();
        }
    }

    private void component(String role, Component component) {
        json.writeObjectPropertyStart(role);
        json.writeStringProperty("type", component.type());
        sorted(component.options());
        json.writeEndObject();
    }

    private void repeats(Repeats repeats) {
        if (repeats.contenders().isPresent()) {
            json.writeObjectPropertyStart("repeats");
            json.writeNumberProperty("count", repeats.count());
            json.writeNumberProperty("contenders", repeats.contenders().getAsInt());
            json.writeEndObject();
        } else if (repeats.count() > 1) {
            json.writeNumberProperty("repeats", repeats.count());
        }
    }

    private void budget(Budget budget) {
        if (!budget.equals(Budget.UNLIMITED)) {
            json.writeObjectPropertyStart("budget");
            budget.trials().ifPresent(trials -> json.writeNumberProperty("trials", trials));
            budget.epochs().ifPresent(epochs -> json.writeNumberProperty("epochs", epochs));
            budget.target().ifPresent(target -> json.writeNumberProperty("target", target));
            budget.patience().ifPresent(patience -> json.writeNumberProperty("patience", patience));
            time("time", budget.time());
            budget.failures().ifPresent(failures -> json.writeNumberProperty("failures", failures));
            time("trial_time", budget.trialTime());
            json.writeEndObject();
        }
    }

    private void time(String key, Optional<Duration> time) {
        time.ifPresent(duration -> json.writeStringProperty(key, Durations.text(duration)));
    }

    private void sorted(Map<String, Object> values) {
        members(new TreeMap<>(values));
    }

    private void members(Map<String, Object> values) {
        values.forEach((name, value) -> {
            json.writeName(name);
            scalar(value);
        });
    }

    private void scalars(List<?> values) {
        json.writeStartArray();
        values.forEach(this::scalar);
        json.writeEndArray();
    }

    private void scalar(Object value) {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }
}
