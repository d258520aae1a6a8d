package dev.fer.report;

import dev.fer.common.AtomicFiles;
import dev.fer.report.data.ReferenceTable;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.report.data.StudyPictures;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<StudyData> read = studies(store, studies).stream()
                .map(study -> StudyData.of(
                        study, store.currentTrials(study.id()), numbers -> store.reports(study.id(), numbers)))
                .toList();
        return of(store, read, options);
    }

    /** Puts some studies of a store together with what a report shows beside them. */
    public static ReportData of(TrialStore store, List<StudyData> studies, ReportOptions options) {
        Map<String, StudyPictures> pictures = new HashMap<>();
        Optional<ReferenceTable.Builder> references =
                options.references().map(rows -> new ReferenceTable.Builder(rows, store.holdoutUses()));
        for (StudyData study : studies) {
            references.ifPresent(table ->
                    table.add(study, number -> store.reports(study.study().id(), number)));
            pictures.put(study.name(), options.pictures().apply(study));
        }
        ReportData data = ReportData.of(studies, options.baselines(), options.images())
                .with(references.flatMap(ReferenceTable.Builder::build), pictures);
        return store.file()
                .map(file -> data.withStore(String.valueOf(file.getFileName())))
                .orElse(data);
    }

    /**
     * Finds the studies that a report of some names is about.
     *
     * @param names empty for all that the store holds
     * @throws UnknownStudyException if the store holds no study of a name
     * @throws ReportException if the store holds no study at all
     */
    public static List<StudyRecord> studies(TrialStore store, List<String> names) {
        List<StudyRecord> all = store.studies();
        if (all.isEmpty()) {
            throw new ReportException("the store holds no study", "run a search first", null);
        }
        if (names.isEmpty()) {
            return all;
        }
        Map<String, StudyRecord> byName = new LinkedHashMap<>();
        all.forEach(study -> byName.put(study.name(), study));
        List<StudyRecord> chosen = new ArrayList<>();
        for (String name : names) {
            StudyRecord study = byName.get(name);
            if (study == null) {
                throw new UnknownStudyException(name, List.copyOf(byName.keySet()));
            }
            chosen.add(study);
        }
        return chosen;
    }
}
