package dev.fer.examples.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainOneModelTest {
    @Test
    void theExampleRuns() {
        assertThat(TrainOneModel.train(56, 1).images()).isEqualTo(14);
    }
}
