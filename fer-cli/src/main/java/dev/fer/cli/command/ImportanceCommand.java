package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.UserError;
import dev.fer.common.Suggestions;
import dev.fer.search.Goal;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.importance.Importance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer search importance}: which parameters mattered. */
@Command(
        name = "importance",
        description = "What share of a metric's variation each parameter, and each pair of them, explains (fANOVA).",
        footer = {"%nExample: fer search importance --study cnn-tpe"})
final class ImportanceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--metric", paramLabel = "NAME", description = "One of the objectives (default: the first).")
    private @Nullable String metric;

    @Option(names = "--pairs", paramLabel = "N", description = "How many pairs to show (default: ${DEFAULT-VALUE}).")
    private int pairs = 5;

    @Override
    public void run() {
        Numbers.requireAtLeast(0, "--pairs", pairs);
        study.read((store, record) -> {
            Importance importance = of(record.definition(), store.trials(record.id()));
            Rows.Builder rows = Rows.of("parameter", "share", "sd");
            importance.parameters().forEach(share -> rows.row(share.parameter(), share.mean(), share.sd()));
            importance.pairs().stream()
                    .limit(pairs)
                    .forEach(pair -> rows.row(pair.first() + " x " + pair.second(), pair.mean(), pair.sd()));
            output.write(rows.build());
            importance.caution().ifPresent(caution -> FerCommand.say(spec, "warning: " + caution));
        });
    }

    private Importance of(SearchDefinition definition, List<Trial> trials) {
        List<String> metrics = definition.goals().stream().map(Goal::metric).toList();
        String wanted = Optional.ofNullable(metric).orElse(metrics.get(0));
        if (!metrics.contains(wanted)) {
            throw new UserError(
                    "'" + wanted + "' is no objective of study '" + definition.name() + "'"
                            + Suggestions.didYouMean(wanted, metrics),
                    "one of: " + String.join(", ", metrics));
        }
        return Importance.of(definition.space(), trials, wanted, definition.seed());
    }
}
