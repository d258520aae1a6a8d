package dev.fer.search.run.worker;

import dev.fer.search.ChildJvm;
import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.SearchListener;
import dev.fer.search.run.SearchRunner;
import dev.fer.search.run.Searches;
import dev.fer.search.run.Study;
import dev.fer.search.run.worker.FaultyWorker.Fault;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Many short trials in worker processes that fail in every way: {@code TRIALS WORKERS} prints memory, open files and the
 * account of all trials as JSON lines. Ends with exit code 1 if a trial is not accounted for.
 */
public final class Soak {
    private final Path folder;
    private final int trials;
    private final int workers;

    /** Prepares a soak in an empty folder. */
    Soak(Path folder, int trials, int workers) {
        this.folder = folder;
        this.trials = trials;
        this.workers = workers;
    }

    /** Runs the soak from the command line. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("fer-soak");
        Soak soak = new Soak(folder, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        List<String> wrong = soak.run(Integer.parseInt(arguments[0]) / 20);
        System.out.println("{\"folder\": \"" + folder + "\", \"wrong\": " + wrong.size() + "}");
        wrong.forEach(System.err::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /**
     * Runs all trials and returns what is wrong with the account.
     *
     * @param every print a line after so many trials, 0 for never
     */
    List<String> run(int every) {
        SearchDefinition search = Searches.plain(", \"sampler\": {\"type\": \"random\"}, \"budget\": {\"trials\": "
                + trials + ", \"trial_time\": \"5s\"}");
        try (TrialStore store = TrialStores.open(folder.resolve("fer.db"));
                ProcessExecutor executor = ProcessExecutor.longLived(command(), Map.of())) {
            Study study = Study.open(store, search);
            SearchListener watch = new SearchListener() {
                private int finished;

                @Override
                public void trialFinished(Trial trial) {
                    finished++;
                    if (every > 0 && finished % every == 0) {
                        print(finished);
                    }
                }
            };
            new SearchRunner(study, executor, RunOptions.DEFAULT.withWorkers(workers), watch).run();
            List<String> wrong = new ArrayList<>(store.check());
            Map<Fault, Map<String, Integer>> account = new EnumMap<>(Fault.class);
            for (Trial trial : study.trials()) {
                Fault fault = Fault.of(trial.seed());
                account.computeIfAbsent(fault, key -> new TreeMap<>()).merge(outcome(trial), 1, Integer::sum);
                if (!isRight(fault, trial)) {
                    wrong.add("trial " + trial.number() + " met " + fault + " and is " + outcome(trial));
                }
            }
            if (study.trials().size() != trials) {
                wrong.add(study.trials().size() + " trials instead of " + trials);
            }
            if (every > 0) {
                account.forEach((fault, outcomes) ->
                        System.out.println("{\"fault\": \"" + fault + "\", \"outcomes\": \"" + outcomes + "\"}"));
            }
            return wrong;
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(ChildJvm.command(FaultyWorker.class));
        command.addAll(1, List.of("-Xmx48m", "-XX:ErrorFile=/dev/null", "-XX:-CreateCoredumpOnCrash"));
        return command;
    }

    private static String outcome(Trial trial) {
        return trial.failure()
                .map(failure -> "failed(" + failure.reason().label() + ")")
                .orElse(trial.state().name().toLowerCase(Locale.ROOT));
    }

    private static boolean isRight(Fault fault, Trial trial) {
        FailureReason reason = trial.failure().map(Trial.Failure::reason).orElse(null);
        return switch (fault) {
            case NONE, RUBBISH, FLOOD -> trial.state() == TrialState.COMPLETE;
            case EXCEPTION -> reason == FailureReason.ERROR;
            case NOT_A_NUMBER -> reason == FailureReason.NAN;
            case EXIT, KILLED, SEGMENTATION -> reason == FailureReason.CRASHED;
            case OUT_OF_MEMORY -> reason == FailureReason.OUT_OF_MEMORY;
            case HANG -> reason == FailureReason.TIMEOUT;
        };
    }

    private static void print(int finished) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "{\"trials\": %d, \"heap_mb\": %.1f, \"open_files\": %d, \"threads\": %d, \"children\": %d}%n",
                finished,
                (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
                openFiles(),
                Thread.activeCount(),
                ProcessHandle.current().children().count());
    }

    /** Counts this process's open files where the system tells, else -1. */
    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
