package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFaultsTest {
    private static final String OBJECTIVE =
            "\"objective\": {\"metric\": \"validation.accuracy\", \"direction\": \"maximize\"}";

    private static List<String> lines(String text) {
        SearchFileException refusal = catchThrowableOfType(
                SearchFileException.class, () -> SearchDefinitions.parse(text, "test.json", new FakeCatalog()));
        assertThat(refusal).as(text).isNotNull();
        return refusal.faults().stream().map(Fault::toString).toList();
    }

    private static String space(String members) {
        return "{\"model\": \"cnn\", \"space\": {" + members.replace('\'', '"') + "}, " + OBJECTIVE + "}";
    }

    private static String training(String members) {
        return "{\"model\": \"cnn\", \"space\": {\"num_layers\": 3}, " + OBJECTIVE + ", \"training\": {"
                + members.replace('\'', '"') + "}}";
    }

    @Test
    void anUnknownModelIsAFault() {
        assertThat(lines("{\"model\": \"cn\", \"space\": {\"x\": 1}, " + OBJECTIVE + "}"))
                .containsExactly("/model: there is no model 'cn'; did you mean 'cnn'?");
        assertThat(lines("{\"model\": \"transformer\", \"space\": {\"x\": 1}, " + OBJECTIVE + "}"))
                .containsExactly("/model: there is no model 'transformer'; allowed: cnn");
    }

    @Test
    void settingsThatExcludeEachOtherAreAFaultOfTheTraining() {
        assertThat(lines(training("'augmentation': {'rotation': 10, 'horizontal_flip': true}")))
                .containsExactly("/training: training.augmentation: rotation and flip");
    }

    @Test
    void aFileWithoutEpochsHasThoseOfTheCatalogue() {
        String text = training("'normalization': 'none'");
        assertThat(SearchDefinitions.parse(text, "test.json", new FakeCatalog()).trialEpochs())
                .hasValue(10);
        assertThat(SearchDefinitions.parse(text, "test.json").trialEpochs())
                .as("nobody says so")
                .isEmpty();
    }

    @Test
    void aMisspeltParameterIsAFaultWithASuggestion() {
        assertThat(lines(space("'lerning_rate': {'type': 'float', 'low': 0.1, 'high': 1}")))
                .containsExactly("/space/lerning_rate: model 'cnn' has no parameter 'lerning_rate'; did you mean"
                        + " 'learning_rate'?");
    }

    @Test
    void aTrainingSettingAmongTheParametersIsSentToItsPlace() {
        assertThat(lines(space("'epochs': 5")))
                .containsExactly(
                        "/space/epochs: 'epochs' is a training setting, the same for all trials: write it under"
                                + " 'training'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'num_layers': {'type': 'float', 'low': 1, 'high': 3} | /space/num_layers: 'num_layers' takes a whole"
                        + " number, found a range of real numbers",
                "'optimizer': {'type': 'int', 'low': 1, 'high': 3} | /space/optimizer: 'optimizer' takes a string,"
                        + " found a range of whole numbers",
                "'num_layers': {'type': 'int', 'low': 0, 'high': 3} | /space/num_layers/low: 'num_layers' takes a whole"
                        + " number from 1 to 12, but low is 0",
                "'dropout': {'type': 'float', 'low': 0, 'high': 1} | /space/dropout/high: 'dropout' takes a number from"
                        + " 0 to 0.95, but high is 1",
                "'dropout': {'type': 'normal', 'mean': 0.5, 'sd': 1, 'high': 0.9} | /space/dropout: 'dropout' takes a"
                        + " number from 0 to 0.95, but low is unlimited",
                "'num_layers': {'type': 'ordinal', 'choices': [1, 2.5]} | /space/num_layers/choices/1: 'num_layers'"
                        + " takes a whole number, found 2.5",
                "'optimizer': {'type': 'categorical', 'choices': ['adam', 'sdg']} | /space/optimizer/choices/1:"
                        + " 'optimizer' has no choice \"sdg\"; allowed: \"sgd\", \"adam\"; did you mean 'sgd'?",
                "'batch_norm': 1 | /space/batch_norm: 'batch_norm' takes true or false, found 1",
                "'num_layers': {'type': 'bool'} | /space/num_layers: 'num_layers' takes a whole number, found false",
                "'layers': 'dence' | /space/layers: 'layers': no layer in dence",
                "'layers': {'type': 'categorical', 'choices': ['dense', 'conv']} | /space/layers/choices/1: 'layers':"
                        + " no layer in conv",
            })
    void whatTheModelCannotTakeIsAFault(String parameter, String fault) {
        assertThat(lines(space(parameter))).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'epochs': 0 | /training/epochs: 'epochs' takes a whole number from 1 to 1000000, found 0",
                "'epoch': 5 | /training/epoch: there is no training setting 'epoch'; did you mean 'epochs'?",
                "'augmentation': {'flip': true} | /training/augmentation/flip: there is no training setting"
                        + " 'augmentation.flip'; allowed: horizontal_flip, rotation",
                "'early_stopping': 8 | /training/early_stopping: 'early_stopping' is a group of settings:"
                        + " early_stopping.patience",
                "'early_stopping': {} | /training/early_stopping: 'early_stopping' is a group of settings:"
                        + " early_stopping.patience",
                "'normalization': 'unit_centered' | /training/normalization: 'normalization' has no choice"
                        + " \"unit_centered\"; allowed: \"none\", \"unit-centered\"; did you mean 'unit-centered'?",
                "'learning_rate': 0.1 | /training/learning_rate: 'learning_rate' is a parameter of model 'cnn': write"
                        + " it under 'space', where a bare value is a constant",
                "'augmentation.rotation': 1, 'augmentation': {'rotation': 2} | /training/augmentation/rotation: the"
                        + " setting 'augmentation.rotation' stands twice, nested and with a dot",
            })
    void whatTheTrainingCannotTakeIsAFault(String settings, String fault) {
        assertThat(lines(training(settings))).containsExactly(fault);
    }

    @Test
    void aMetricThatModelsDoNotReportIsAFault() {
        assertThat(lines("{\"model\": \"cnn\", \"space\": {\"num_layers\": 3}, \"objective\": {\"metric\":"
                        + " \"validation.acuracy\", \"direction\": \"maximize\"}}"))
                .containsExactly("/objective/metric: models report no metric 'validation.acuracy'; did you mean"
                        + " 'validation.accuracy'?");
    }

    @Test
    void settingsHaveTheirDeclaredTypes() {
        SearchDefinition definition = SearchDefinitions.parse(
                training("'epochs': 5.0, 'augmentation': {'rotation': 10}"), "test.json", new FakeCatalog());
        assertThat(definition.training()).isEqualTo(Map.of("epochs", 5L, "augmentation.rotation", 10.0));
    }

    @Test
    void whatTheModelTakesIsTaken() {
        SearchDefinition definition = SearchDefinitions.parse(
                space("'num_layers': {'type': 'ordinal', 'choices': [1, 2.0]}, 'batch_norm': {'type': 'bool'},"
                        + " 'dropout': {'type': 'int', 'low': 0, 'high': 0}, 'layers': 'dense',"
                        + " 'learning_rate': {'type': 'normal', 'mean': 0.01, 'sd': 1, 'log': true, 'low': 0.001,"
                        + " 'high': 1}, 'optimizer': 'adam'"),
                "test.json",
                new FakeCatalog());
        assertThat(definition.space().size()).isEqualTo(6);
    }
}
