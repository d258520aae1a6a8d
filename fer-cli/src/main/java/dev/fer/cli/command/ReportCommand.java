package dev.fer.cli.command;

import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.report.ReportFormat;
import dev.fer.report.ReportOptions;
import dev.fer.report.Reports;
import dev.fer.report.data.ReportData;
import dev.fer.search.store.TrialStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fer report}: one file about one study, or about several compared; or the same, live, in a browser. */
@Command(
        name = "report",
        description = "Write one self-contained HTML file about a study, or about several compared; or Markdown for a"
                + " paper, or all trials as CSV; or show a running search in the browser.",
        footer = {
            "%nExamples:",
            "  fer report --study cnn-tpe --study cnn-random --out comparison.html",
            "  fer report --study cnn-tpe --out results.md",
            "  fer report --format csv --out - | head",
            "  fer report --study cnn-tpe --watch"
        })
final class ReportCommand implements Callable<Integer> {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--study", paramLabel = "STUDY", description = "A study; repeat to compare (default: all).")
    private List<String> studies = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write (default: report.html, report.md or report.csv); - for standard output.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "html, markdown or csv (default: by the ending of --out, else html).")
    private @Nullable ReportFormat format;

    @Option(
            names = "--with-images",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "3",
            description =
                    "Embed N training faces of each emotion, what augmentation makes of some, and those that the best"
                            + " trial mistook (default: none; without N, 3). Mind who may see them.")
    private int images;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Where the faces lie, if no longer where the study found them.")
    private @Nullable Path moved;

    @Option(
            names = "--references",
            paramLabel = "FILE",
            description = "Results from elsewhere to set beside the trials that make them real, as JSON (default: those"
                    + " of a course report, for FER2013).")
    private @Nullable Path references;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ReportWatch watch = new ReportWatch();

    @Override
    public Integer call() {
        Numbers.requireAtLeast(0, "--with-images", images);
        if (watch.wanted() && (file != null || format != null)) {
            throw new UserError(
                    "--watch shows the report in a browser and writes no file", "leave out --out and --format");
        }
        if (watch.hasPort() && !watch.wanted()) {
            throw new UserError("--port is for --watch, and a file is written", "add --watch, or leave out --port");
        }
        if (watch.wanted()) {
            return store.read(this::watch);
        }
        Path out = Optional.ofNullable(file).orElse(Path.of("report." + format().extension()));
        Outputs.requireReplaceable(out, "report." + format().extension());
        ReportData report = store.read(opened -> {
            studies.forEach(name -> store.study(opened, name));
            return Reports.read(opened, studies, faceReport().options(opened, studies));
        });
        if (out.equals(STANDARD_OUTPUT)) {
            print(report);
        } else {
            Reports.write(report, format(), out);
            spec.commandLine().getOut().println(out.toAbsolutePath());
        }
        return ExitCodes.OK;
    }

    private int watch(TrialStore opened) {
        studies.forEach(name -> store.study(opened, name));
        ReportOptions options = faceReport().options(opened, studies);
        return watch.run(opened, studies, options, spec.commandLine().getOut(), text -> FerCommand.say(spec, text));
    }

    private FaceReport faceReport() {
        return new FaceReport(data, Optional.ofNullable(moved), images, Optional.ofNullable(references), this::sayOnce);
    }

    /** A page that follows a search meets the same fault each time that it is written. */
    private void sayOnce(String text) {
        if (said.add(text)) {
            FerCommand.say(spec, text);
        }
    }

    private ReportFormat format() {
        return Optional.ofNullable(format).orElse(file == null ? ReportFormat.HTML : ReportFormat.of(file));
    }

    private void print(ReportData report) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            format().write(report, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(text.toString(StandardCharsets.UTF_8));
        out.flush();
    }
}
