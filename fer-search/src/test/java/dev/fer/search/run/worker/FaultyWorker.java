package dev.fer.search.run.worker;

import dev.fer.common.Seeds;
import dev.fer.search.TrialContext;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import sun.misc.Unsafe;

/** Main of a worker process in which everything goes wrong now and then, as each trial's seed decides. */
public final class FaultyWorker {
    /** What can happen to a trial, with how often it does in a thousand. */
    enum Fault {
        NONE(900),
        EXCEPTION(30),
        NOT_A_NUMBER(20),
        RUBBISH(10),
        FLOOD(10),
        EXIT(10),
        KILLED(6),
        OUT_OF_MEMORY(6),
        SEGMENTATION(4),
        HANG(4);

        private final int perThousand;

        Fault(int perThousand) {
            this.perThousand = perThousand;
        }

        /** Returns what happens to the trial of a seed. */
        static Fault of(long seed) {
            int drawn = Seeds.random(seed, "fault").nextInt(1000);
            for (Fault fault : values()) {
                drawn -= fault.perThousand;
                if (drawn < 0) {
                    return fault;
                }
            }
            return NONE;
        }
    }

    private FaultyWorker() {}

    /** Serves until the parent is gone. */
    public static void main(String[] arguments) {
        WorkerLoop.serve(FaultyWorker::evaluate);
    }

    private static Map<String, Double> evaluate(TrialContext trial) throws Exception {
        UniformRandomProvider random = Seeds.random(trial.seed(), "loss");
        trial.report(1, Map.of("loss", random.nextDouble()));
        happen(Fault.of(trial.seed()));
        if (trial.report(2, Map.of("loss", random.nextDouble())).stops()) {
            return Map.of();
        }
        boolean lost = Fault.of(trial.seed()) == Fault.NOT_A_NUMBER;
        return Map.of("loss", lost ? Double.NaN : random.nextDouble());
    }

    private static void happen(Fault fault) throws Exception {
        switch (fault) {
            case NONE, NOT_A_NUMBER -> {}
            case EXCEPTION -> throw new IllegalStateException("no luck");
            case RUBBISH -> System.out.println("\u0000{\"type\": \"report\", \u0007 rubbish");
            case FLOOD -> {
                for (int i = 0; i < 20_000; i++) {
                    System.out.println("a line of a flood that nobody wants to read, number " + i);
                }
            }
            case EXIT -> Runtime.getRuntime().halt(3);
            case KILLED -> {
                String self = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder(List.of("kill", "-9", self)).start();
                Thread.sleep(60_000);
            }
            case OUT_OF_MEMORY -> {
                long[][] hog = new long[1 << 12][];
                for (int i = 0; i < hog.length; i++) {
                    hog[i] = new long[1 << 20];
                }
            }
            case SEGMENTATION -> unsafe().getLong(0L);
            case HANG -> Thread.sleep(60_000);
        }
    }

    private static Unsafe unsafe() throws ReflectiveOperationException {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return (Unsafe) field.get(null);
    }
}
