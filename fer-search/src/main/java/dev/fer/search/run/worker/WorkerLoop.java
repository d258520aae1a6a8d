package dev.fer.search.run.worker;

import dev.fer.search.Objective;
import dev.fer.search.TrialContext;
import dev.fer.search.TrialPrunedException;
import dev.fer.search.run.Failures;
import dev.fer.search.run.ObjectiveContract;
import dev.fer.search.run.worker.Messages.Message;
import dev.fer.search.space.Configuration;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's side of the protocol: evaluates the trials that arrive with an objective, one after the other, until
 * the parent is gone. Used by one thread.
 */
public final class WorkerLoop {
    private final Objective objective;
    private final Writer out;
    private final BlockingQueue<Optional<Message>> heard = new LinkedBlockingQueue<>();

    /**
     * Creates a loop and begins to listen.
     *
     * @param parentGone called when the input ends, from the listening thread, even while a trial runs
     */
    public WorkerLoop(Objective objective, Reader in, Writer out, Runnable parentGone) {
        this.objective = objective;
        this.out = out;
        Thread listener = new Thread(() -> listen(new BufferedReader(in), parentGone), "fer-parent");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Makes this process a worker: evaluates trials from standard input until it ends, and then halts the process at
     * once, since nobody is left to take a result. What the objective prints is moved to standard error.
     */
    public static void serve(Objective objective) {
        Writer out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
        System.setOut(System.err);
        Reader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        new WorkerLoop(objective, in, out, () -> Runtime.getRuntime().halt(0)).run();
    }

    private void listen(BufferedReader in, Runnable parentGone) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Messages.read(line).ifPresent(message -> heard.add(Optional.of(message)));
            }
        } catch (IOException | ProtocolException e) {
            // A parent that cannot be understood is as good as gone.
        }
        heard.add(Optional.empty());
        parentGone.run();
    }

    /** Evaluates trials until the input ends. */
    public void run() {
        try {
            for (Optional<Message> next = heard.take(); next.isPresent(); next = heard.take()) {
                if (next.get() instanceof Message.Start start) {
                    say(evaluate(start));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Message evaluate(Message.Start start) {
        try {
            return new Message.Result(ObjectiveContract.requireResult(objective.evaluate(new Context(start))));
        } catch (TrialPrunedException e) {
            return new Message.Pruned(e.getMessage());
        } catch (Throwable e) {
            return new Message.Failed(Failures.of(e));
        }
    }

    private void say(Message message) {
        try {
            out.write(Messages.write(message) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Context implements TrialContext {
        private final Message.Start start;

        private Context(Message.Start start) {
            this.start = start;
        }

        @Override
        public int number() {
            return start.number();
        }

        @Override
        public Configuration configuration() {
            return start.parameters();
        }

        @Override
        public long seed() {
            return start.seed();
        }

        @Override
        public int resumeFrom() {
            return start.resumeFrom();
        }

        @Override
        public Path directory() {
            try {
                return Files.createDirectories(Path.of(start.directory()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Signal report(int step, Map<String, Double> metrics) {
            ObjectiveContract.requireReport(step, metrics);
            say(new Message.Reported(step, metrics));
            try {
                Optional<Message> answer = heard.take();
                if (answer.isEmpty()) {
                    // The end is for the loop of trials too.
                    heard.add(answer);
                }
                if (answer.isPresent() && answer.get() instanceof Message.Continue) {
                    return Signal.CONTINUE;
                }
                boolean pruned = answer.isPresent() && answer.get() instanceof Message.Stop stop && stop.pruned();
                return pruned ? Signal.PRUNE : Signal.INTERRUPT;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Signal.INTERRUPT;
            }
        }

        @Override
        public void attribute(String key, String value) {
            ObjectiveContract.requireAttribute(key, value);
            say(new Message.Attribute(key, value));
        }
    }
}
