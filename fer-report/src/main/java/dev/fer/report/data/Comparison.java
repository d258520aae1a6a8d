package dev.fer.report.data;

import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Several studies side by side. Those that repeat each other are one contender; contenders are judged at the same
 * budget.
 *
 * @param sameGoal whether all studies pursue the same first goal; otherwise values cannot be compared
 * @param sameData whether all studies that say so ran on the same data
 * @param contenders in the order in which their first studies were given
 * @param budgets one for each thing that all have spent of, first what all were given; empty if the goals differ
 * @param winners the parameters of each contender's best trial
 * @param spaces the parameters' ranges
 * @param setups what else was set: model, sampler, pruner, training
 */
public record Comparison(
        boolean sameGoal,
        boolean sameData,
        List<Contender> contenders,
        List<SameBudget> budgets,
        List<Side> winners,
        List<Side> spaces,
        List<Side> setups) {

    /**
     * One thing in all contenders.
     *
     * @param name the thing's
     * @param values one for each contender, a scalar or words; empty where it lacks the thing
     */
    public record Side(String name, List<Optional<Object>> values) {
        /** Copies the values. */
        public Side {
            values = List.copyOf(values);
        }

        /** Tells whether contenders differ in it. */
        public boolean differs() {
            return values.stream().distinct().count() > 1;
        }

        /** Tells whether every contender has it. */
        public boolean isCommon() {
            return values.stream().allMatch(Optional::isPresent);
        }
    }

    /**
     * The values that some runs came to.
     *
     * @param name of the contender, or of its run
     * @param ranked of all their complete trials, the best first, at least one
     */
    public record Values(String name, List<Double> ranked) {
        /** Copies the values. */
        public Values {
            ranked = List.copyOf(ranked);
        }

        /** Returns how they are spread. */
        public Distribution distribution() {
            return Distribution.of(ranked);
        }
    }

    /** Copies the lists. */
    public Comparison {
        contenders = List.copyOf(contenders);
        budgets = List.copyOf(budgets);
        winners = List.copyOf(winners);
        spaces = List.copyOf(spaces);
        setups = List.copyOf(setups);
    }

    static Comparison of(List<StudyData> studies) {
        List<Contender> contenders = Contender.of(studies);
        boolean sameGoal = studies.stream().map(StudyData::goal).distinct().count() == 1;
        boolean sameData = studies.stream()
                        .flatMap(study -> Contender.data(study).stream())
                        .distinct()
                        .count()
                <= 1;
        List<SameBudget> budgets = sameGoal
                ? units(studies)
                        .flatMap(unit -> SameBudget.of(
                                contenders, unit, studies.get(0).goal().direction())
                                .stream())
                        .toList()
                : List.of();
        return new Comparison(
                sameGoal,
                sameData,
                contenders,
                budgets,
                sides(contenders.stream().map(Comparison::winner).toList()),
                sides(contenders.stream().map(Comparison::space).toList()),
                sides(contenders.stream().map(Comparison::setup).toList()));
    }

    /** Searches that were all given so many epochs are to be judged by those: some spend them on more trials than others. */
    private static Stream<Effort> units(List<StudyData> studies) {
        boolean epochs = studies.stream()
                .allMatch(study -> study.study().definition().budget().epochs().isPresent());
        return Arrays.stream(Effort.values()).sorted(Comparator.comparing(unit -> !(epochs && unit == Effort.STEPS)));
    }

    private static List<Side> sides(List<Map<String, Object>> columns) {
        Set<String> names = new LinkedHashSet<>();
        columns.forEach(column -> names.addAll(column.keySet()));
        List<Side> sides = new ArrayList<>();
        for (String name : names) {
            sides.add(new Side(
                    name,
                    columns.stream()
                            .map(column -> Optional.ofNullable(column.get(name)))
                            .toList()));
        }
        return sides;
    }

    private static Map<String, Object> winner(Contender contender) {
        return contender
                .winner()
                .flatMap(StudyData::best)
                .flatMap(best -> best.trial().configuration())
                .map(configuration -> configuration.values())
                .orElse(Map.of());
    }

    private static Map<String, Object> space(Contender contender) {
        Map<String, Object> ranges = new LinkedHashMap<>();
        for (Parameter parameter : definition(contender).space().parameters()) {
            ranges.put(parameter.name(), parameter.allowed());
        }
        return ranges;
    }

    private static Map<String, Object> setup(Contender contender) {
        SearchDefinition definition = definition(contender);
        Map<String, Object> setup = new LinkedHashMap<>();
        definition.model().ifPresent(model -> setup.put("model", model));
        if (!definition.command().isEmpty()) {
            setup.put("command", String.join(" ", definition.command()));
        }
        setup.put("sampler", words(definition.sampler()));
        setup.put("pruner", words(definition.pruner()));
        setup.put("repeats", definition.repeats().toString());
        setup.put("tried first", definition.enqueue().size());
        new TreeMap<>(definition.training()).forEach((name, value) -> setup.put("training." + name, value));
        Contender.data(contender.runs().get(0)).ifPresent(data -> setup.put("data", data));
        return setup;
    }

    private static String words(SearchDefinition.Component component) {
        StringBuilder words = new StringBuilder(component.type());
        component
                .options()
                .forEach((name, value) ->
                        words.append(' ').append(name).append('=').append(value));
        return words.toString();
    }

    private static SearchDefinition definition(Contender contender) {
        return contender.runs().get(0).study().definition();
    }

    /**
     * Returns what contenders came to, those without a complete trial left out; of a lone contender, what each of its
     * runs came to. Empty if the goals differ.
     */
    public List<Values> values() {
        List<Contender> compared = contenders.size() > 1
                ? contenders
                : contenders.get(0).runs().stream()
                        .map(run -> new Contender(run.name(), List.of(run)))
                        .toList();
        return compared.stream()
                .filter(contender -> sameGoal && !contender.ranked().isEmpty())
                .map(contender -> new Values(contender.name(), contender.ranked()))
                .toList();
    }

    /** Returns how many studies there are. */
    public int studies() {
        return contenders.stream()
                .mapToInt(contender -> contender.runs().size())
                .sum();
    }
}
