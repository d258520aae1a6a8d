package dev.fer.search.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {
    @TempDir
    Path folder;

    @Test
    void ofALineWithoutEndOnlyTheEndIsToldAgain() {
        try (WorkerLog log = new WorkerLog(folder.resolve("worker.log"))) {
            for (int line = 0; line < 100; line++) {
                log.add("#".repeat(1_000_000) + " " + line);
            }

            assertThat(log.tail()).hasSizeLessThan(50_000).endsWith("# 99");
        }
    }
}
