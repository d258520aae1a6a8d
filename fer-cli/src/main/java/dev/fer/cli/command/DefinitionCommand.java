package dev.fer.cli.command;

import dev.fer.search.definition.SearchDefinitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code fer search definition}: the search file of a study, even where its file is lost. */
@Command(
        name = "definition",
        description = "Print a study's definition as a search file, as the store keeps it.",
        footer = {
            "%nExample, the same search once more:",
            "  fer search definition --study cnn-tpe > cnn-tpe.json",
            "  fer search run cnn-tpe.json --name cnn-tpe-again --data fer2013.zip"
        })
final class DefinitionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private StudyOptions study = new StudyOptions();

    @Override
    public void run() {
        JsonMapper indented =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        String text = SearchDefinitions.write(study.study().definition());
        spec.commandLine().getOut().println(indented.writeValueAsString(indented.readTree(text)));
    }
}
