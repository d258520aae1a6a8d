package dev.fer.search.store;

import java.nio.file.Path;

/** Main of a child process that brings a store to a newer schema, slowly, to be killed meanwhile. */
final class Migrator {
    private Migrator() {}

    static SqliteSchema schema() {
        return new SqliteSchema(5, "classpath:dev/fer/search/store/migration,slow-migration");
    }

    public static void main(String[] arguments) {
        System.out.println("begun");
        SqliteFiles.open(Path.of(arguments[0]), Intent.READ_WRITE, schema()).close();
    }
}
