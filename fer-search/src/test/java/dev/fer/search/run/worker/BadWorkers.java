package dev.fer.search.run.worker;

import dev.fer.search.Objective;
import dev.fer.search.run.SteppedObjective;
import java.util.List;
import java.util.Map;

/** Main of a worker process that does what the trial's number says. */
public final class BadWorkers {
    private BadWorkers() {}

    /** Serves until the parent is gone. */
    public static void main(String[] arguments) {
        Objective good = new SteppedObjective(2, 0);
        WorkerLoop.serve(trial -> switch (trial.number()) {
            case 0 -> {
                System.err.println("1 of 9\r2 of 9\r\u001b[31mabout to die\u001b[0m");
                Runtime.getRuntime().halt(7);
                yield Map.of();
            }
            case 1 -> {
                trial.report(1, Map.of("loss", 1.0));
                new ProcessBuilder(List.of(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid())))
                        .start();
                Thread.sleep(60_000);
                yield Map.of();
            }
            case 2 -> throw new IllegalStateException("no luck");
            case 3 -> {
                long[][] hog = new long[1 << 10][];
                for (int i = 0; i < hog.length; i++) {
                    hog[i] = new long[1 << 24];
                }
                yield Map.of("loss", (double) hog[0][0]);
            }
            case 4 -> Map.of("loss", Double.NaN);
            case 5 -> {
                System.out.println("{\"type\":\"result\",\"metrics\":{\"loss\":-99}}");
                System.out.println("printed");
                trial.attribute("note", "two\nlines");
                yield good.evaluate(trial);
            }
            case 6 -> {
                Thread.sleep(60_000);
                yield Map.of();
            }
            case 8 -> {
                Runtime.getRuntime().halt(255);
                yield Map.of();
            }
            default -> good.evaluate(trial);
        });
    }
}
