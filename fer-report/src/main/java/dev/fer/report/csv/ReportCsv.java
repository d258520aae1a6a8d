package dev.fer.report.csv;

import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes all trials as one table of RFC 4180 with a header line, in UTF-8: a trial a line, of several studies with the
 * study's name first. Columns are {@code number}, {@code state}, the goals' metrics, {@code seed}, {@code steps},
 * {@code seconds}, the times, {@code worker}, {@code failure}, then {@code param.*}, {@code metric.*} and
 * {@code attribute.*}. Numbers have all their digits, times are ISO 8601 in UTC, and cells without a value are empty.
 *
 * <p>A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class ReportCsv {
    private record Column(String name, Function<Trial, ?> cell) {}

    private ReportCsv() {}

    /**
     * Writes the table and leaves the stream open.
     *
     * @throws IOException if the stream fails
     */
    public static void write(ReportData report, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        boolean several = report.studies().size() > 1;
        List<Column> columns = columns(report.studies());
        List<Object> header = new ArrayList<>(several ? List.of("study") : List.of());
        columns.forEach(column -> header.add(column.name));
        writer.write(CsvLine.of(header));
        for (StudyData study : report.studies()) {
            for (Trial trial : study.trials()) {
                List<Object> row = new ArrayList<>(several ? List.of(study.name()) : List.of());
                columns.forEach(column -> row.add(column.cell.apply(trial)));
                writer.write(CsvLine.of(row));
            }
        }
        writer.flush();
    }

    private static List<Column> columns(List<StudyData> studies) {
        Set<String> goals = new LinkedHashSet<>();
        Set<String> parameters = new LinkedHashSet<>();
        Set<String> metrics = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        for (StudyData study : studies) {
            study.study().definition().goals().stream().map(Goal::metric).forEach(goals::add);
            study.study().definition().space().parameters().stream()
                    .map(Parameter::name)
                    .forEach(parameters::add);
            for (Trial trial : study.trials()) {
                trial.configuration().ifPresent(values -> parameters.addAll(values.names()));
                metrics.addAll(trial.metrics().keySet());
                attributes.addAll(trial.attributes().keySet());
            }
        }
        metrics.removeAll(goals);
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("number", Trial::number));
        columns.add(new Column("state", trial -> trial.state().name().toLowerCase(Locale.ROOT)));
        goals.forEach(goal -> columns.add(new Column(goal, trial -> trial.metric(goal))));
        columns.add(new Column("seed", Trial::seed));
        columns.add(new Column("steps", Trial::lastStep));
        columns.add(new Column("seconds", trial -> trial.computeTime().toMillis() / 1000.0));
        columns.add(new Column("created", trial -> trial.created().toString()));
        columns.add(new Column("started", trial -> trial.started().map(Instant::toString)));
        columns.add(new Column("finished", trial -> trial.finished().map(Instant::toString)));
        columns.add(new Column("attempts", Trial::attempts));
        columns.add(new Column("worker", Trial::worker));
        columns.add(new Column("failure", ReportCsv::failure));
        parameters.forEach(name -> columns.add(new Column(
                "param." + name,
                trial -> trial.configuration().orElse(Configuration.EMPTY).find(name))));
        metrics.forEach(name -> columns.add(new Column("metric." + name, trial -> trial.metric(name))));
        attributes.forEach(name -> columns.add(new Column(
                "attribute." + name,
                trial -> Optional.ofNullable(trial.attributes().get(name)))));
        return columns;
    }

    private static Optional<String> failure(Trial trial) {
        return trial.failure().map(failure -> failure.reason().label() + ": " + failure.message());
    }
}
