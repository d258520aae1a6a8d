package dev.fer.models.family;

import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many filters each stage of a staged network has: an explicit list, or a first width that grows from stage to
 * stage.
 */
final class Widths {
    private static final String LIST = "widths";
    private static final int MOST_FILTERS = 4096;
    private static final int MOST_STAGES = 6;

    private Widths() {}

    /** Returns what a search may set. */
    static List<ParameterDeclaration> declarations(int stages, int filters) {
        return List.of(
                ParameterDeclaration.text(
                        LIST,
                        "filters of each stage, for instance '16, 32, 64, 128'",
                        value -> problem(String.valueOf(value))),
                ParameterDeclaration.whole(
                                "num_stages", stages, 1, MOST_STAGES, "how many stages; each halves the image")
                        .countingWithout(LIST),
                ParameterDeclaration.whole("num_filters", filters, 1, 1024, "filters of the first stage")
                        .countingWithout(LIST),
                ParameterDeclaration.real("filter_growth", 2, 1, 4, "factor of filters from stage to stage")
                        .countingWithout(LIST));
    }

    /** Returns the filters of each stage. */
    static List<Integer> of(Configuration parameters) {
        if (parameters.contains(LIST)) {
            return Numbers.parse(parameters.getString(LIST));
        }
        List<Integer> widths = new ArrayList<>();
        for (int stage = 0; stage < parameters.getInt("num_stages"); stage++) {
            double width = parameters.getInt("num_filters") * Math.pow(parameters.getDouble("filter_growth"), stage);
            widths.add((int) Math.min(MOST_FILTERS, Math.round(width)));
        }
        return widths;
    }

    /** Returns the parameter that sets how many stages there are. */
    static String changeable(Configuration parameters) {
        return parameters.contains(LIST) ? LIST : "num_stages";
    }

    /** Returns the parameter that sets how wide they are. */
    static String heavy(Configuration parameters) {
        return parameters.contains(LIST) ? LIST : "num_filters";
    }

    private static Optional<String> problem(String widths) {
        return Numbers.problem(widths, MOST_STAGES, MOST_FILTERS);
    }
}
