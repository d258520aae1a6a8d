package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.run.asktell.AskTell;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer ask-tell}: samplers and pruners for a program that keeps the loop itself. */
@Command(
        name = "ask-tell",
        description = "Answer JSON lines on stdin: ask for trials, report steps, tell results.",
        footer = {
            "%nLines and answers:",
            "  {\"ask\":1}                             {\"trials\":[{\"number\":0,\"parameters\":{...}}]}",
            "  {\"report\":0,\"step\":3,\"value\":0.4}     {\"stop\":false}",
            "  {\"tell\":0,\"value\":0.41}               {\"ok\":true}",
            "  {\"tell\":0,\"state\":\"failed\"}           {\"ok\":true}",
            "  {\"best\":1}                            {\"trials\":[...]}",
            "A bad line is answered by {\"error\":\"...\"} and changes nothing."
        })
final class AskTellCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A search file; it needs neither model nor command.")
    private Path file = Path.of("");

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Keep the study there, or join the one of the same definition (default: in memory).")
    private @Nullable Path store;

    @Option(names = "--seed", paramLabel = "N", description = "The study's seed, instead of the file's.")
    private @Nullable Long seed;

    @Override
    public Integer call() throws IOException {
        Inputs.requireThere(file);
        SearchDefinition read = SearchDefinitions.read(file);
        SearchDefinition definition = seed == null ? read : read.withSeed(seed);
        try (TrialStore opened = store == null ? TrialStores.inMemory() : TrialStores.open(store)) {
            new AskTell(Study.open(opened, definition))
                    .run(
                            new InputStreamReader(System.in, StandardCharsets.UTF_8),
                            spec.commandLine().getOut());
        }
        return ExitCodes.OK;
    }
}
