package dev.fer.report.text;

import dev.fer.report.data.FailureGroup;
import dev.fer.report.data.FailureTrait;
import dev.fer.report.data.StudyData;
import dev.fer.search.FailureReason;
import java.util.List;
import java.util.Optional;

/** What to do about failures, where many trials fail alike. */
final class FailureCures {
    private static final double MANY = 0.1;
    private static final int LEAST = 2;
    private static final int MOST_WAYS = 3;

    private FailureCures() {}

    static List<NextStep> of(Commands commands) {
        StudyData study = commands.study();
        if (study.hasOnlyFailures()) {
            return study.failures().stream()
                    .limit(MOST_WAYS)
                    .map(group -> mend(study, group, commands))
                    .toList();
        }
        return study.failures().stream()
                .limit(1)
                .filter(group -> group.trials().size() >= LEAST
                        && group.trials().size() >= MANY * study.progress().finished())
                .map(group -> cure(study, group, commands))
                .toList();
    }

    /** Where no trial came to an end there is nothing to compare failures with. */
    private static NextStep mend(StudyData study, FailureGroup group, Commands commands) {
        return new NextStep(
                capital(remedy(group.reason())),
                "No trial has reached a value; " + group.trials().size() + " of "
                        + study.progress().finished() + " failed with: " + Names.inSentence(group.message()) + ".",
                Optional.of(commands.show(group.trials().get(0))));
    }

    private static NextStep cure(StudyData study, FailureGroup group, Commands commands) {
        Optional<FailureTrait> trait = FailureTrait.of(study, group);
        String failed = Numbers.count(group.trials().size(), "trial") + " of "
                + study.progress().finished() + " failed alike: " + Names.inSentence(group.message());
        String common = trait.map(found -> "; " + found.failed() + " of the " + found.having() + " trials with "
                        + Names.inSentence(found.parameter()) + " " + words(found.condition()) + " did so")
                .orElse("");
        return new NextStep(
                trait.map(found -> leaveOut(found) + ", or " + remedy(group.reason()))
                        .orElseGet(() -> capital(remedy(group.reason()))),
                failed + common + ".",
                Optional.of(commands.show(group.trials().get(0))));
    }

    private static String leaveOut(FailureTrait trait) {
        return "Leave out " + Names.inSentence(trait.parameter()) + " " + words(trait.condition());
    }

    private static String words(FailureTrait.Condition condition) {
        if (condition instanceof FailureTrait.Condition.AtLeast least) {
            return "from " + Numbers.value(least.bound()) + " on";
        }
        if (condition instanceof FailureTrait.Condition.AtMost most) {
            return "up to " + Numbers.value(most.bound());
        }
        return condition instanceof FailureTrait.Condition.Choice choice ? Names.inSentence(choice.label()) : "";
    }

    private static String remedy(FailureReason reason) {
        return switch (reason) {
            case ERROR -> "mend what the message names";
            case NAN -> "search lower learning rates, or clip gradients";
            case OUT_OF_MEMORY -> "search smaller batches and networks, or run fewer workers";
            case CRASHED -> "run fewer workers, and let 'fer doctor' look at this machine";
            case TIMEOUT -> "give each trial more time, or fewer epochs";
            case INVALID -> "forbid the combinations that cannot be built, by \"forbidden\" or a condition";
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
