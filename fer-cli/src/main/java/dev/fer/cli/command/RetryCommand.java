package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.search.Trial;
import dev.fer.search.run.Study;
import dev.fer.search.store.TrialStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer trials retry}: another attempt at finished trials. */
@Command(
        name = "retry",
        description =
                "Have the configurations of finished trials evaluated again, as new trials with seeds of their own.",
        footer = {"%nExample: fer trials retry 7 12"})
final class RetryCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Parameters(paramLabel = "TRIAL", arity = "1..*", description = "Numbers of finished trials.")
    private List<Integer> numbers = new ArrayList<>();

    @Override
    public void run() {
        String name = study.study().name();
        try (TrialStore store = study.open()) {
            Study opened = Study.resume(store, name);
            numbers.forEach(number -> requireFinished(StudyOptions.trial(store, opened.record(), number)));
            for (int number : numbers) {
                int retry = opened.retry(number);
                FerCommand.say(
                        spec,
                        "Trial " + retry + " waits in study '" + name + "' as another attempt at trial " + number + "."
                                + EnqueueCommand.next(opened, retry));
            }
        }
    }

    private static void requireFinished(Trial trial) {
        if (!trial.state().isFinished()) {
            throw new UserError(
                    "trial " + trial.number() + " is " + trial.state().name().toLowerCase(Locale.ROOT)
                            + ", and only finished ones are tried again",
                    "go on with it by 'fer search resume'; nothing was done");
        }
    }
}
