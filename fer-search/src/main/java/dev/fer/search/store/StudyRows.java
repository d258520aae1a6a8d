package dev.fer.search.store;

import dev.fer.common.Seeds;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads and writes the tables of studies and their definitions; used inside transactions. */
final class StudyRows {
    private final Database database;

    StudyRows(Database database) {
        this.database = database;
    }

    StudyRecord create(SearchDefinition definition, Map<String, String> provenance) throws SQLException {
        requireFree(definition.name());
        long study = database.number(
                "insert into study (name, seed, version, created) values (?, ?, 0, " + TrialWrites.NOW
                        + ") returning id",
                definition.name(),
                definition.seed());
        record(study, provenance);
        return update(study, definition);
    }

    private void record(long study, Map<String, String> facts) throws SQLException {
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            database.update(
                    "insert or replace into provenance (study, key, value) values (?, ?, ?)",
                    study,
                    fact.getKey(),
                    fact.getValue());
        }
    }

    private void requireFree(String name) throws SQLException {
        Optional<String> taken = database.first(
                "select name from study where name = ? collate nocase",
                row -> Objects.requireNonNull(row.getString(1)),
                name);
        if (taken.isPresent()) {
            throw new StudyExistsException(taken.get());
        }
    }

    /** Puts a study away; the line feed makes its name one that no study can have. */
    int discard(long study) throws SQLException {
        return database.update(
                "update study set discarded = " + TrialWrites.NOW
                        + ", name = char(10) || id where id = ? and discarded is null",
                study);
    }

    List<DiscardedStudy> discarded() throws SQLException {
        List<DiscardedStudy> discarded = new ArrayList<>();
        for (StudyRecord study : read("s.discarded is not null")) {
            long when = database.number("select discarded from study where id = ?", study.id());
            discarded.add(new DiscardedStudy(study, Instant.ofEpochMilli(when)));
        }
        return discarded;
    }

    /** Brings back a study that was put away. */
    int restore(long study) throws SQLException {
        for (StudyRecord away : read("s.id = ? and s.discarded is not null", study)) {
            requireFree(away.name());
            return database.update("update study set discarded = null, name = ? where id = ?", away.name(), study);
        }
        return 0;
    }

    /** Adds a version of a study's definition. */
    StudyRecord update(long study, SearchDefinition definition) throws SQLException {
        long version = database.number("update study set version = version + 1 where id = ? returning version", study);
        database.update(
                "insert into definition (study, version, document, hash, created) values (?, ?, ?, ?, "
                        + TrialWrites.NOW + ")",
                study,
                version,
                SearchDefinitions.write(definition),
                SearchDefinitions.hash(definition));
        return read("s.id = ?", study).get(0);
    }

    /** Adds facts to a study's provenance, in place of those with the same keys. */
    StudyRecord update(long study, Map<String, String> facts) throws SQLException {
        record(study, facts);
        return read("s.id = ?", study).get(0);
    }

    Optional<StudyRecord> find(String name) throws SQLException {
        return read("s.name = ?", name).stream().findFirst();
    }

    List<StudyRecord> all() throws SQLException {
        return read("s.discarded is null");
    }

    private List<StudyRecord> read(String condition, Object... arguments) throws SQLException {
        List<StudyRecord> studies = new ArrayList<>();
        for (StudyRecord bare : database.query(
                "select s.id, s.version, s.created, d.document from study s"
                        + " join definition d on d.study = s.id and d.version = s.version where " + condition
                        + " order by s.id",
                StudyRows::bare,
                arguments)) {
            Map<String, String> provenance = new HashMap<>();
            database.query(
                    "select key, value from provenance where study = ?",
                    row -> provenance.put(row.getString(1), row.getString(2)),
                    bare.id());
            studies.add(new StudyRecord(bare.id(), bare.definition(), bare.version(), provenance, bare.created()));
        }
        return studies;
    }

    private static StudyRecord bare(ResultSet row) throws SQLException {
        return new StudyRecord(
                row.getLong(1),
                SearchDefinitions.parseStored(row.getString(4)),
                row.getInt(2),
                Map.of(),
                Instant.ofEpochMilli(row.getLong(3)));
    }

    /** Returns the seed of a trial; that of its study never changes. */
    long trialSeed(long study, int number) throws SQLException {
        return Seeds.derive(database.number("select seed from study where id = ?", study), "trial", number);
    }
}
