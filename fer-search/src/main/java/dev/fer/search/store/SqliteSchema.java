package dev.fer.search.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The tables of a store, as versioned migrations. Flyway is loaded only when a file has to be created or migrated:
 * the version that each migration leaves in the file's header tells the rest.
 *
 * @param version what {@code pragma user_version} says after the last migration
 * @param location of the migrations on the class path, several separated by commas
 */
record SqliteSchema(int version, String location) {
    /** The schema that this program reads and writes. */
    static final SqliteSchema CURRENT = new SqliteSchema(4, "classpath:dev/fer/search/store/migration");

    /** What {@code pragma application_id} says of a store: "FERN" in ASCII. */
    static final int APPLICATION_ID = 0x4645524E;

    /**
     * Brings a file, which may be empty, to this version.
     *
     * @param store the file that it becomes, for messages
     */
    void migrate(Path file, Path store) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Flyway.configure()
                    // Where no binding of SLF4J is, Flyway would else write to stderr by java.util.logging.
                    .loggers("slf4j")
                    .dataSource(source)
                    .locations(location.split(","))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            Throwable cause = e;
            while (cause != null && !(cause instanceof SQLException)) {
                cause = cause.getCause();
            }
            throw cause instanceof SQLException failure
                    ? SqliteErrors.translate(store, failure)
                    : new StoreException("the tables of " + store + " cannot be made: " + e.getMessage(), null, e);
        }
    }
}
