package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.cli.program.ExitCodes;
import dev.fer.cli.program.UserError;
import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.model.ModelExport;
import dev.fer.models.model.TrainedModel;
import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fer model}: the families of models and what each accepts; trained models for elsewhere. */
@Command(name = "model", description = "List the model families, their parameters and layers; export a trained model.")
final class ModelCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(ListModels.class, Show.class, Export.class);
    }

    /** {@code fer model list}. */
    @Command(
            name = "list",
            description = "One line a family.",
            footer = {"%nExample: fer model list"})
    static final class ListModels implements Runnable {
        @Mixin
        private OutputOptions output = new OutputOptions();

        @Override
        public void run() {
            Families families = Families.load();
            Rows.Builder rows = Rows.of("model", "parameters", "description");
            families.names().stream()
                    .map(families::get)
                    .forEach(family -> rows.row(
                            family.name(), family.declaration().parameters().size(), family.description()));
            output.write(rows.build());
        }
    }

    /** {@code fer model show}. */
    @Command(
            name = "show",
            description = "The parameters of a family; with --layers, the layers that given values make.",
            footer = {"%nExample: fer model show cnn --layers --set num_layers=3 --set num_filters=24"})
    static final class Show implements Runnable {
        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "FAMILY", description = "The family's name.")
        private String name = "";

        @Option(names = "--layers", description = "Show layers, output shapes and parameter counts instead.")
        private boolean layers;

        @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter's value; others have defaults.")
        private Map<String, String> values = new LinkedHashMap<>();

        @Override
        public void run() {
            ModelFamily family = Families.load().get(name);
            output.write(layers || !values.isEmpty() ? layers(family) : parameters(family));
        }

        private Rows parameters(ModelFamily family) {
            Rows.Builder rows = Rows.of("parameter", "kind", "default", "allowed", "meaning");
            for (ParameterDeclaration parameter : family.declaration().parameters()) {
                rows.row(
                        parameter.name(),
                        parameter.kind().name().toLowerCase(Locale.ROOT),
                        parameter.defaultValue(),
                        ParameterValues.allowed(parameter),
                        parameter.meaning());
            }
            return rows.build();
        }

        private Rows layers(ModelFamily family) {
            Configuration configuration = family.resolve(ParameterValues.of(family, values));
            List<LayerSummary> layers = family.layers(configuration, ImageShape.FACE, 7);
            Rows.Builder rows = Rows.of("layer", "output", "parameters");
            layers.forEach(layer -> rows.row(layer.layer(), layer.output(), layer.parameters()));
            rows.row(
                    "total",
                    "",
                    layers.stream().mapToLong(LayerSummary::parameters).sum());
            return rows.build();
        }
    }

    /** {@code fer model export}. */
    @Command(
            name = "export",
            description = "Write a trained model for programs that know Deeplearning4j only.",
            footer = {"%nExample: fer model export happy.fer --out serving"})
    static final class Export implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "MODEL", description = "A file that 'fer train' wrote.")
        private Path file = Path.of("");

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write into.")
        private Path folder = Path.of("");

        @Option(names = "--force", description = "Replace files of an earlier export.")
        private boolean force;

        @Override
        public Integer call() throws IOException {
            Inputs.requireThere(file);
            requireRoom();
            try (TrainedModel model = TrainedModel.load(file)) {
                ModelExport.write(model, folder).forEach(spec.commandLine().getOut()::println);
            }
            return ExitCodes.OK;
        }

        private void requireRoom() {
            Optional<Path> taken = force
                    ? Optional.empty()
                    : ModelExport.FILES.stream()
                            .map(folder::resolve)
                            .filter(Files::exists)
                            .findFirst();
            taken.ifPresent(path -> {
                throw new UserError(
                        "the file " + path + " exists already", "name another folder, or replace it with --force");
            });
        }
    }
}
