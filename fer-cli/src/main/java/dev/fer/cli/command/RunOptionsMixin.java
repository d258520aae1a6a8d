package dev.fer.cli.command;

import dev.fer.cli.program.Settings;
import dev.fer.cli.program.UserError;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that runs trials. */
final class RunOptionsMixin {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "The faces: FER2013 as CSV, folder or zip; on resuming, where they were before.")
    private @Nullable Path data;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Trials at once (default: one per processor core, each with one thread; on resuming, as"
                    + " many as before).")
    private @Nullable Integer workers;

    @Option(
            names = "--ordered",
            description = "Let nothing depend on which trial is faster, so that a search with several workers can be"
                    + " repeated exactly; it waits more, and cannot be had of what pauses trials (on resuming, as"
                    + " before).")
    private boolean ordered;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "How many trials the study has in the end, over all runs, instead of the file's number; none"
                    + " for no limit.")
    private @Nullable String trials;

    @Option(
            names = "--total-epochs",
            paramLabel = "N",
            description = "How many epochs all trials together may train, over all runs, instead of the file's number;"
                    + " none for no limit.")
    private @Nullable String totalEpochs;

    @Option(
            names = "--target",
            paramLabel = "VALUE",
            description = "Begin no more trials once the objective has this value, in this run and later ones; none for"
                    + " no target.")
    private @Nullable String target;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Begin no more trials when so many in a row ended without a new best one; none for no limit.")
    private @Nullable String patience;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "How long a run may take, this one and later ones, for instance 2h or 90m; none for as long"
                    + " as it takes.")
    private @Nullable String time;

    @Option(
            names = "--in-process",
            description = "Run trials in this process: to debug, or where processes cannot be started.")
    private boolean inProcess;

    DataOptions dataOptions() {
        return dataOptions;
    }

    Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    /** Refuses what means nothing to a search that runs a program. */
    void refuseModelsOwn(String study) {
        String given = data != null
                ? "--data"
                : inProcess ? "--in-process" : dataOptions.skipsDamaged() ? "--skip-damaged" : "";
        if (!given.isEmpty()) {
            throw new UserError(
                    given + " is for searches with a model, and '" + study + "' runs a command", "leave it out");
        }
    }

    /** Sets the faces that a command brings itself. */
    void useData(Path faces) {
        data = faces;
    }

    /** Returns how many trials run at once, given how many did when the study began, if it has begun. */
    int workers(Optional<Integer> before) {
        int wanted = Optional.ofNullable(workers)
                .or(() -> workers(((FerCommand) command.root().userObject()).settings()))
                .or(() -> before)
                .orElse(Runtime.getRuntime().availableProcessors());
        Numbers.requireAtLeast(1, "--workers", wanted);
        return wanted;
    }

    /** Returns how many trials run at once as far as settings say so. */
    static Optional<Integer> workers(Settings settings) {
        return settings.find("workers").map(setting -> {
            try {
                return Integer.valueOf(setting.value());
            } catch (NumberFormatException e) {
                throw new UserError(
                        "workers is a number, found '" + setting.value() + "' in " + setting.origin(),
                        "for instance --workers 2");
            }
        });
    }

    boolean ordered() {
        return ordered;
    }

    Optional<String> trials() {
        return Optional.ofNullable(trials);
    }

    Optional<String> totalEpochs() {
        return Optional.ofNullable(totalEpochs);
    }

    Optional<String> target() {
        return Optional.ofNullable(target);
    }

    Optional<String> patience() {
        return Optional.ofNullable(patience);
    }

    Optional<String> time() {
        return Optional.ofNullable(time);
    }

    boolean inProcess() {
        return inProcess;
    }
}
