package dev.fer.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void aWordThatAShellWouldTakeApartIsQuoted() {
        assertThat(ShellWords.word("/runs/fer-1.db")).isEqualTo("/runs/fer-1.db");
        assertThat(ShellWords.word("my runs.db")).isEqualTo("'my runs.db'");
        assertThat(ShellWords.word("it's")).isEqualTo("'it'\\''s'");
        assertThat(ShellWords.word("-x")).isEqualTo("'-x'");
        assertThat(ShellWords.word("")).isEqualTo("''");
    }
}
