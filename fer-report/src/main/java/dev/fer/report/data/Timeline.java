package dev.fer.report.data;

import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

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
     * A worker, or a row of trials that nobody is known to have run.
     *
     * @param name as short as it is clear, for instance {@code 4711/0}
     * @param trials how many trials it ended or holds
     * @param failed how many of them failed
     * @param busy the seconds that it spent on them
     * @param present the seconds from its process's first trial to the end of the last one; NaN where it is not known
     */
    public record Worker(String name, int trials, int failed, double busy, double present) {
        /** Returns the share of its time that it worked, 0..1; NaN where its process is not known. */
        public double utilisation() {
            return present > 0 ? Math.min(1, busy / present) : Double.NaN;
        }
    }

    private record Span(int position, double from, double to) {}

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
        Map<String, List<Span>> rows = new LinkedHashMap<>();
        List<Span> nobodys = new ArrayList<>();
        double elsewhere = 0;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (trial.started().isPresent()) {
                Span span = span(i, trial, start, lastChange);
                trial.worker()
                        .map(label -> rows.computeIfAbsent(label, key -> new ArrayList<>()))
                        .orElse(nobodys)
                        .add(span);
                elsewhere += trial.attempts() > 1 ? Math.max(0, seconds(trial.computeTime()) - span.to + span.from) : 0;
            }
        }
        int retried =
                (int) trials.stream().filter(trial -> trial.attempts() > 1).count();
        return assemble(trials, start, rows, nobodys, retried, Duration.ofMillis((long) (1000 * elsewhere)));
    }

    /** The last attempt: it cannot have taken longer than all together, even if its end was noticed late. */
    private static Span span(int position, Trial trial, Instant start, Instant lastChange) {
        double from = since(start, trial.resumed().or(trial::started).orElseThrow());
        double end = since(start, trial.finished().orElse(lastChange));
        double worked = seconds(trial.computeTime());
        boolean isTimed = trial.state() != TrialState.RUNNING && trial.resumed().isPresent() && worked > 0;
        return new Span(position, from, Math.max(from, isTimed ? Math.min(end, from + worked) : end));
    }

    private static double since(Instant start, Instant time) {
        return seconds(Duration.between(start, time));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Timeline assemble(
            List<Trial> trials,
            Instant start,
            Map<String, List<Span>> rows,
            List<Span> nobodys,
            int retried,
            Duration elsewhere) {
        Map<String, double[]> presence = presence(rows);
        List<String> labels = rows.keySet().stream()
                .sorted(Comparator.comparingDouble((String label) -> presence(presence, label)[0])
                        .thenComparing(Timeline::process)
                        .thenComparingInt(Timeline::slot))
                .toList();
        List<List<Span>> all = new ArrayList<>();
        List<Worker> workers = new ArrayList<>();
        for (String label : labels) {
            List<Span> spans = rows.getOrDefault(label, List.of());
            double[] present = presence(presence, label);
            all.add(spans);
            workers.add(worker(name(label, presence.keySet()), trials, spans, present[1] - present[0]));
        }
        for (List<Span> spans : withoutOverlap(nobodys)) {
            all.add(spans);
            workers.add(worker("not recorded", trials, spans, Double.NaN));
        }
        int[] worker = new int[trials.size()];
        double[] from = new double[trials.size()];
        double[] to = new double[trials.size()];
        Arrays.fill(worker, -1);
        Arrays.fill(from, Double.NaN);
        Arrays.fill(to, Double.NaN);
        for (int row = 0; row < all.size(); row++) {
            for (Span span : all.get(row)) {
                worker[span.position] = row;
                from[span.position] = span.from;
                to[span.position] = span.to;
            }
        }
        return new Timeline(start, workers, worker, from, to, retried, elsewhere);
    }

    private static Worker worker(String name, List<Trial> trials, List<Span> spans, double present) {
        int failed = (int) spans.stream()
                .filter(span -> trials.get(span.position).state() == TrialState.FAILED)
                .count();
        double busy = spans.stream().mapToDouble(span -> span.to - span.from).sum();
        return new Worker(name, spans.size(), failed, busy, present);
    }

    /** From when to when each process is known to have been there: its slots lived as long. */
    private static Map<String, double[]> presence(Map<String, List<Span>> rows) {
        Map<String, double[]> presence = new HashMap<>();
        rows.forEach((label, spans) -> {
            double[] known = presence.computeIfAbsent(
                    process(label), key -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
            for (Span span : spans) {
                known[0] = Math.min(known[0], span.from);
                known[1] = Math.max(known[1], span.to);
            }
        });
        return presence;
    }

    private static double[] presence(Map<String, double[]> presence, String label) {
        return presence.getOrDefault(process(label), new double[2]);
    }

    /** The label without its slot: {@code host/4711/0} is slot 0 of {@code host/4711}. */
    private static String process(String label) {
        return label.substring(0, Math.max(0, label.lastIndexOf('/')));
    }

    private static int slot(String label) {
        String slot = label.substring(label.lastIndexOf('/') + 1);
        return slot.matches("[0-9]{1,9}") ? Integer.parseInt(slot) : 0;
    }

    /** A label without what all have in common: the host, and the process if there is only one. */
    private static String name(String label, Set<String> processes) {
        if (processes.size() == 1) {
            return "worker " + label.substring(label.lastIndexOf('/') + 1);
        }
        long hosts = processes.stream().map(Timeline::process).distinct().count();
        return hosts == 1 ? label.substring(process(process(label)).length()).replaceFirst("^/", "") : label;
    }

    /** Puts spans, by their beginning, into as few rows as hold them side by side. */
    private static List<List<Span>> withoutOverlap(List<Span> spans) {
        List<List<Span>> rows = new ArrayList<>();
        PriorityQueue<List<Span>> free =
                new PriorityQueue<>(Comparator.comparingDouble((List<Span> row) -> row.get(row.size() - 1).to));
        List<Span> sorted = spans.stream()
                .sorted(Comparator.comparingDouble(Span::from))
                .toList();
        for (Span span : sorted) {
            List<Span> earliest = free.peek();
            if (earliest != null && earliest.get(earliest.size() - 1).to <= span.from) {
                free.remove();
                earliest.add(span);
                free.add(earliest);
            } else {
                List<Span> row = new ArrayList<>(List.of(span));
                rows.add(row);
                free.add(row);
            }
        }
        return rows;
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
