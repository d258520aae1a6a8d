package dev.fer.cli.command;

import dev.fer.cli.output.ColumnOptions;
import dev.fer.cli.output.OutputOptions;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.TrialDirectories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fer trials}: what was tried and what came of it. */
@Command(name = "trials", description = "List, show, export and import the trials of a study; have more of them run.")
final class TrialsCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(
                ListTrials.class,
                Show.class,
                Export.class,
                ImportCommand.class,
                EnqueueCommand.class,
                RetryCommand.class);
    }

    /** {@code fer trials list}. */
    @Command(
            name = "list",
            description = "One line a trial.",
            footer = {
                "%nExamples:",
                "  fer trials list --sort-by validation.accuracy --limit 5",
                "  fer trials list --show '^train|threads' --sort-by train.loss",
                "  fer trials list --only-changed -o csv > trials.csv"
            })
    static final class ListTrials implements Runnable {
        @Mixin
        private StudyOptions study = new StudyOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Mixin
        private ColumnOptions columns = new ColumnOptions();

        @Option(
                names = "--state",
                paramLabel = "STATE",
                split = ",",
                description = "Only these states: ${COMPLETION-CANDIDATES}.")
        private List<TrialState> states = new ArrayList<>();

        @Option(
                names = "--show",
                paramLabel = "REGEX",
                description =
                        "Add columns of other metrics and attributes whose names match; may be given several times.")
        private List<Pattern> shown = new ArrayList<>();

        @Option(
                names = "--sort-by",
                paramLabel = "COLUMN",
                defaultValue = "number",
                description = "A column, shown or not: number, state, epoch, seconds, a goal (best first), a parameter,"
                        + " any other metric or attribute (least first).")
        private String column = "number";

        @Option(
                names = "--reverse",
                description = "The other way round; trials without a value in that column still come last.")
        private boolean reversed;

        @Option(names = "--limit", paramLabel = "N", description = "At most this many lines.")
        private int limit = Integer.MAX_VALUE;

        @Override
        public void run() {
            Numbers.requireAtLeast(0, "--limit", limit);
            study.read((store, record) -> {
                List<Trial> all = store.currentTrials(record.id());
                TrialColumns known = TrialColumns.of(record.definition(), all);
                List<Trial> trials = known.sorted(all, column, reversed).stream()
                        .filter(trial -> states.isEmpty() || states.contains(trial.state()))
                        .limit(limit)
                        .toList();
                output.write(columns.of(known.rows(trials, shown)));
            });
        }
    }

    /** {@code fer trials show}. */
    @Command(
            name = "show",
            description = "Everything about one trial.",
            footer = {"%nExamples:", "  fer trials show best", "  fer trials show 12 --study cnn-tpe -o json"})
    static final class Show implements Runnable {
        @Mixin
        private StudyOptions study = new StudyOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "TRIAL", description = "The trial's number, or best.")
        @SuppressWarnings("NullAway.Init")
        private String wanted;

        @Override
        public void run() {
            study.read((store, record) -> {
                Trial trial = StudyOptions.trial(store, record, wanted);
                Path directory = TrialDirectories.of(store, record.name(), Optional.empty())
                        .of(trial.number());
                output.write(TrialRows.show(
                        trial, store.reports(record.id(), trial.number()), directory, output.isNested()));
            });
        }
    }

    /** {@code fer trials export}. */
    @Command(
            name = "export",
            description = "Everything about all trials, with the metrics of each epoch.",
            footer = {"%nExample: fer trials export -o jsonl > trials.jsonl"})
    static final class Export implements Runnable {
        @Mixin
        private StudyOptions study = new StudyOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(
                names = "--reproducible",
                description = "Leave out times and hosts, so that two runs of one search can be compared.")
        private boolean reproducible;

        @Override
        public void run() {
            study.read((store, record) -> output.write(
                    TrialRows.export(store.currentTrials(record.id()), store.reports(record.id()), reproducible)));
        }
    }
}
