package dev.fer.search.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SoakTest {
    @TempDir
    Path folder;

    @Test
    void everyTrialIsAccountedForWhateverHappensToItsWorker() {
        assertThat(new Soak(folder, 250, 2).run(0)).isEmpty();
    }
}
