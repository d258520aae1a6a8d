package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which worker was at which trial, and when. The store keeps the last attempt of each trial with its worker, and of
 * earlier attempts only how long they took: these are counted, not drawn.
 *
 * @param start when the first trial began
 * @param workers in the order in which they are shown
 * @param worker the worker of each trial, an index; -1 for a trial that never began
 * @param from when each trial's last attempt began, in seconds since the start; NaN for one that never began
 * @param to when it ended, or had last been heard of, in the same way
 * @param retried how many trials took more than one attempt
 * @param elsewhere the time spent in attempts that are not drawn
 */
public record Timeline(
        Instant start,
        List<Worker> workers,
        int[] worker,
        double[] from,
        double[] to,
        int retried,
        Duration elsewhere) {

    /**
     * A worker, or a row of trials that nobody is known to have run. When a search is resumed, a new process takes the
     * place of the one before it, and its workers the places of theirs.
     *
     * @param name as short as it is clear, for instance {@code worker 0}
     * @param processes how many processes it was one after the other; 0 where none is known
     * @param trials how many trials it ended or holds
     * @param failed how many of them failed
     * @param busy the seconds that it spent on them
     * @param present the seconds that its processes lived, each from its first trial to the end of its last one
     */
    public record Worker(String name, int processes, int trials, int failed, double busy, double present) {
        /** Returns the share of its time that it worked, 0..1; NaN where its process is not known. */
        public double utilisation() {
            return present > 0 ? Math.min(1, busy / present) : Double.NaN;
        }
    }

    /** Copies the workers; the arrays are shared and not to be changed. */
    public Timeline {
        workers = List.copyOf(workers);
    }

    /**
     * Returns the timeline of some trials.
     *
     * @param lastChange when an unfinished trial was last heard of
     */
    static Timeline of(List<Trial> trials, Instant lastChange) {
        Instant start = trials.stream()
                .flatMap(trial -> trial.started().stream())
                .min(Instant::compareTo)
                .orElse(lastChange);
        List<WorkerRows.Span> spans = new ArrayList<>();
        double elsewhere = 0;
        int retried = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (trial.started().isPresent()) {
                WorkerRows.Span span = span(i, trial, start, lastChange);
                spans.add(span);
                boolean again = trial.attempts() > 1;
                retried += again ? 1 : 0;
                elsewhere += again ? Math.max(0, seconds(trial.computeTime()) - span.length()) : 0;
            }
        }
        List<WorkerRows.Row> rows = WorkerRows.of(spans);
        int[] worker = new int[trials.size()];
        double[] from = new double[trials.size()];
        double[] to = new double[trials.size()];
        Arrays.fill(worker, -1);
        Arrays.fill(from, Double.NaN);
        Arrays.fill(to, Double.NaN);
        for (int row = 0; row < rows.size(); row++) {
            for (WorkerRows.Span span : rows.get(row).spans()) {
                worker[span.position()] = row;
                from[span.position()] = span.from();
                to[span.position()] = span.to();
            }
        }
        return new Timeline(
                start,
                rows.stream().map(row -> worker(row, trials)).toList(),
                worker,
                from,
                to,
                retried,
                Duration.ofMillis((long) (1000 * elsewhere)));
    }

    /** The last attempt: it cannot have taken longer than all together, even if its end was noticed late. */
    private static WorkerRows.Span span(int position, Trial trial, Instant start, Instant lastChange) {
        double from = since(start, trial.resumed().or(trial::started).orElseThrow());
        double end = since(start, trial.finished().orElse(lastChange));
        double worked = seconds(trial.computeTime());
        boolean isTimed = trial.state() != TrialState.RUNNING && trial.resumed().isPresent() && worked > 0;
        double to = isTimed ? Math.min(end, from + worked) : end;
        return new WorkerRows.Span(position, trial.worker().orElse(""), from, Math.max(from, to));
    }

    private static double since(Instant start, Instant time) {
        return seconds(Duration.between(start, time));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Worker worker(WorkerRows.Row row, List<Trial> trials) {
        int failed = (int) row.spans().stream()
                .filter(span -> trials.get(span.position()).state() == TrialState.FAILED)
                .count();
        double busy = row.spans().stream().mapToDouble(WorkerRows.Span::length).sum();
        return new Worker(row.name(), row.processes(), row.spans().size(), failed, busy, row.present());
    }

    /** Returns the share of all workers' time that they worked, 0..1; NaN where no process is known. */
    public double utilisation() {
        double busy = 0;
        double present = 0;
        for (Worker worker : workers) {
            if (worker.present() > 0) {
                busy += worker.busy();
                present += worker.present();
            }
        }
        return present > 0 ? Math.min(1, busy / present) : Double.NaN;
    }

    /** Returns how many trials began. */
    public int trials() {
        return workers.stream().mapToInt(Worker::trials).sum();
    }
}
