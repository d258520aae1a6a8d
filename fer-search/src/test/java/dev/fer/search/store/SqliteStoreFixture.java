package dev.fer.search.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;

/** A store in an SQLite file, which can be written behind its back. */
abstract class SqliteStoreFixture extends StoreFixture {
    @TempDir
    Path folder;

    Path file() {
        return folder.resolve("fer.db");
    }

    @Override
    TrialStore open() {
        return TrialStores.open(file());
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
