package dev.fer.cli.command;

import dev.fer.cli.output.Rows;
import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns that a list of trials has or may have: what each is called, shows and sorts by. */
final class TrialColumns {
    private static final List<String> OWN = List.of("number", "state", "epoch", "seconds", "failure");

    /**
     * One column.
     *
     * @param cell what it shows of a trial
     * @param rank what trials are sorted by: numbers by size, all else by its text; those without one come last
     */
    private record Column(String name, Function<Trial, Optional<?>> cell, Function<Trial, Optional<?>> rank) {
        Column(String name, Function<Trial, Optional<?>> cell) {
            this(name, cell, cell);
        }

        Comparator<Trial> order() {
            return Comparator.comparingDouble(
                            (Trial trial) -> rank.apply(trial).map(Column::size).orElse(0.0))
                    .thenComparing(
                            trial -> rank.apply(trial).map(String::valueOf).orElse(""));
        }

        private static double size(Object value) {
            return value instanceof Number number ? number.doubleValue() : 0;
        }
    }

    private final List<Column> before = new ArrayList<>();
    private final List<Column> others = new ArrayList<>();
    private final List<Column> after = new ArrayList<>();
    private final Set<String> taken = new HashSet<>(OWN);

    private TrialColumns() {}

    /** Returns the columns of a study: those that each list has, and the other metrics and attributes of its trials. */
    static TrialColumns of(SearchDefinition definition, List<Trial> trials) {
        TrialColumns columns = new TrialColumns();
        columns.addListed(definition);
        columns.addOthers(definition, trials);
        return columns;
    }

    private void addListed(SearchDefinition definition) {
        before.add(new Column("number", trial -> Optional.of(trial.number())));
        before.add(new Column(
                "state",
                trial -> Optional.of(TrialRows.label(trial)),
                trial -> Optional.of(trial.state().ordinal())));
        for (Goal goal : definition.goals()) {
            before.add(new Column(
                    name("metrics.", goal.metric()),
                    trial -> trial.metric(goal.metric()),
                    trial -> trial.metric(goal.metric()).map(goal.direction()::loss)));
        }
        after.add(new Column("epoch", trial -> Optional.of(trial.lastStep())));
        after.add(new Column("seconds", trial -> Optional.of(trial.computeTime().toMillis() / 1000.0)));
        for (Parameter parameter : definition.space().parameters()) {
            after.add(new Column(
                    name("parameters.", parameter.name()),
                    trial -> trial.configuration().flatMap(values -> values.find(parameter.name()))));
        }
        after.add(new Column(
                "failure",
                trial -> trial.failure().map(failure -> failure.reason().label() + ": " + failure.message())));
    }

    private void addOthers(SearchDefinition definition, List<Trial> trials) {
        Set<String> metrics = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        trials.forEach(trial -> {
            metrics.addAll(trial.metrics().keySet());
            attributes.addAll(trial.attributes().keySet());
        });
        definition.goals().forEach(goal -> metrics.remove(goal.metric()));
        for (String metric : metrics) {
            others.add(new Column(name("metrics.", metric), trial -> trial.metric(metric)));
        }
        for (String attribute : attributes) {
            Function<Trial, Optional<String>> text =
                    trial -> Optional.ofNullable(trial.attributes().get(attribute));
            others.add(new Column(
                    "attributes." + attribute,
                    text::apply,
                    trial -> text.apply(trial).map(TrialColumns::numberOrText)));
        }
    }

    /** What has the name of another column is told apart by its kind: {@code metrics.seconds}, {@code parameters.loss}. */
    private String name(String kind, String name) {
        String free = taken.contains(name) ? kind + name : name;
        taken.add(free);
        return free;
    }

    private static Object numberOrText(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private List<Column> all() {
        return Stream.of(before, after, others).flatMap(List::stream).toList();
    }

    /** Returns the names of all columns. */
    List<String> names() {
        return all().stream().map(Column::name).toList();
    }

    /**
     * Returns a line a trial: number, state, goals, other columns that are wanted, last epoch, seconds, parameters, what
     * went wrong.
     *
     * @param wanted what the name of another column must match; each has to match some column
     */
    Rows rows(List<Trial> trials, List<Pattern> wanted) {
        wanted.forEach(this::requireMatch);
        Stream<Column> shown = others.stream()
                .filter(column -> wanted.stream()
                        .anyMatch(pattern -> pattern.matcher(column.name()).find()));
        List<Column> columns = Stream.of(before.stream(), shown, after.stream())
                .flatMap(stream -> stream)
                .toList();
        Rows.Builder rows = Rows.of(columns.stream().map(Column::name).toList());
        for (Trial trial : trials) {
            rows.row(columns.stream().map(column -> column.cell().apply(trial)).toList());
        }
        return rows.build();
    }

    private void requireMatch(Pattern pattern) {
        if (all().stream().noneMatch(column -> pattern.matcher(column.name()).find())) {
            throw unknown("no metric or attribute '" + pattern + "'", pattern.pattern(), others);
        }
    }

    private static UserError unknown(String problem, String found, List<Column> allowed) {
        List<String> names = allowed.stream().map(Column::name).toList();
        return new UserError(
                problem + Suggestions.didYouMean(found, names),
                names.isEmpty() ? "the trials have none" : "one of: " + String.join(", ", names));
    }

    /**
     * Returns the trials in the order of a column, a goal's from the best value on; those without a value come last.
     *
     * @param reversed whether the order is turned round
     */
    List<Trial> sorted(List<Trial> trials, String name, boolean reversed) {
        Column column = all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("no column '" + name + "' to sort by", name, all()));
        Comparator<Trial> order = reversed ? column.order().reversed() : column.order();
        return trials.stream()
                .sorted(Comparator.comparing(
                                (Trial trial) -> column.rank().apply(trial).isEmpty())
                        .thenComparing(order))
                .toList();
    }
}
