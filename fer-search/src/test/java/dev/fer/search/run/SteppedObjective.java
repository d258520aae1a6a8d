package dev.fer.search.run;

import dev.fer.common.AtomicFiles;
import dev.fer.common.Seeds;
import dev.fer.search.Objective;
import dev.fer.search.TrialContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for a training: each step changes a state at random and reports, the third one with an attribute; every second one,
 * and the one at which it is told to stop, is kept in a checkpoint, state and loss.
 *
 * @param millis how long a step takes
 * @param untilHalt counts checkpoints down: this process ends, as if killed, in the middle of writing the one at which it
 *     reaches 0
 */
public record SteppedObjective(int steps, int millis, AtomicInteger untilHalt) implements Objective {
    /** Creates an objective that never ends the process. */
    public SteppedObjective(int steps, int millis) {
        this(steps, millis, new AtomicInteger());
    }

    private record Checkpoint(int step, double state, double loss) {
        static Checkpoint read(Path file) throws IOException {
            if (!Files.exists(file)) {
                return new Checkpoint(0, 1, Double.NaN);
            }
            String[] parts = Files.readString(file).split(" ", -1);
            return new Checkpoint(
                    Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
        }

        void write(Path file, boolean halt) throws IOException {
            byte[] bytes = (step + " " + state + " " + loss).getBytes(StandardCharsets.UTF_8);
            AtomicFiles.write(file, out -> {
                out.write(bytes, 0, 5);
                if (halt) {
                    out.flush();
                    Runtime.getRuntime().halt(137);
                }
                out.write(bytes, 5, bytes.length - 5);
            });
        }
    }

    @Override
    public Map<String, Double> evaluate(TrialContext trial) throws Exception {
        Path file = trial.directory().resolve("checkpoint.txt");
        Checkpoint last = Checkpoint.read(file);
        if (last.step() > trial.resumeFrom() && stops(trial, last)) {
            return Map.of();
        }
        while (last.step() < steps) {
            Thread.sleep(millis);
            last = step(trial, last);
            boolean kept = last.step() % 2 == 0;
            if (kept) {
                last.write(file, untilHalt.decrementAndGet() == 0);
            }
            if (stops(trial, last)) {
                if (!kept) {
                    last.write(file, false);
                }
                return Map.of();
            }
        }
        trial.attribute("evaluated", "yes");
        return Map.of("loss", last.loss());
    }

    private static Checkpoint step(TrialContext trial, Checkpoint last) {
        int step = last.step() + 1;
        double x = trial.configuration().getDouble("x");
        double noise = Seeds.random(trial.seed(), "step", step).nextDouble();
        double state = last.state() * (0.6 + 0.4 * noise);
        return new Checkpoint(step, state, x * x + state / trial.configuration().getInt("n"));
    }

    private static boolean stops(TrialContext trial, Checkpoint at) {
        if (at.step() == 3) {
            trial.attribute("third", Double.toString(at.loss()));
        }
        return trial.report(at.step(), Map.of("loss", at.loss())).stops();
    }
}
