package dev.fer.search.definition;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became different between two versions of a search, told apart by whether a study can take it on. Immutable and
 * thread-safe.
 *
 * <p>A study takes on what leaves its finished trials valid and comparable: a wider range, more choices, fewer
 * forbidden combinations, more trials, other time limits, another sampler, pruner or description. Anything else
 * makes another study.
 *
 * @param accepted the differences that a study takes on
 * @param refused the differences that need a new study
 */
public record DefinitionChange(List<Difference> accepted, List<Difference> refused) {
    private static final String ABSENT = "absent";

    /**
     * One difference.
     *
     * @param pointer the JSON pointer of what differs
     * @param before in words
     * @param after in words
     */
    public record Difference(String pointer, String before, String after) {
        /** Returns one line, for instance {@code /space/dropout: float 0..0.4 -> float 0..0.5}. */
        @Override
        public String toString() {
            return pointer + ": " + before + " -> " + after;
        }
    }

    /** Copies the lists. */
    public DefinitionChange {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /** Compares the definition that a study has with another one. */
    public static DefinitionChange between(SearchDefinition before, SearchDefinition after) {
        Comparer comparer = new Comparer();
        comparer.compare(before, after);
        return new DefinitionChange(comparer.accepted, comparer.refused);
    }

    /** Tells whether a study can take on all differences. */
    public boolean isCompatible() {
        return refused.isEmpty();
    }

    /** Tells whether nothing is different. */
    public boolean isEmpty() {
        return accepted.isEmpty() && refused.isEmpty();
    }

    /** Collects the differences, part by part. */
    private static final class Comparer {
        private final List<Difference> accepted = new ArrayList<>();
        private final List<Difference> refused = new ArrayList<>();

        void compare(SearchDefinition before, SearchDefinition after) {
            note(false, "/name", before.name(), after.name());
            note(true, "/description", before.description(), after.description());
            note(false, "/model", before.model().orElse(ABSENT), after.model().orElse(ABSENT));
            note(false, "/command", before.command(), after.command());
            spaces(before.space(), after.space());
            note(false, "/enqueue", text(before.enqueue()), text(after.enqueue()));
            note(false, "/objective", goals(before.goals()), goals(after.goals()));
            training(before.training(), after.training());
            note(true, "/sampler", text(before.sampler()), text(after.sampler()));
            note(true, "/pruner", text(before.pruner()), text(after.pruner()));
            note(true, "/repeats", before.repeats(), after.repeats());
            budgets(before.budget(), after.budget());
            note(false, "/seed", before.seed(), after.seed());
        }

        private void note(boolean harmless, String pointer, Object before, Object after) {
            if (!before.equals(after)) {
                (harmless ? accepted : refused)
                        .add(new Difference(pointer, String.valueOf(before), String.valueOf(after)));
            }
        }

        private void spaces(SearchSpace before, SearchSpace after) {
            for (Parameter old : before.parameters()) {
                String pointer = Place.child("/space", old.name());
                Optional<Integer> position = after.indexOf(old.name());
                if (position.isEmpty()) {
                    note(false, pointer, describe(old), ABSENT);
                } else {
                    parameters(pointer, old, after.parameters().get(position.get()));
                }
            }
            for (Parameter added : after.parameters()) {
                if (before.indexOf(added.name()).isEmpty()) {
                    note(false, Place.child("/space", added.name()), ABSENT, describe(added));
                }
            }
            if (names(before).size() == names(after).size() && names(before).containsAll(names(after))) {
                note(true, "/space", String.join(", ", names(before)), String.join(", ", names(after)));
            }
            forbidden(before.forbidden(), after.forbidden());
        }

        private void parameters(String pointer, Parameter before, Parameter after) {
            if (!before.equals(after)) {
                boolean wider = Widening.isWider(before, after);
                (wider ? accepted : refused).add(new Difference(pointer, describe(before), describe(after)));
            }
        }

        private void forbidden(List<Configuration> before, List<Configuration> after) {
            for (Configuration combination : before) {
                if (!after.contains(combination)) {
                    note(true, "/forbidden", ConfigurationJson.write(combination), ABSENT);
                }
            }
            for (Configuration combination : after) {
                if (!before.contains(combination)) {
                    note(false, "/forbidden", ABSENT, ConfigurationJson.write(combination));
                }
            }
        }

        private void training(Map<String, Object> before, Map<String, Object> after) {
            TreeSet<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            for (String name : names) {
                Object old = Objects.requireNonNullElse(before.get(name), ABSENT);
                // Readers have filled in epochs since: what a study without them trained by default.
                boolean filledIn = name.equals("epochs") && !before.containsKey(name);
                note(filledIn, "/training/" + name, old, Objects.requireNonNullElse(after.get(name), ABSENT));
            }
        }

        private void budgets(Budget before, Budget after) {
            boolean more =
                    after.trials().orElse(Integer.MAX_VALUE) >= before.trials().orElse(Integer.MAX_VALUE);
            note(more, "/budget/trials", limit(before.trials()), limit(after.trials()));
            note(true, "/budget/epochs", limit(before.epochs()), limit(after.epochs()));
            note(true, "/budget/target", limit(before.target()), limit(after.target()));
            note(true, "/budget/patience", limit(before.patience()), limit(after.patience()));
            note(true, "/budget/time", limit(before.time()), limit(after.time()));
            note(true, "/budget/failures", limit(before.failures()), limit(after.failures()));
            note(true, "/budget/trial_time", limit(before.trialTime()), limit(after.trialTime()));
        }

        private static String limit(OptionalInt count) {
            return count.isPresent() ? String.valueOf(count.getAsInt()) : "no limit";
        }

        private static String limit(OptionalDouble value) {
            return value.isPresent() ? String.valueOf(value.getAsDouble()) : "no limit";
        }

        private static String limit(Optional<Duration> time) {
            return time.map(Durations::text).orElse("no limit");
        }

        private static List<String> names(SearchSpace space) {
            return space.parameters().stream().map(Parameter::name).toList();
        }

        private static String describe(Parameter parameter) {
            return parameter.allowed()
                    + parameter.when().map(condition -> ", when " + condition).orElse("");
        }

        private static String text(Component component) {
            return component.type() + (component.options().isEmpty() ? "" : " " + component.options());
        }

        private static String goals(List<Goal> goals) {
            return goals.stream()
                    .map(goal -> goal.direction().name().toLowerCase(Locale.ROOT) + " " + goal.metric())
                    .collect(Collectors.joining(", "));
        }

        private static String text(List<Configuration> configurations) {
            return configurations.stream().map(ConfigurationJson::write).collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
