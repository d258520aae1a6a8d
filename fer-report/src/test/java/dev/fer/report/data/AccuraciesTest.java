package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuraciesTest {
    @ParameterizedTest
    @CsvSource({
        "accuracy, true",
        "validation.accuracy, true",
        "validation.balanced_accuracy, false",
        "inaccuracy, false",
        "validation.loss, false"
    })
    void onlyAShareOfTheSamplesIsAnAccuracy(String metric, boolean expected) {
        assertThat(Accuracies.isAccuracy(new Goal(metric, Direction.MAXIMIZE))).isEqualTo(expected);
    }
}
