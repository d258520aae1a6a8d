package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.Standings;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.store.StudyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who chose each trial's configuration: a sampler, by the note that it left, a repeat, or a person.
 *
 * @param sources in the order in which they first chose
 * @param source of each trial, an index
 * @param noted whether samplers left notes; without, all of their suggestions are one source
 */
public record Sources(List<Source> sources, int[] source, boolean noted) {
    private static final Pattern COMMA = Pattern.compile(", ");

    /**
     * What one source chose and what came of it.
     *
     * @param name a sampler's, or a few words
     * @param reason what its notes say beside figures; often empty
     * @param trials how many
     * @param states how many of them are in each state
     * @param best the position of its best complete trial
     * @param values of its complete trials; empty if none is complete
     */
    public record Source(
            String name,
            String reason,
            int trials,
            Map<TrialState, Integer> states,
            Optional<Integer> best,
            Optional<Distribution> values) {
        /** Copies the counts. */
        public Source {
            states = Map.copyOf(states);
        }

        /** Returns how many of its trials are in a state. */
        public int count(TrialState state) {
            return states.getOrDefault(state, 0);
        }
    }

    private record Key(String name, String reason) {}

    /** Copies the sources; the array is shared and not to be changed. */
    public Sources {
        sources = List.copyOf(sources);
    }

    static Sources of(SearchDefinition definition, List<Trial> trials, ValueHistory history) {
        boolean noted = trials.stream().anyMatch(trial -> trial.attributes().containsKey(Sampler.NOTE));
        Map<Key, List<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < trials.size(); i++) {
            positions
                    .computeIfAbsent(key(definition, trials.get(i), noted), key -> new ArrayList<>())
                    .add(i);
        }
        int[] ranks = new int[trials.size()];
        Arrays.fill(ranks, Integer.MAX_VALUE);
        IntStream.range(0, history.ranking().size())
                .forEach(rank -> ranks[history.ranking().get(rank)] = rank);
        int[] source = new int[trials.size()];
        List<Source> sources = new ArrayList<>();
        positions.forEach((key, members) -> {
            members.forEach(position -> source[position] = sources.size());
            sources.add(source(key, members, trials, history, ranks));
        });
        return new Sources(sources, source, noted);
    }

    /** Returns the trials that began in the study itself; all, if it only holds what came from elsewhere. */
    static List<Trial> own(List<Trial> trials) {
        List<Trial> own = trials.stream()
                .filter(trial -> !trial.attributes().containsKey(Standings.IMPORTED_FROM))
                .toList();
        return own.isEmpty() ? trials : own;
    }

    /** Returns when a study began: when it was created, or if it only holds what came from elsewhere, the first of it. */
    static Instant beginning(StudyRecord study, List<Trial> trials) {
        boolean foreign = trials.stream().allMatch(trial -> trial.attributes().containsKey(Standings.IMPORTED_FROM));
        Optional<Instant> first =
                trials.stream().flatMap(trial -> trial.started().stream()).min(Instant::compareTo);
        return first.filter(start -> foreign).orElse(study.created());
    }

    private static Key key(SearchDefinition definition, Trial trial, boolean noted) {
        Map<String, String> attributes = trial.attributes();
        if (attributes.containsKey(Standings.REPEAT_OF)) {
            return new Key("repeats", "");
        }
        if (attributes.containsKey(Standings.RETRY_OF)) {
            return new Key("asked for again", "");
        }
        if (attributes.containsKey(Standings.IMPORTED_FROM)) {
            return new Key("imported", "");
        }
        String note = attributes.get(Sampler.NOTE);
        if (note != null) {
            return noted(note);
        }
        if (trial.number() < definition.enqueue().size()) {
            return new Key("given in the search file", "");
        }
        return noted
                ? new Key("given later, or without a note", "")
                : new Key(definition.sampler().type(), "");
    }

    /** Takes apart {@code tpe: 3 parameters, 40 trials, hard to predict}: figures differ from trial to trial. */
    private static Key noted(String note) {
        int colon = note.indexOf(": ");
        if (colon < 0) {
            return new Key(note, "");
        }
        String reason = COMMA.splitAsStream(note.substring(colon + 2))
                .filter(part -> !part.isEmpty() && !Character.isDigit(part.charAt(0)))
                .collect(Collectors.joining(", "));
        return new Key(note.substring(0, colon), reason);
    }

    private static Source source(
            Key key, List<Integer> members, List<Trial> trials, ValueHistory history, int[] ranks) {
        Map<TrialState, Integer> states =
                members.stream().collect(Collectors.toMap(i -> trials.get(i).state(), i -> 1, Integer::sum));
        List<Integer> ranked = members.stream()
                .filter(i -> ranks[i] < Integer.MAX_VALUE)
                .sorted((one, other) -> Integer.compare(ranks[one], ranks[other]))
                .toList();
        Optional<Distribution> values = ranked.isEmpty()
                ? Optional.empty()
                : Optional.of(Distribution.of(
                        ranked.stream().map(i -> history.values()[i]).toList()));
        return new Source(
                key.name, key.reason, members.size(), states, ranked.stream().findFirst(), values);
    }
}
