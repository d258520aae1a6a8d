package dev.fer.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void colourIsForTerminalsUnlessTheEnvironmentSaysOtherwise() {
        assertThat(colours(true)).isTrue();
        assertThat(colours(false)).isFalse();
        assertThat(colours(true, "NO_COLOR", "1", "CLICOLOR_FORCE", "1")).isFalse();
        assertThat(colours(true, "NO_COLOR", "")).isTrue();
        assertThat(colours(false, "CLICOLOR_FORCE", "1")).isTrue();
        assertThat(colours(false, "CLICOLOR_FORCE", "0")).isFalse();
        assertThat(colours(true, "CLICOLOR", "0")).isFalse();
        assertThat(colours(true, "TERM", "dumb")).isFalse();
        assertThat(colours(true, "TERM", "xterm")).isTrue();
    }

    @Test
    void whatIsAskedForOnTheCommandLineCountsMost() {
        Terminal uncoloured = Terminal.of(true, true, Map.of("NO_COLOR", "1"));
        assertThat(uncoloured.withColour(Terminal.Colour.ALWAYS).colourErr()).isTrue();
        assertThat(uncoloured.withColour(Terminal.Colour.AUTO).colourErr()).isFalse();
        Terminal coloured = Terminal.of(true, true, Map.of());
        assertThat(coloured.withColour(Terminal.Colour.NEVER).paint(31, "x")).isEqualTo("x");
    }

    @Test
    void eachStreamHasItsOwnColour() {
        Terminal piped = Terminal.of(false, true, Map.of());
        assertThat(piped.colourOut()).isFalse();
        assertThat(piped.colourErr()).isTrue();
    }

    @Test
    void aBarMovesOnlyWhereALineCanBeWrittenAgain() {
        assertThat(Terminal.of(true, true, Map.of()).progress()).isTrue();
        assertThat(Terminal.of(true, false, Map.of()).progress()).isFalse();
        assertThat(Terminal.of(true, true, Map.of("TERM", "dumb")).progress()).isFalse();
        assertThat(Terminal.of(true, true, Map.of("FER_NO_PROGRESS", "1")).progress())
                .isFalse();
    }

    private static boolean colours(boolean terminal, String... environment) {
        Map<String, String> variables = environment.length == 0
                ? Map.of()
                : environment.length == 2
                        ? Map.of(environment[0], environment[1])
                        : Map.of(environment[0], environment[1], environment[2], environment[3]);
        return Terminal.of(terminal, terminal, variables).colourErr();
    }
}
