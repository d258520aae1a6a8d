package dev.fer.report;

import dev.fer.common.AtomicFiles;
import dev.fer.report.data.ReferenceTable;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import dev.fer.report.html.HtmlReport;
import dev.fer.search.Report;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a store into an HTML file with one call. The same store gives the same bytes: times are the store's,
 * never the clock's.
 */
public final class Reports {
    private Reports() {}

    /**
     * Writes the report of some studies: of one alone, or of several compared. The file needs nothing else, no
     * network included, and is whole or absent.
     *
     * @param store is only read
     * @param studies their names; empty for all that the store holds
     * @param out the HTML file, replaced if it exists
     * @throws UnknownStudyException if the store holds no study of a name
     * @throws ReportException if the store holds no study at all, or the file cannot be written
     */
    public static void write(TrialStore store, List<String> studies, Path out, ReportOptions options) {
        ReportData data = read(store, studies, options);
        try {
            AtomicFiles.write(out, stream -> HtmlReport.write(data, stream));
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
        List<StudyData> read = new ArrayList<>();
        Map<String, StudyPictures> pictures = new HashMap<>();
        Optional<ReferenceTable.Builder> references =
                options.references().map(rows -> new ReferenceTable.Builder(rows, store.holdoutUses()));
        for (StudyRecord record : chosen) {
            Map<Integer, List<Report>> reports = store.reports(record.id());
            StudyData study = StudyData.of(record, store.trials(record.id()), reports);
            read.add(study);
            references.ifPresent(table -> table.add(study, reports));
            pictures.put(study.name(), options.pictures().apply(study));
        }
        return ReportData.of(read, options.baselines(), options.images())
                .with(references.flatMap(ReferenceTable.Builder::build), pictures);
    }
}
