package dev.fer.search.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads and writes the tables of held-out data's uses; used inside transactions. */
final class HoldoutRows {
    private final Database database;
    private final Names names;

    private record Row(long id, HoldoutUse use) {}

    HoldoutRows(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    /** Adds a use and returns how many of that data there are. */
    int add(HoldoutUse use) throws SQLException {
        @Nullable Integer trial = use.trial().isPresent() ? use.trial().getAsInt() : null;
        long id = database.number(
                "insert into holdout_use (used, data, model, study, trial) values (?, ?, ?, ?, ?) returning id",
                use.time().toEpochMilli(),
                use.data(),
                use.model(),
                use.study().orElse(null),
                trial);
        for (Map.Entry<String, Double> metric : use.metrics().entrySet()) {
            database.update(
                    "insert into holdout_metric (use, name, value) values (?, ?, ?)",
                    id,
                    names.id(metric.getKey()),
                    metric.getValue());
        }
        return (int) database.number("select count(*) from holdout_use where data = ?", use.data());
    }

    List<HoldoutUse> all() throws SQLException {
        List<Row> rows = database.query(
                "select id, used, data, model, study, trial from holdout_use order by id",
                row -> new Row(
                        row.getLong(1),
                        new HoldoutUse(
                                Instant.ofEpochMilli(row.getLong(2)),
                                Objects.requireNonNull(row.getString(3)),
                                Objects.requireNonNull(row.getString(4)),
                                Optional.ofNullable(row.getString(5)),
                                row.getObject(6) == null ? OptionalInt.empty() : OptionalInt.of(row.getInt(6)),
                                Map.of())));
        List<HoldoutUse> uses = new ArrayList<>();
        for (Row row : rows) {
            uses.add(withMetrics(row));
        }
        return uses;
    }

    private HoldoutUse withMetrics(Row row) throws SQLException {
        Map<Long, Double> values = new HashMap<>();
        database.query(
                "select name, value from holdout_metric where use = ?",
                metric -> values.put(metric.getLong(1), metric.getDouble(2)),
                row.id);
        Map<String, Double> metrics = new HashMap<>();
        for (Map.Entry<Long, Double> value : values.entrySet()) {
            metrics.put(names.name(value.getKey()), value.getValue());
        }
        HoldoutUse use = row.use;
        return new HoldoutUse(use.time(), use.data(), use.model(), use.study(), use.trial(), metrics);
    }
}
