package dev.fer.cli.command;

import dev.fer.cli.program.Settings;
import dev.fer.common.FerException;
import dev.fer.models.family.Families;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.Trial;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Parameter;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fer complete}: asked by the completion scripts; whatever goes wrong, it has nothing to offer. */
@Command(name = "complete", hidden = true, description = "Answer a completion script.")
final class CompleteCommand implements Runnable {
    /** What can be asked for. */
    enum Kind {
        STUDIES,
        DELETED,
        TRIALS,
        FAMILIES,
        PARAMETERS,
        COLUMNS
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private FerCommand fer;

    @Parameters(index = "0", paramLabel = "KIND")
    private Kind kind = Kind.STUDIES;

    @Parameters(index = "1..*", paramLabel = "WORD")
    private List<String> words = new ArrayList<>();

    @Override
    public void run() {
        try {
            candidates().forEach(spec.commandLine().getOut()::println);
        } catch (FerException e) {
            return; // Half a command line names stores and files that do not exist, or not yet.
        }
    }

    private Stream<String> candidates() {
        return switch (kind) {
            case STUDIES -> inStore(store -> store.studies().stream().map(StudyRecord::name));
            case DELETED ->
                inStore(store -> store.discarded().stream()
                        .map(away -> away.study().name())
                        .distinct());
            case TRIALS ->
                inStudy((store, study) ->
                        store.trials(study.id()).stream().map(Trial::number).map(String::valueOf));
            case FAMILIES -> Families.load().names().stream();
            case COLUMNS ->
                inStudy((store, study) ->
                        TrialColumns.of(study.definition(), store.trials(study.id())).names().stream());
            case PARAMETERS -> (words.contains("augment") ? augmentation() : parameters()).map(name -> name + "=");
        };
    }

    /** Returns the parameters of the family, or else of the search file, or else of the study that the words name. */
    private Stream<String> parameters() {
        Families families = Families.load();
        Optional<String> family = words.stream()
                .filter(families.names()::contains)
                .findFirst()
                .or(() -> words.stream()
                        .filter(word -> word.endsWith(".json"))
                        .findFirst()
                        .flatMap(file -> SpaceCommand.read(Path.of(file)).model()));
        return family.map(name ->
                        families.get(name).declaration().parameters().stream().map(ParameterDeclaration::name))
                .orElseGet(() -> inStudy((store, study) ->
                        study.definition().space().parameters().stream().map(Parameter::name)));
    }

    private static Stream<String> augmentation() {
        return TrainingSettings.DECLARATIONS.stream().map(ParameterDeclaration::name);
    }

    private Stream<String> inStudy(BiFunction<TrialStore, StudyRecord, Stream<String>> question) {
        return inStore(store -> {
            List<StudyRecord> studies = store.studies();
            Optional<StudyRecord> named = option("--study").flatMap(store::find);
            Optional<StudyRecord> only = studies.size() == 1 ? Optional.of(studies.get(0)) : Optional.empty();
            return named.or(() -> only).stream().flatMap(study -> question.apply(store, study));
        });
    }

    private Stream<String> inStore(Function<TrialStore, Stream<String>> question) {
        String file = option("--store")
                .or(() -> fer.settings().find("store").map(Settings.Setting::value))
                .orElse("fer.db");
        try (TrialStore store = TrialStores.open(Path.of(file), Intent.READ_ONLY)) {
            return question.apply(store).toList().stream();
        }
    }

    /** Returns an option's value among the words; a shell may have made {@code --store=FILE} three words. */
    private Optional<String> option(String name) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(name + "=")) {
                return Optional.of(words.get(i).substring(name.length() + 1));
            }
            boolean split = i + 2 < words.size() && words.get(i + 1).equals("=");
            if (words.get(i).equals(name) && i + 1 < words.size()) {
                return Optional.of(words.get(split ? i + 2 : i + 1));
            }
        }
        return Optional.empty();
    }
}
