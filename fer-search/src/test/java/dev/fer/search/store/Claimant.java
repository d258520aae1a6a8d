package dev.fer.search.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Claims a trial, says its number, and lives until its standard input ends. */
final class Claimant {
    private Claimant() {}

    public static void main(String[] arguments) throws IOException {
        try (TrialStore store = TrialStores.open(Path.of(arguments[0]))) {
            long study = store.studies().get(0).id();
            System.out.println(store.claim(study, Owner.current(), OptionalInt.empty())
                    .orElseThrow()
                    .number());
            System.in.read();
        }
    }
}
