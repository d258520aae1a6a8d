package dev.fer.report;

import dev.fer.common.AtomicFiles;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns a store into a file with one call. The same store gives the same bytes: times are the store's,
 * never the clock's.
 */
public final class Reports {
    private Reports() {}

    /**
     * Writes the report of some studies: of one alone, or of several compared, in the format that the file's name
     * asks for by its ending. The file needs nothing else, no network included, and is whole or absent.
     *
     * @param store is only read
     * @param studies their names; empty for all that the store holds
     * @param out the file, replaced if it exists
     * @throws UnknownStudyException if the store holds no study of a name
     * @throws ReportException if the store holds no study at all, or the file cannot be written
     */
    public static void write(TrialStore store, List<String> studies, Path out, ReportOptions options) {
        write(read(store, studies, options), ReportFormat.of(out), out);
    }

    /**
     * Writes a report to a file, which is whole or absent.
     *
     * @throws ReportException if the file cannot be written
     */
    public static void write(ReportData report, ReportFormat format, Path out) {
        try {
            AtomicFiles.write(out, stream -> format.write(report, stream));
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write the report " + out + ": " + e.getMessage(), "choose another file", e);
        }
    }

    /** Writes the report of some studies of an SQLite store, which is opened for reading only. */
    public static void write(Path store, List<String> studies, Path out, ReportOptions options) {
        try (TrialStore opened = TrialStores.open(store, Intent.READ_ONLY)) {
            write(opened, studies, out, options);
        }
    }

    /**
     * Reads what a report of some studies shows.
     *
     * @throws UnknownStudyException if the store holds no study of a name
     * @throws ReportException if the store holds no study at all
     */
    public static ReportData read(TrialStore store, List<String> studies, ReportOptions options) {
        List<StudyRecord> known = store.studies();
        List<String> names = known.stream().map(StudyRecord::name).toList();
        List<StudyRecord> chosen = studies.isEmpty()
                ? known
                : studies.stream()
                        .map(name -> store.find(name).orElseThrow(() -> new UnknownStudyException(name, names)))
                        .toList();
        if (chosen.isEmpty()) {
            throw new ReportException("the store holds no study", "run a search first", null);
        }
        List<StudyData> read = chosen.stream()
                .map(study -> StudyData.of(study, store.trials(study.id()), store.reports(study.id())))
                .toList();
        ReportData data = ReportData.of(read, options.baselines(), options.images());
        return store.file()
                .map(file -> data.withStore(String.valueOf(file.getFileName())))
                .orElse(data);
    }
}
