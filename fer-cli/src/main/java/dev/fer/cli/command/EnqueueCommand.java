package dev.fer.cli.command;

import dev.fer.cli.program.UserError;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.run.SearchOutcome;
import dev.fer.search.run.Standings;
import dev.fer.search.run.Study;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.TrialStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** {@code fer trials enqueue}: what a person wants tried. */
@Command(
        name = "enqueue",
        description = "Have a configuration tried before anything that the sampler suggests.",
        footer = {
            "%nExamples:",
            "  fer trials enqueue num_layers=3 optimizer=adam learning_rate=0.001",
            "  fer trials enqueue '{\"num_layers\": 3}'      what is left out is sampled"
        })
final class EnqueueCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Parameters(paramLabel = "NAME=VALUE", arity = "1..*", description = "Parameters, or one JSON object of them.")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        String name = study.study().name();
        try (TrialStore store = study.open()) {
            Study opened = Study.resume(store, name);
            int number = enqueue(opened, configuration(opened.definition().space()));
            FerCommand.say(spec, "Trial " + number + " waits in study '" + name + "'." + next(opened, number));
        }
    }

    /** Returns how a trial that waits gets its turn. */
    static String next(Study study, int number) {
        Budget budget = study.definition().budget();
        int trials = budget.trials().orElse(Integer.MAX_VALUE);
        String more = (number < trials ? "" : " --trials " + (number + 1))
                + (study.isOutOfEpochs() ? " --total-epochs " + epochsForOneMore(study) : "")
                + study.limit().map(limit -> " " + without(limit)).orElse("");
        String run = "by 'fer search resume"
                + Hints.inStudy(study.store(), study.definition().name()) + more + "'.";
        return more.isEmpty()
                ? " It is run next by a search that runs, or " + run
                : " The study's " + spent(study, number >= trials) + ": run it " + run;
    }

    private static String spent(Study study, boolean givenOut) {
        Budget budget = study.definition().budget();
        if (givenOut) {
            return "budget of " + Adoption.counted(budget.trials().orElseThrow()) + " is given out";
        }
        return study.isOutOfEpochs()
                ? "budget of " + budget.epochs().orElseThrow() + " epochs is spent"
                : (study.limit().equals(Optional.of(SearchOutcome.End.TARGET))
                        ? "target is reached"
                        : "patience is at its end");
    }

    /** Returns the option that takes a limit away. */
    static String without(SearchOutcome.End limit) {
        return limit == SearchOutcome.End.TARGET ? "--target none" : "--patience none";
    }

    private static long epochsForOneMore(Study study) {
        long spent = study.trials().stream().mapToLong(Standings::stepsRun).sum();
        return spent + study.definition().trialEpochs().orElse(1);
    }

    private static int enqueue(Study study, Configuration wanted) {
        try {
            return study.enqueue(wanted).get(0);
        } catch (IllegalArgumentException e) {
            String names = study.definition().space().parameters().stream()
                    .map(Parameter::name)
                    .collect(Collectors.joining(", "));
            throw new UserError(String.valueOf(e.getMessage()), "the study's parameters: " + names);
        }
    }

    private Configuration configuration(SearchSpace space) {
        return words.get(0).startsWith("{") ? read(String.join(" ", words)) : ParameterValues.of(space, assignments());
    }

    private static Configuration read(String json) {
        try {
            return ConfigurationJson.read(json);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UserError("not a configuration: " + json, "for instance num_layers=3 optimizer=adam");
        }
    }

    private Map<String, String> assignments() {
        Map<String, String> assignments = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UserError(
                        "expected NAME=VALUE, found '" + word + "'", "for instance num_layers=3 optimizer=adam");
            }
            String name = word.substring(0, equals);
            if (assignments.put(name, word.substring(equals + 1)) != null) {
                throw new UserError("parameter '" + name + "' is given twice", "give it one value");
            }
        }
        return assignments;
    }
}
