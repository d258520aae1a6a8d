package dev.fer.data.read;

import dev.fer.common.FerException;
import java.util.List;
import java.util.stream.Collectors;

/** A source of data holds problems; all of them are in {@link #problems()}, the first 20 in the message. */
public final class DamagedDataException extends FerException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final String source;
    private final transient List<DataProblem> problems;

    /**
     * Creates the error.
     *
     * @param source the path that was read
     * @param problems everything that is wrong there, in the order in which it was found
     * @param skippable whether anything would be left without what is damaged
     */
    public DamagedDataException(String source, List<DataProblem> problems, boolean skippable) {
        super(
                compose(source, problems),
                skippable
                        ? "repair the data, or go on without what is damaged: --skip-damaged"
                        : "repair the data; nothing is left without what is damaged",
                null);
        this.source = source;
        this.problems = List.copyOf(problems);
    }

    /** Returns the path that was read. */
    public String source() {
        return source;
    }

    /** Returns everything that is wrong, in the order in which it was found. */
    public List<DataProblem> problems() {
        return problems;
    }

    private static String compose(String source, List<DataProblem> problems) {
        String shown =
                problems.stream().limit(SHOWN).map(problem -> "\n  " + problem).collect(Collectors.joining());
        String more = problems.size() > SHOWN ? "\n  and " + (problems.size() - SHOWN) + " more" : "";
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return source + " holds " + count + shown + more;
    }
}
