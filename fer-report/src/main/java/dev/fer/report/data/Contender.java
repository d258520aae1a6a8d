package dev.fer.report.data;

import dev.fer.search.Goal;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One way to search, with all its runs: studies whose definitions differ in nothing but name, description, seed and
 * budget, on the same data, are repeats of each other.
 *
 * @param name unique within a comparison: the study's, or what the names of several have in common
 * @param runs at least one, in the order in which they were given
 */
public record Contender(String name, List<StudyData> runs) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]*$");
    private static final Pattern COUNTER = Pattern.compile("[-._]+(seed|run|repeat|rep|s|r)?[-._]*$");

    private record Kind(String definition, Optional<String> data) {
        static Kind of(StudyData study) {
            SearchDefinition bare = study.study()
                    .definition()
                    .withName("any")
                    .withDescription("")
                    .withBudget(SearchDefinition.Budget.UNLIMITED)
                    .withSeed(0);
            return new Kind(SearchDefinitions.write(bare), Contender.data(study));
        }
    }

    /** Copies the runs. */
    public Contender {
        runs = List.copyOf(runs);
    }

    /** Finds out which studies repeat each other. */
    static List<Contender> of(List<StudyData> studies) {
        Map<Kind, List<StudyData>> kinds = new LinkedHashMap<>();
        studies.forEach(study ->
                kinds.computeIfAbsent(Kind.of(study), kind -> new ArrayList<>()).add(study));
        Set<String> taken = new HashSet<>();
        kinds.values().stream()
                .filter(runs -> runs.size() == 1)
                .forEach(runs -> taken.add(runs.get(0).name()));
        return kinds.values().stream()
                .map(runs -> new Contender(name(runs, taken), runs))
                .toList();
    }

    private static String name(List<StudyData> runs, Set<String> taken) {
        StudyData first = runs.get(0);
        if (runs.size() == 1) {
            return first.name();
        }
        String common = common(runs.stream().map(StudyData::name).toList());
        String name = common.isEmpty() ? first.study().definition().sampler().type() : common;
        return taken.add(name) ? name : first.name() + " and repeats";
    }

    /** What names begin with alike, without the counter that tells them apart: of tpe-s1 and tpe-s2, tpe. */
    private static String common(List<String> names) {
        String first = names.get(0);
        int length = first.length();
        for (String name : names) {
            int alike = 0;
            while (alike < Math.min(length, name.length()) && name.charAt(alike) == first.charAt(alike)) {
                alike++;
            }
            length = alike;
        }
        int cut = length;
        boolean counted = names.stream().allMatch(name -> name.length() == cut || Character.isDigit(name.charAt(cut)));
        String prefix = first.substring(0, cut);
        prefix = counted ? DIGITS.matcher(prefix).replaceFirst("") : prefix;
        return COUNTER.matcher(prefix).replaceFirst("");
    }

    /** Returns the run whose best trial is the best of all. */
    public Optional<StudyData> winner() {
        return runs.stream()
                .filter(run -> run.best().isPresent())
                .min(Comparator.comparingDouble(run ->
                        run.goal().direction().loss(run.best().orElseThrow().value())));
    }

    /** Returns the values of the complete trials of all runs, the best first. */
    List<Double> ranked() {
        Goal goal = runs.get(0).goal();
        return runs.stream()
                .flatMap(run -> run.ranking().stream().map(i -> run.history().values()[i]))
                .sorted(Comparator.comparingDouble(goal.direction()::loss))
                .toList();
    }

    /** Returns the seed of a run. */
    static long seed(StudyData run) {
        return run.study().definition().seed();
    }

    /** Returns the fingerprint of the data that a study ran on, if it recorded one. */
    static Optional<String> data(StudyData study) {
        return study.study().dataFingerprint();
    }
}
