package dev.fer.search.run;

import dev.fer.search.Trial;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Main of a child process that asks for trials and tells their results as fast as it can, and says their numbers. */
public final class AskTellMain {
    private AskTellMain() {}

    /** Takes the store's file; runs until the study's budget is given out. */
    public static void main(String[] arguments) {
        try (TrialStore store = TrialStores.open(Path.of(arguments[0]))) {
            Study study = Study.resume(store, "plain");
            for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
                Trial trial = next.get();
                double loss = trial.configuration().orElseThrow().getDouble("x");
                study.report(trial.number(), 1, Map.of("loss", loss));
                study.tell(trial.number(), loss);
                System.out.println(trial.number());
            }
        }
    }
}
