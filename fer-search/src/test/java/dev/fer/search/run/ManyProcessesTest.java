package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.ChildJvm;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyProcessesTest {
    private static final int TRIALS = 400;

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();

    /** Opens the store, looks at it and closes it, again and again; returns how often. */
    private int look(Consumer<TrialStore> glance) {
        int looks = 0;
        while (!over.get()) {
            try (TrialStore store = TrialStores.open(folder.resolve("fer.db"), Intent.READ_ONLY)) {
                glance.accept(store);
            }
            looks++;
        }
        return looks;
    }

    /** Before, opening took the locks of all connections of the process away, and the last of the others removed the log. */
    @Test
    void whoOpensAStoreTwiceKeepsItFromBeingTidiedUpByOthers() throws Exception {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            Study study = Study.open(
                    store, Searches.plain(", \"sampler\": {\"type\": \"random\"}, \"budget\": {\"trials\": 3}"));
            TrialStores.open(file, Intent.READ_ONLY).close();

            Process other = ChildJvm.start(AskTellMain.class, file.toString());
            assertThat(ChildJvm.reader(other).lines()).containsExactly("0", "1", "2");
            assertThat(other.waitFor()).isZero();

            assertThat(folder.resolve("fer.db-wal")).exists();
            assertThat(study.trials()).hasSize(3);
        }
        assertThat(folder.resolve("fer.db-wal")).doesNotExist();
    }

    @Test
    void eightProcessesShareAStudyWhileOthersLookOn() throws Exception {
        Path file = folder.resolve("fer.db");
        try (TrialStore store = TrialStores.open(file)) {
            Study.open(
                    store,
                    Searches.plain(", \"sampler\": {\"type\": \"random\"}, \"budget\": {\"trials\": " + TRIALS + "}"));
        }
        ExecutorService onlookers = Executors.newFixedThreadPool(2);
        Future<Integer> list = onlookers.submit(() -> look(store -> {
            List<Trial> trials = store.trials(1);
            assertThat(trials)
                    .extracting(Trial::number)
                    .isEqualTo(IntStream.range(0, trials.size()).boxed().toList());
        }));
        Future<Integer> report = onlookers.submit(() -> look(store -> {
            store.reports(1);
            Standings.of(store.studies().get(0).definition(), store.trials(1)).best(3);
        }));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            processes.add(ChildJvm.start(AskTellMain.class, file.toString()));
        }
        List<Integer> told = new ArrayList<>();
        for (Process process : processes) {
            ChildJvm.reader(process).lines().map(Integer::valueOf).forEach(told::add);
            assertThat(process.waitFor()).isZero();
        }
        over.set(true);
        assertThat(list.get()).isPositive();
        assertThat(report.get()).isPositive();
        onlookers.shutdown();

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, TRIALS).boxed().toList());
        try (TrialStore store = TrialStores.open(file)) {
            assertThat(store.check()).isEmpty();
            assertThat(store.trials(1)).hasSize(TRIALS).allMatch(trial -> trial.state() == TrialState.COMPLETE);
            assertThat(store.reports(1)).hasSize(TRIALS);
        }
    }
}
