package dev.fer.cli.output;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every reading command: in which form its rows are written. */
public final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = {"-o", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, jsonl or csv (default: table; tabs and full precision when piped).")
    private RowsWriter.Format format = RowsWriter.Format.TABLE;

    /** Tells whether a person is to read it, so that a sentence can stand where a program wants rows. */
    public boolean isForPeople() {
        return format == RowsWriter.Format.TABLE;
    }

    /** Tells whether values may be nested: in JSON they stay objects. */
    public boolean isNested() {
        return format == RowsWriter.Format.JSON || format == RowsWriter.Format.JSONL;
    }

    /** Ends a table before the next one. */
    public void newLine() {
        command.commandLine().getOut().println();
    }

    /** Writes rows to the command's standard output. */
    public void write(Rows rows) {
        writer().write(rows, format);
    }

    /** Writes facts to the command's standard output: one object in JSON, else a line each. */
    public void write(Facts facts) {
        if (isNested()) {
            writer().write(facts.values());
        } else {
            write(facts.rows());
        }
    }

    private RowsWriter writer() {
        PrintWriter out = command.commandLine().getOut();
        return new RowsWriter(out, Boolean.getBoolean("fer.stdout.tty"));
    }
}
