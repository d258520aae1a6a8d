package dev.fer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.store.StoreException;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path folder;

    @Test
    void aStoreBecomesAFileWithOneCall() throws IOException {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            StoredStudies.fill(store, FakeStudies.cnn("cnn-tpe", 12, 7));
        }
        Path out = folder.resolve("deep").resolve("report.html");

        Reports.write(file, List.of("cnn-tpe"), out, ReportOptions.DEFAULT);

        assertThat(Files.readString(out)).contains("<h1><bdi>cnn-tpe</bdi></h1>", "Learning curves", "disgust");
    }

    @Test
    void writingTwiceGivesTheSameBytes() throws IOException {
        try (TrialStore store = TrialStores.inMemory()) {
            StoredStudies.fill(store, FakeStudies.cnn("cnn-tpe", 12, 7));

            Reports.write(store, List.of(), folder.resolve("a.html"), ReportOptions.DEFAULT);
            Reports.write(store, List.of(), folder.resolve("b.html"), ReportOptions.DEFAULT);
        }

        assertThat(folder.resolve("a.html")).hasSameBinaryContentAs(folder.resolve("b.html"));
    }

    @Test
    void theFilesNameChoosesTheFormat() throws IOException {
        try (TrialStore store = TrialStores.inMemory()) {
            StoredStudies.fill(store, FakeStudies.cnn("cnn-tpe", 12, 7));

            Reports.write(store, List.of(), folder.resolve("a.md"), ReportOptions.DEFAULT);
            Reports.write(store, List.of(), folder.resolve("a.CSV"), ReportOptions.DEFAULT);
        }

        assertThat(folder.resolve("a.md")).content().startsWith("# cnn-tpe\n");
        assertThat(folder.resolve("a.CSV")).content().startsWith("number,state,");
        assertThat(ReportFormat.of(Path.of("report"))).isEqualTo(ReportFormat.HTML);
    }

    @Test
    void theCommandsNameTheStoresFileAndNotItsFolder() throws IOException {
        Path file = folder.resolve("my runs.db");
        try (TrialStore store = TrialStores.open(file)) {
            StoredStudies.fill(store, FakeStudies.cnn("cnn-tpe", 12, 7));
        }

        Reports.write(file, List.of(), folder.resolve("a.html"), ReportOptions.DEFAULT);

        assertThat(Files.readString(folder.resolve("a.html")).replace("&#39;", "'"))
                .contains("fer report --store 'my runs.db' --study cnn-tpe --out cnn-tpe.html")
                .doesNotContain(folder.toString());
    }

    @Test
    void withoutNamesAllStudiesAreCompared() {
        try (TrialStore store = TrialStores.inMemory()) {
            StoredStudies.fill(store, FakeStudies.generic("one", 3, 1, 1));
            StoredStudies.fill(store, FakeStudies.generic("two", 3, 1, 2));

            assertThat(Reports.read(store, List.of(), ReportOptions.DEFAULT).comparison())
                    .isPresent();
            assertThat(Reports.read(store, List.of("two"), ReportOptions.DEFAULT)
                            .comparison())
                    .isEmpty();
        }
    }

    @Test
    void anUnknownStudyIsNamedWithTheLikeliestOne() {
        try (TrialStore store = TrialStores.inMemory()) {
            StoredStudies.fill(store, FakeStudies.generic("cnn-tpe", 1, 1, 1));

            assertThatThrownBy(() -> Reports.read(store, List.of("cnn-tbe"), ReportOptions.DEFAULT))
                    .isInstanceOf(UnknownStudyException.class)
                    .hasMessageContaining("did you mean 'cnn-tpe'?");
        }
    }

    @Test
    void anEmptyStoreAndAMissingOneAreRefusedAndNotCreated() {
        try (TrialStore store = TrialStores.inMemory()) {
            assertThatThrownBy(() -> Reports.read(store, List.of(), ReportOptions.DEFAULT))
                    .isInstanceOf(ReportException.class)
                    .hasMessage("the store holds no study");
        }
        Path missing = folder.resolve("missing.db");
        assertThatThrownBy(() -> Reports.write(missing, List.of(), folder.resolve("r.html"), ReportOptions.DEFAULT))
                .isInstanceOf(StoreException.class);
        assertThat(missing).doesNotExist();
    }
}
