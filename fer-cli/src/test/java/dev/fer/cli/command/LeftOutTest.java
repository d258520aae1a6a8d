package dev.fer.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    private final LeftOut leftOut = new LeftOut("trial");

    @Test
    void whereNothingIsLeftOutNothingIsSaid() {
        assertThat(leftOut.said()).isEmpty();
        assertThat(leftOut.count()).isZero();
    }

    @Test
    void oneFrequentReasonDoesNotHideTheOthers() {
        leftOut.add(0, "it is a copy");
        IntStream.range(1, 11).forEach(number -> leftOut.add(number, "it is not finished"));

        assertThat(leftOut.said())
                .isEqualTo(
                        "; left out trials 1, 2, 3 and 7 more, each as it is not finished; trial 0, as it is a copy");
        assertThat(leftOut.count()).isEqualTo(11);
    }

    @Test
    void manyReasonsAreCountedInTheEnd() {
        IntStream.range(0, 5).forEach(number -> leftOut.add(number, "it has x " + number));
        leftOut.add(5, "it has x 4");

        assertThat(leftOut.said())
                .startsWith("; left out trials 4, 5, each as it has x 4; trial 0, as it has x 0; trial 1")
                .endsWith("; and 2 more");
    }
}
