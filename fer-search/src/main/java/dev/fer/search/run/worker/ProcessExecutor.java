package dev.fer.search.run.worker;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialContext.Signal;
import dev.fer.search.definition.CommandWords;
import dev.fer.search.run.Failures;
import dev.fer.search.run.TrialDirectories;
import dev.fer.search.run.TrialEnd;
import dev.fer.search.run.TrialExecutor;
import dev.fer.search.run.TrialTask;
import dev.fer.search.run.worker.Messages.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Runs each trial in a process that speaks the worker protocol. A worker that dies costs the trial that it ran, and is
 * replaced; what it prints goes to the trial's {@code worker.log}. Its environment tells it its slot as
 * {@code FER_WORKER_SLOT}.
 */
public final class ProcessExecutor implements TrialExecutor {
    /** So many workers that die in a row without a word mean that the command is wrong, not the trials. */
    private static final int MUTE_DEATHS = 3;
    /** The same where a worker has been heard before: the command was right, and something has changed, or trials are hard. */
    private static final int LATER_MUTE_DEATHS = 10;

    private static final long PATIENCE_MILLIS = 5_000;
    /** A program may have much to save after its result. */
    private static final long LAST_WORD_MILLIS = 60_000;

    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+");
    /** What colours text, and what else is for terminals and not for people. */
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\\p{Cntrl}");
    /** How much of a line is worth repeating in a message. */
    private static final int LINE = 200;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Optional<Path> directory;
    private final boolean reuse;
    private final Map<Integer, WorkerProcess> workers = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> aborted = new ConcurrentHashMap<>();
    private final AtomicInteger muteDeaths = new AtomicInteger();
    private volatile boolean heard;

    private ProcessExecutor(
            List<String> command, Map<String, String> environment, Optional<Path> directory, boolean reuse) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.reuse = reuse;
    }

    /** Keeps one process per slot and gives it trial after trial, so that its start is paid once. */
    public static ProcessExecutor longLived(List<String> command, Map<String, String> environment) {
        return new ProcessExecutor(command, environment, Optional.empty(), true);
    }

    /**
     * Starts a process for each trial and ends it after the result.
     *
     * @param command may name the trial's values; see {@link CommandWords}
     * @param directory where the processes run; if empty, where this one does
     */
    public static ProcessExecutor perTrial(
            List<String> command, Map<String, String> environment, Optional<Path> directory) {
        return new ProcessExecutor(command, environment, directory, false);
    }

    /**
     * Runs a trial.
     *
     * @throws WorkerException if workers cannot be started, or many in a row die before they say anything
     */
    @Override
    public TrialEnd run(TrialTask task, Progress progress) {
        try (WorkerLog log =
                new WorkerLog(Files.createDirectories(task.directory()).resolve(TrialDirectories.LOG))) {
            WorkerProcess worker = worker(task, log);
            boolean reusable = false;
            long patience = PATIENCE_MILLIS;
            try {
                worker.send(start(task));
                TrialEnd end = converse(worker, task, progress, log);
                progress.answered();
                patience = LAST_WORD_MILLIS;
                reusable = reuse && worker.isAlive() && !needsFreshMemory(end);
                return end;
            } catch (ProtocolException e) {
                return failed(FailureReason.ERROR, e.getMessage(), log);
            } finally {
                if (!reusable) {
                    worker.end(reuse ? 0 : patience);
                    workers.remove(task.slot());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no directory for trial " + task.trial().number(), e);
        }
    }

    private WorkerProcess worker(TrialTask task, WorkerLog log) {
        int slot = task.slot();
        WorkerProcess known = workers.get(slot);
        if (known != null && known.isAlive()) {
            known.take(task.trial().number(), log);
            return known;
        }
        Map<String, String> own = new HashMap<>(environment);
        own.put("FER_WORKER_SLOT", Integer.toString(slot));
        WorkerProcess fresh =
                WorkerProcess.start(words(task), own, directory, task.trial().number(), log);
        workers.put(slot, fresh);
        return fresh;
    }

    /** A process of several trials has the same command for all of them. */
    private List<String> words(TrialTask task) {
        Trial trial = task.trial();
        return reuse
                ? command
                : CommandWords.fill(
                        command,
                        trial.requireConfiguration(),
                        Map.of(
                                "number", Integer.toString(trial.number()),
                                "seed", Long.toString(trial.seed()),
                                "study", task.study(),
                                "directory", task.directory().toAbsolutePath().toString(),
                                "resume_from", Integer.toString(trial.lastStep())));
    }

    private static Message start(TrialTask task) {
        Trial trial = task.trial();
        return new Message.Start(
                task.study(),
                trial.number(),
                trial.configuration().orElseThrow(),
                trial.seed(),
                trial.lastStep(),
                task.directory().toAbsolutePath().toString());
    }

    private TrialEnd converse(WorkerProcess worker, TrialTask task, Progress progress, WorkerLog log) {
        boolean told = false;
        boolean spoke = false;
        for (Optional<Message> said = worker.receive(); said.isPresent(); said = worker.receive()) {
            spoke = true;
            heard = true;
            muteDeaths.set(0);
            Message message = said.get();
            if (message instanceof Message.Reported report) {
                Signal signal;
                try {
                    signal = progress.report(report.step(), report.metrics());
                } catch (RuntimeException e) {
                    worker.kill();
                    return new TrialEnd.Failed(Failures.of(e));
                }
                told = signal.stops();
                worker.send(told ? new Message.Stop(signal == Signal.PRUNE) : new Message.Continue());
            } else if (message instanceof Message.Attribute attribute) {
                attach(attribute, progress);
            } else if (message instanceof Message.Result result) {
                return new TrialEnd.Returned(result.metrics());
            } else if (message instanceof Message.Pruned pruned) {
                return new TrialEnd.Pruned(pruned.reason());
            } else if (message instanceof Message.Failed failed) {
                return new TrialEnd.Failed(failed.failure());
            } else {
                throw new ProtocolException("only a parent says this", Messages.write(message), null);
            }
        }
        return told ? new TrialEnd.Returned(Map.of()) : died(worker, task, spoke, log);
    }

    private static void attach(Message.Attribute attribute, Progress progress) {
        try {
            progress.attribute(attribute.key(), attribute.value());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(e.getMessage(), Messages.write(attribute), e);
        }
    }

    private TrialEnd died(WorkerProcess worker, TrialTask task, boolean spoke, WorkerLog log) {
        String how = worker.obituary();
        if (aborted.remove(task.slot(), task.trial().number())) {
            return failed(FailureReason.CRASHED, "the worker was ended", log);
        }
        int deaths = spoke ? 0 : muteDeaths.incrementAndGet();
        if (deaths >= (heard ? LATER_MUTE_DEATHS : MUTE_DEATHS)) {
            throw new WorkerException(
                    deaths + " workers in a row died without a word; of the last one: " + how + lastLine(log),
                    log.tail(),
                    null);
        }
        return failed(FailureReason.CRASHED, how + lastLine(log), log);
    }

    /** The last line that a person would have seen: a moving bar writes its lines one over the other. */
    private static String lastLine(WorkerLog log) {
        List<String> lines = LINE_END.splitAsStream(log.tail())
                .map(line -> CONTROL.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        String last = lines.get(lines.size() - 1);
        return "; it printed: " + (last.length() > LINE ? last.substring(0, LINE) + "..." : last);
    }

    private static TrialEnd failed(FailureReason reason, String message, WorkerLog log) {
        return new TrialEnd.Failed(new Trial.Failure(reason, message, log.tail()));
    }

    private static boolean needsFreshMemory(TrialEnd end) {
        return end instanceof TrialEnd.Failed failed && failed.failure().reason() == FailureReason.OUT_OF_MEMORY;
    }

    @Override
    public void abort(TrialTask task) {
        WorkerProcess worker = workers.get(task.slot());
        if (worker != null && worker.isFor(task.trial().number())) {
            aborted.put(task.slot(), task.trial().number());
            worker.kill();
        }
    }

    @Override
    public void close() {
        workers.values().forEach(worker -> worker.end(PATIENCE_MILLIS));
        workers.clear();
    }
}
