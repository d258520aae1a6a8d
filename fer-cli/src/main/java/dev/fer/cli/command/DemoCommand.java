package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.data.synthetic.SyntheticFaces;
import dev.fer.models.search.FerModelCatalog;
import dev.fer.report.Reports;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.run.Study;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fer demo}: the whole tour on drawn faces; it resumes like any search. */
@Command(
        name = "demo",
        description = "The whole tour in about two minutes: draw faces, search a small CNN for them with TPE and"
                + " pruning, write the report. Nothing is downloaded. Run again, it goes on where it was stopped.")
final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 42;
    private static final int TRAIN = 1400;
    private static final int VALIDATION = 700;
    private static final int SAMPLES = 4;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private FerCommand fer;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "fer-demo",
            description = "Where faces, store and report go (default: fer-demo).")
    private Path out = Path.of("fer-demo");

    @Mixin
    private RunOptionsMixin options = new RunOptionsMixin();

    @Override
    public Integer call() throws IOException {
        if (spec.commandLine().getParseResult().hasMatchedOption("--data")) {
            throw new UserError("the demo draws its own faces", "for yours: fer search run FILE --data PATH");
        }
        Path faces = out.resolve("faces");
        Path store = out.resolve("fer.db");
        SearchDefinition definition = Overrides.apply(
                SearchDefinitions.parse(file(), "demo.json", new FerModelCatalog()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                options);
        if (!Files.isDirectory(faces)) {
            say("Drawing " + TRAIN + " faces to train on and " + VALIDATION + " to validate on, into " + faces);
            Files.createDirectories(out);
            // Moved when it is whole: a drawing that was interrupted would pass for one.
            Path drawn = Files.createTempDirectory(out, "faces-");
            SyntheticFaces.writeTo(drawn, SEED, TRAIN, VALIDATION, 0);
            Files.move(drawn, faces, StandardCopyOption.ATOMIC_MOVE);
        }
        options.useData(faces);
        SearchSession session = new SearchSession(fer, spec.commandLine().getErr(), store, options);
        try (TrialStore opened = TrialStores.open(store)) {
            Optional<StudyRecord> before = opened.find(definition.name());
            int code = before.isPresent()
                    ? session.resume(opened, before.get(), definition, () -> Study.open(opened, definition))
                    : session.create(opened, definition, session.provenance(definition), Optional.empty());
            if (code != ExitCodes.OK) {
                return code;
            }
            Path report = out.resolve("report.html").toAbsolutePath();
            Reports.write(
                    opened,
                    List.of(definition.name()),
                    report,
                    new FaceReport(options.dataOptions(), Optional.of(faces), SAMPLES, Optional.empty(), this::say)
                            .options(opened, List.of(definition.name())));
            spec.commandLine().getOut().println(report);
            return code;
        }
    }

    private void say(String text) {
        FerCommand.say(spec, text);
    }

    private static String file() {
        try (InputStream in = Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
