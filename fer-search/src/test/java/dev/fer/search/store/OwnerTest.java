package dev.fer.search.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OwnerTest {
    @TempDir
    Path folder;

    private Path namespace(String text) throws IOException {
        return Files.createSymbolicLink(folder.resolve(text.replaceAll("\\D", "")), Path.of(text));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void numbersOfProcessesCountInTheNamespaceOfTheirContainer() throws IOException {
        Path host = namespace("pid:[4026531836]");
        Path container = namespace("pid:[4026532567]");

        assertThat(Owner.place("gpu1", host)).isEqualTo("gpu1");
        assertThat(Owner.place("gpu1", container)).isEqualTo("gpu1:4026532567");
        assertThat(Owner.place("gpu1", folder.resolve("none"))).isEqualTo("gpu1");
    }

    @Test
    void anOwnerTellsLifeFromDeathOnlyWhereItsNumberCounts() {
        Owner me = Owner.current();
        Owner gone = new Owner(me.host(), me.pid(), me.processStart().minusSeconds(3600), 0);

        assertThat(me.isAlive(me.host())).contains(true);
        assertThat(gone.isAlive(me.host())).contains(false);
        assertThat(gone.isAlive(me.host() + ":1")).isEmpty();
    }
}
