package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1s", "90m", "1h30m", "2d", "99999d", "999999d999999h999999m999999s"})
    void whateverCanBeReadCanBeWrittenAndReadAgain(String text) {
        Duration duration = Durations.parse(text).orElseThrow();

        assertThat(Durations.parse(Durations.text(duration))).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "90", "1h 30m", "-2h", "2w"})
    void otherTextIsNoDuration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
