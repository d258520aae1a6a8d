package dev.fer.search.run.worker;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One worker process. Its messages are read by one thread; {@link #kill} may come from any. */
final class WorkerProcess {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");
    /** How long what a worker said last may take to arrive after its end, on a machine that is busy with other things. */
    private static final long GRACE_MILLIS = 5_000;

    private static final long LOOK_AGAIN_MILLIS = 100;
    /** So many lines that nobody has read yet; a worker that prints more waits. */
    private static final int UNREAD = 1_000;

    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    private final Process process;
    private final BufferedWriter in;
    /** What it printed; an empty line for the end. */
    private final BlockingQueue<Optional<String>> out = new ArrayBlockingQueue<>(UNREAD);

    private final Thread output;
    private final Thread errors;
    /** When to stop waiting for what a dead worker said; it may have left something behind that talks for hours. */
    private long silentFrom = Long.MAX_VALUE;

    private boolean silent;
    private volatile int trial;
    private volatile WorkerLog log;

    private WorkerProcess(Process process, int trial, WorkerLog log) {
        this.process = process;
        this.trial = trial;
        this.log = log;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.errors = daemon("fer-worker-errors", this::logErrors);
        this.output = daemon("fer-worker-output", this::readOutput);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Starts a worker for a trial. */
    static WorkerProcess start(
            List<String> command, Map<String, String> environment, Optional<Path> directory, int trial, WorkerLog log) {
        ProcessBuilder builder = new ProcessBuilder(deafToTheTerminal(command));
        builder.environment().putAll(environment);
        directory.map(Path::toFile).ifPresent(builder::directory);
        try {
            return new WorkerProcess(startDespiteSignals(builder), trial, log);
        } catch (IOException e) {
            throw new WorkerException("the worker cannot be started: " + e.getMessage(), "", e);
        }
    }

    /** Ctrl-C also ends the helper by which Java starts a process, if it comes in that moment. */
    private static Process startDespiteSignals(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("spawn helper")) {
                return builder.start();
            }
            throw e;
        }
    }

    /**
     * Ctrl-C reaches every process of a terminal, and what ends a service all of its processes; workers are told to stop
     * by their parent, after the current step.
     */
    private static List<String> deafToTheTerminal(List<String> command) {
        if (WINDOWS) {
            return command;
        }
        List<String> wrapped =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "fer-worker"));
        wrapped.addAll(command);
        return wrapped;
    }

    private void logErrors() {
        LineReader lines = new LineReader(process.getErrorStream());
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            log.add(line.get());
        }
    }

    private void readOutput() {
        LineReader lines = new LineReader(process.getInputStream());
        try {
            Optional<String> line;
            do {
                line = lines.next();
                out.put(line);
            } while (line.isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Turns to another trial, to whose log its output goes from now on. */
    void take(int number, WorkerLog itsLog) {
        trial = number;
        log = itsLog;
    }

    boolean isFor(int number) {
        return trial == number;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a line; one that a dead worker cannot hear is lost, and its end will be read. */
    void send(Messages.Message message) {
        try {
            in.write(Messages.write(message) + "\n");
            in.flush();
        } catch (IOException e) {
            kill();
        }
    }

    /**
     * Waits for the next message and logs what is none; empty when the worker has ended.
     *
     * @throws ProtocolException if a line is a wrong message
     */
    Optional<Messages.Message> receive() {
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            Optional<Messages.Message> message = Messages.read(line.get());
            if (message.isPresent()) {
                return message;
            }
            log.add(line.get());
        }
        return Optional.empty();
    }

    private Optional<String> nextLine() {
        try {
            while (!silent && process.isAlive()) {
                Optional<String> line = out.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null) {
                    silent = line.isEmpty();
                    return line;
                }
            }
            return lastLine();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<String> lastLine() throws InterruptedException {
        if (silent) {
            return Optional.empty();
        }
        long present = System.nanoTime();
        silentFrom = Math.min(silentFrom, present + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
        if (silentFrom <= present) {
            // What was read is still heard, and no more is read.
            output.interrupt();
        }
        Optional<String> line = out.poll(Math.max(0, silentFrom - present), TimeUnit.NANOSECONDS);
        silent = line == null || line.isEmpty();
        return line == null ? Optional.empty() : line;
    }

    /** Ends the worker by closing its input, which a good one heeds, or else by force; its last words are logged. */
    void end(long patienceMillis) {
        try {
            in.close();
        } catch (IOException e) {
            // It is gone already.
        }
        if (patienceMillis > 0 && !endsWithin(patienceMillis)) {
            log.add("[ended by force: it was there still " + patienceMillis / 1_000 + " s after its last word]");
        }
        if (process.isAlive()) {
            kill();
        }
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            log.add(line.get());
        }
        output.interrupt();
        hearOut();
    }

    /** Whoever prints much is to be heard out, or it could not go on to its end. */
    private boolean endsWithin(long patienceMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        try {
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (silent) {
                    process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    Optional<String> line = out.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                    silent = line != null && line.isEmpty();
                    if (line != null) {
                        line.ifPresent(log::add);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive();
    }

    /** Waits until all is logged that the worker printed, but not for what it left behind. */
    private void hearOut() {
        try {
            errors.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the worker and all that it started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }

    private Optional<Integer> exitCode(long patienceMillis) {
        try {
            return process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)
                    ? Optional.of(process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Waits a little for the end and describes it, for instance {@code the worker was killed by SIGKILL}. */
    String obituary() {
        Optional<Integer> code = exitCode(2_000);
        hearOut();
        if (code.isEmpty()) {
            kill();
            return "the worker closed its output and stayed";
        }
        if (code.get() <= SIGNALLED || code.get() > SIGNALLED + LAST_SIGNAL) {
            return code.get() == 0
                    ? "the worker ended without the line that tells its result"
                    : "the worker ended with exit code " + code.get() + " before its result";
        }
        return switch (code.get() - SIGNALLED) {
            case 6 -> "the worker was aborted (SIGABRT)";
            case 9 -> "the worker was killed (SIGKILL), perhaps because the machine's memory ran out";
            case 11 -> "the worker crashed in native code (SIGSEGV)";
            case 15 -> "the worker was terminated (SIGTERM)";
            default -> "the worker was ended by signal " + (code.get() - SIGNALLED);
        };
    }
}
