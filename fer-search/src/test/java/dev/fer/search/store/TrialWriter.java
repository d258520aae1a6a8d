package dev.fer.search.store;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Main of a child process: runs trials on a store as fast as it can and says which have ended. */
final class TrialWriter {
    private TrialWriter() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try (TrialStore store = TrialStores.open(Path.of(arguments[0]))) {
            long study = store.find("first").orElseThrow().id();
            run(store, study, OptionalInt.of(Integer.parseInt(arguments[1])), number -> out.println(number));
        }
    }

    interface Ended {
        void hear(int number);
    }

    static void run(TrialStore store, long study, OptionalInt limit, Ended ended) {
        Owner owner = Owner.current();
        Optional<Trial> next = store.claim(study, owner, limit);
        while (next.isPresent()) {
            int number = next.get().number();
            store.assign(study, number, Definitions.configuration(1 + number % 9), Map.of());
            store.report(study, number, new Report(1, Map.of("loss", number / 2.0), 0.5));
            store.finish(study, number, new Outcome.Complete(Map.of("loss", (double) number)), Map.of());
            ended.hear(number);
            next = store.claim(study, owner, limit);
        }
    }
}
