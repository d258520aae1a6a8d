package dev.fer.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a study did not take over, by the reason, so that one frequent reason does not hide the others. */
final class LeftOut {
    /** Of so many reasons, the most frequent first, and of so many numbers beside each, it is told. */
    private static final int NAMED = 3;

    private final String noun;
    private final Map<String, List<Integer>> numbers = new LinkedHashMap<>();

    /**
     * Begins with nothing left out.
     *
     * @param noun what the numbers count, as {@code trial}
     */
    LeftOut(String noun) {
        this.noun = noun;
    }

    /**
     * Counts one.
     *
     * @param reason a clause about {@code it}
     */
    void add(int number, String reason) {
        numbers.computeIfAbsent(reason, first -> new ArrayList<>()).add(number);
    }

    /** Returns how many were left out. */
    int count() {
        return numbers.values().stream().mapToInt(List::size).sum();
    }

    /** Returns what to go on with after a count of those that were not left out. */
    String said() {
        if (numbers.isEmpty()) {
            return "";
        }
        List<Map.Entry<String, List<Integer>>> told = numbers.entrySet().stream()
                .sorted(Comparator.comparing(reason -> -reason.getValue().size()))
                .limit(NAMED)
                .toList();
        int more = count()
                - told.stream().mapToInt(reason -> reason.getValue().size()).sum();
        return told.stream()
                .map(reason -> named(reason.getValue()) + reason.getKey())
                .collect(Collectors.joining("; ", "; left out ", more > 0 ? "; and " + more + " more" : ""));
    }

    private String named(List<Integer> same) {
        if (same.size() == 1) {
            return noun + " " + same.get(0) + ", as ";
        }
        String listed = same.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = same.size() - NAMED;
        return noun + "s " + listed + (more > 0 ? " and " + more + " more" : "") + ", each as ";
    }
}
