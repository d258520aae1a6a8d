package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerListTest {
    @Test
    void everyLayerCanBeWritten() {
        assertThat(LayerList.parse("conv 32, conv 10 4x5 same drop .5,pool,pool 3, norm, dense 512, 100 drop 0.25"))
                .containsExactly(
                        new LayerSpec.Convolution(32, 3, 3, false),
                        new LayerSpec.Convolution(10, 4, 5, true),
                        new LayerSpec.Drop(0.5),
                        new LayerSpec.Pool(2),
                        new LayerSpec.Pool(3),
                        new LayerSpec.Norm(false),
                        new LayerSpec.Dense(512),
                        new LayerSpec.Dense(100),
                        new LayerSpec.Drop(0.25));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv 32, cnov 32 | at character 10: 'cnov' is no layer; known are conv, pool, drop, norm, dense;"
                        + " did you mean 'conv'?",
                "conv | at character 1: 'conv' lacks filters",
                "conv, 32 | at character 1: 'conv' lacks filters",
                "conv 0 | at character 6: filters is a whole number from 1 to 4096, found '0'",
                "dense 1.5 | at character 7: neurons is a whole number from 1 to 100000, found '1.5'",
                "drop 1 | at character 6: drop takes a share from 0 to below 1, found '1'",
                "conv 3 0x3 | at character 8: a kernel's height is a whole number from 1 to 64, found '0'",
                "'' | a list of layers holds at least one layer, for instance 'dense 100'"
            })
    void aSlipIsNamedWithItsPosition(String text, String message) {
        assertThatThrownBy(() -> LayerList.parse(text)).hasMessage(message);
        assertThat(LayerList.problem(text)).contains(message);
    }
}
