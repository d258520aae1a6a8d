package dev.fer.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.ChildJvm;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.store.Intent;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A search in a process of its own that is killed at random moments, to be compared with the search that nobody disturbed. */
final class KilledSearch {
    /** How many times the kills of an everyday build: {@code -Dfer.kills=10} makes them ten times as many. */
    static final int MORE = Integer.getInteger("fer.kills", 1);

    private static final int MILLIS = 12;

    private final Path folder;
    private final Random random = new Random(11);

    KilledSearch(Path folder) {
        this.folder = folder;
    }

    /** The trials in the order in which they ended. */
    static List<Told> told(Path file) {
        try (TrialStore store = TrialStores.open(file, Intent.READ_ONLY)) {
            long study = store.find("plain").orElseThrow().id();
            return store.changesSince(study, 0).trials().stream()
                    .map(trial -> told(store, study, trial))
                    .toList();
        }
    }

    private static Told told(TrialStore store, long study, Trial trial) {
        List<Report> reports = store.reports(study, trial.number());
        assertThat(reports)
                .extracting(Report::step)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, reports.size()).boxed().toList());
        return Told.of(store, study, trial);
    }

    List<Told> uninterrupted(SearchDefinition search, int workers) {
        Path file = folder.resolve("straight.db");
        SearchMain.run(file, search, new InProcessExecutor(new SteppedObjective(10, 0)), workers, SearchListener.NONE);
        return told(file);
    }

    static List<Told> byNumber(List<Told> told) {
        return told.stream().sorted(Comparator.comparingInt(Told::number)).toList();
    }

    Process start(String search, String how, int workers, int halt) throws IOException {
        return ChildJvm.start(
                SearchMain.class,
                file().toString(),
                search,
                Integer.toString(MILLIS),
                how,
                Integer.toString(workers),
                Integer.toString(halt));
    }

    /** Returns the store of the search that is killed. */
    Path file() {
        return folder.resolve("killed.db");
    }

    /** Kills a search so often, beginning anew whenever it has come to its end, and compares each end with the undisturbed one. */
    void compare(int kills, String how, int workers, boolean all) throws Exception {
        List<Told> expected = inOrder(uninterrupted(SearchMain.LEARNING, workers), workers);
        assertThat(expected).extracting(Told::state).contains(TrialState.COMPLETE, TrialState.PRUNED);
        for (int done = 0; done < kills; ) {
            // Of several trials one may come no step further in life after life, and would be given up.
            int most = workers == 1 ? kills : TrialStore.MAX_DEATHS - 1;
            done += runWithKills(Math.min(most, kills - done), how, workers, all);
            assertThat(inOrder(told(file()), workers)).isEqualTo(expected);
            Files.delete(file());
        }
    }

    /** Several workers decide by number only: the order in which their trials end is free. */
    private static List<Told> inOrder(List<Told> told, int workers) {
        return workers == 1 ? told : byNumber(told);
    }

    /**
     * Runs a search to its end in child processes, so many of which are killed: one in four a while after its start, perhaps before it has the
     * store open, the others after their first report.
     *
     * @param all whether its worker processes die with it, or are left alone
     * @return how many were killed
     */
    private int runWithKills(int kills, String how, int workers, boolean all) throws Exception {
        int done = 0;
        while (true) {
            Process process = start("learning", how, workers, 0);
            BufferedReader said = ChildJvm.reader(process);
            assertThat(said.readLine()).isEqualTo("begun");
            if (done == kills) {
                assertThat(process.waitFor()).isZero();
                return done;
            }
            boolean early = done % 4 == 3;
            if (!early) {
                said.readLine();
            }
            if (process.waitFor(random.nextInt(early ? 400 : 120), TimeUnit.MILLISECONDS)) {
                assertThat(process.exitValue()).isZero();
                return done;
            }
            List<ProcessHandle> workersOfIt = process.descendants().toList();
            ChildJvm.kill(process);
            if (all) {
                workersOfIt.forEach(ProcessHandle::destroyForcibly);
            }
            done++;
        }
    }
}
