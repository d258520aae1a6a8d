package dev.fer.search.definition;

import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a trial's values into the words of a search's command, so that a program may read them from its command line:
 * {@code --lr={learning_rate}}, or {@code {args}} for all of them.
 *
 * <p>Only words without blanks have such places: what is written for a shell keeps its braces. Thread-safe.
 */
public final class CommandWords {
    /** The word that becomes {@code --name=value} for each value of the trial. */
    public static final String ALL = "{args}";

    /** What may stand in braces beside parameters: facts about the trial. */
    public static final List<String> FACTS = List.of("number", "seed", "study", "directory", "resume_from");

    private static final Pattern BLANK = Pattern.compile("\\s");
    /** A name as programs have them, in braces that are not a shell's. */
    private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    private CommandWords() {}

    /** Returns the names that stand in braces in a word, in their order. */
    static List<String> names(String word) {
        return BLANK.matcher(word).find()
                ? List.of()
                : PLACE.matcher(word).results().map(place -> place.group(1)).toList();
    }

    /**
     * Returns the names in braces in a word that can mean nothing.
     *
     * @param known the parameters, and {@link #FACTS}
     */
    static List<String> unknown(String word, Collection<String> known) {
        return word.equals(ALL)
                ? List.of()
                : names(word).stream().filter(name -> !known.contains(name)).toList();
    }

    /**
     * Returns a command for one trial. A word that names a parameter which the trial has not is left out.
     *
     * @param facts the trial's, by the names in {@link #FACTS}; a parameter of such a name goes before
     */
    public static List<String> fill(List<String> command, Configuration values, Map<String, String> facts) {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            if (word.equals(ALL)) {
                values.values().forEach((name, value) -> words.add("--" + name + "=" + value));
            } else {
                filled(word, values, facts).ifPresent(words::add);
            }
        }
        return words;
    }

    private static Optional<String> filled(String word, Configuration values, Map<String, String> facts) {
        if (names(word).stream().anyMatch(name -> !values.contains(name) && !facts.containsKey(name))) {
            return Optional.empty();
        }
        return Optional.of(
                names(word).isEmpty()
                        ? word
                        : PLACE.matcher(word)
                                .replaceAll(place -> Matcher.quoteReplacement(values.find(place.group(1))
                                        .map(String::valueOf)
                                        .orElseGet(() -> facts.getOrDefault(place.group(1), "")))));
    }
}
