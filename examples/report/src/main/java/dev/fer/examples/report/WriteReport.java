package dev.fer.examples.report;

import dev.fer.report.ReportOptions;
import dev.fer.report.Reports;
import dev.fer.report.data.Baseline;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of all studies of a store, with a line for what people reach. */
public final class WriteReport {
    private WriteReport() {}

    /** Turns a store into an HTML file. */
    public static void write(Path store, Path html) {
        Baseline people = new Baseline("people", "validation.accuracy", 0.65);
        Reports.write(store, List.of(), html, ReportOptions.DEFAULT.withBaselines(List.of(people)));
    }

    /** Runs the example: a store's file and the HTML file to write. */
    public static void main(String[] args) {
        write(Path.of(args[0]), Path.of(args[1]));
    }
}
