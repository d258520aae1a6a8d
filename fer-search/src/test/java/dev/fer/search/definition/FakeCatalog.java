package dev.fer.search.definition;

import java.util.List;
import java.util.Optional;

/** A catalogue of one model, for tests. */
final class FakeCatalog implements ModelCatalog {
    private static final ModelDeclaration CNN = new ModelDeclaration(
            "cnn",
            "convolutional network",
            List.of(
                    ParameterDeclaration.text(
                            "layers",
                            "a list of layers",
                            value -> value.equals("dense") ? Optional.empty() : Optional.of("no layer in " + value)),
                    ParameterDeclaration.whole("num_layers", 3, 1, 12, "how many convolutions")
                            .countingWithout("layers"),
                    ParameterDeclaration.real("dropout", 0.25, 0, 0.95, "share of values dropped"),
                    ParameterDeclaration.flag("batch_norm", false, "whether layers are normalised"),
                    ParameterDeclaration.real("learning_rate", 0.01, 1e-10, 100, "step width"),
                    ParameterDeclaration.choice("optimizer", "sgd", List.of("sgd", "adam"), "the step rule"),
                    ParameterDeclaration.real("momentum", 0, 0, 1, "share of the last step")
                            .countingWith("optimizer", "sgd"),
                    ParameterDeclaration.whole("batch_size", 256, 1, 100_000, "images per step")));

    @Override
    public List<String> names() {
        return List.of("cnn");
    }

    @Override
    public Optional<ModelDeclaration> find(String name) {
        return name.equals("cnn") ? Optional.of(CNN) : Optional.empty();
    }

    @Override
    public List<ParameterDeclaration> trainingSettings() {
        return List.of(
                ParameterDeclaration.whole("epochs", 10, 1, 1_000_000, "epochs at most"),
                ParameterDeclaration.choice("normalization", "none", List.of("none", "unit-centered"), "of pixels"),
                ParameterDeclaration.whole("early_stopping.patience", 1, 1, 1000, "epochs")
                        .optional(),
                ParameterDeclaration.flag("augmentation.horizontal_flip", false, "mirror"),
                ParameterDeclaration.real("augmentation.rotation", 0, 0, 180, "degrees"));
    }

    @Override
    public List<String> problems(SearchDefinition search) {
        return search.training().containsKey("augmentation.rotation")
                        && search.training().containsKey("augmentation.horizontal_flip")
                ? List.of("training.augmentation: rotation and flip")
                : List.of();
    }

    @Override
    public List<String> metrics() {
        return List.of("validation.accuracy", "validation.loss");
    }
}
