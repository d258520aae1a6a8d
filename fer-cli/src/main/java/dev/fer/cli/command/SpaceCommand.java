package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.models.search.FerModelCatalog;
import dev.fer.search.History;
import dev.fer.search.definition.Fault;
import dev.fer.search.definition.IdleParameters;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.definition.SearchFileException;
import dev.fer.search.definition.SpaceDescription;
import dev.fer.search.sampler.RandomSampler;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.Parameter;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer space}: search files, before anything runs. */
@Command(name = "space", description = "Check and explain search files.")
final class SpaceCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(Validate.class, Show.class, Sample.class, Schema.class);
    }

    /** Reads a search file, or standard input for {@code -}, checked against the models that this program knows. */
    static SearchDefinition read(Path file) {
        if (Inputs.isStandardInput(file)) {
            return SearchDefinitions.parse(Inputs.standardInput(), "stdin", new FerModelCatalog());
        }
        Inputs.requireThere(file);
        return SearchDefinitions.read(file, new FerModelCatalog());
    }

    /** Says what of a search can change nothing. */
    static void warn(CommandSpec command, SearchDefinition definition) {
        IdleParameters.find(definition, new FerModelCatalog())
                .forEach(sentence -> FerCommand.say(command, "warning: " + sentence));
    }

    /** {@code fer space validate}. */
    @Command(
            name = "validate",
            description = "Check search files; every fault of each is listed.",
            footer = {"%nExample: fer space validate search-spaces/*.json"})
    static final class Validate implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Search files.")
        private List<Path> files = new ArrayList<>();

        @Override
        public Integer call() {
            List<SearchFileException> faulty = new ArrayList<>();
            for (Path file : files) {
                try {
                    SearchDefinition definition = read(file);
                    warn(spec, definition);
                    if (output.isForPeople()) {
                        int parameters = definition.space().size();
                        out().println(file + ": ok, study '" + definition.name() + "' with " + parameters
                                + (parameters == 1 ? " parameter" : " parameters"));
                    }
                } catch (SearchFileException e) {
                    faulty.add(e);
                } catch (UserError e) {
                    if (files.size() == 1) {
                        throw e;
                    }
                    Fault unread = new Fault("", 0, 0, String.valueOf(e.getMessage()), Optional.empty());
                    faulty.add(new SearchFileException(file.toString(), List.of(unread)));
                }
            }
            out().flush();
            if (!output.isForPeople()) {
                output.write(faults(faulty));
            } else if (faulty.size() == 1) {
                throw faulty.get(0);
            } else {
                faulty.forEach(e -> spec.commandLine().getErr().println("error: " + e.getMessage()));
            }
            return faulty.isEmpty() ? ExitCodes.OK : ExitCodes.USAGE;
        }

        private static Rows faults(List<SearchFileException> faulty) {
            Rows.Builder rows = Rows.of("file", "line", "column", "pointer", "message", "suggestion");
            for (SearchFileException file : faulty) {
                for (Fault fault : file.faults()) {
                    rows.row(
                            file.source(),
                            fault.line(),
                            fault.column(),
                            fault.pointer(),
                            fault.message(),
                            fault.suggestion());
                }
            }
            return rows.build();
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }

    /** {@code fer space show}. */
    @Command(
            name = "show",
            description = "Explain a search file: each parameter, its range, prior and condition.",
            footer = {"%nExample: fer space show search-spaces/cnn-tpe.json"})
    static final class Show implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "FILE", description = "A search file.")
        private Path file = Path.of("");

        @Override
        public void run() {
            SearchDefinition definition = read(file);
            SpaceDescription description = SpaceDescription.of(definition.space());
            Rows.Builder rows = Rows.of("parameter", "kind", "range", "prior", "when", "values");
            for (SpaceDescription.Row row : description.rows()) {
                Object values = row.values().isPresent() ? row.values().getAsLong() : "continuous";
                rows.row(row.name(), row.kind(), row.range(), row.prior(), row.condition(), values);
            }
            output.write(rows.build());
            String total = description
                    .configurations()
                    .map(n -> n + (n.equals(BigInteger.ONE) ? " configuration" : " configurations"))
                    .orElse("continuous");
            FerCommand.say(
                    spec,
                    "study '" + definition.name() + "': " + total + ", sampler "
                            + definition.sampler().type() + ", pruner "
                            + definition.pruner().type());
        }
    }

    /** {@code fer space sample}. */
    @Command(
            name = "sample",
            description = "Draw configurations from a search file, as its random sampler would.",
            footer = {"%nExample: fer space sample search-spaces/cnn-tpe.json -n 5"})
    static final class Sample implements Runnable {
        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "FILE", description = "A search file.")
        private Path file = Path.of("");

        @Option(
                names = {"-n", "--count"},
                paramLabel = "N",
                defaultValue = "5",
                description = "How many (default: 5).")
        private int count = 5;

        @Override
        public void run() {
            Numbers.requireAtLeast(1, "--count", count);
            SearchDefinition definition = read(file);
            History history = new History(definition.space(), definition.goals());
            List<String> names = definition.space().parameters().stream()
                    .map(Parameter::name)
                    .toList();
            Rows.Builder rows = Rows.of(names);
            for (int number = 0; number < count; number++) {
                Optional<Sampler.Suggestion> drawn = new RandomSampler().suggest(history, number, definition.seed());
                if (drawn.isEmpty()) {
                    break;
                }
                Configuration configuration = drawn.get().configuration();
                history.start(number, configuration);
                rows.row(names.stream().map(configuration::find).toList());
            }
            output.write(rows.build());
        }
    }

    /** {@code fer space schema}. */
    @Command(
            name = "schema",
            description = "Print the JSON Schema of search files.",
            footer = {"%nExample: fer space schema > search.schema.json"})
    static final class Schema implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().getOut().print(SearchDefinitions.schema());
        }
    }
}
