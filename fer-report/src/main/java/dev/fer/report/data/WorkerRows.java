package dev.fer.report.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Arranges what workers did in rows. A worker is called {@code host/process/slot}; processes of a host that lived one
 * after the other share a place, and their slots of the same number a row. What a host's name ends with, where the
 * process was in a container, is a new one each time the container starts, and no part of the host.
 */
final class WorkerRows {
    private static final Pattern NAMESPACE = Pattern.compile(":[0-9]+$");

    /**
     * Work on one trial.
     *
     * @param position of the trial
     * @param worker who did it, empty if that is not known
     * @param from in seconds
     * @param to in seconds, not before its beginning
     */
    record Span(int position, String worker, double from, double to) {
        double length() {
            return to - from;
        }
    }

    /**
     * What one worker did.
     *
     * @param processes that it was one after the other; 0 where none is known
     * @param present the seconds that these processes lived, as far as is known; 0 where none is
     */
    record Row(String name, int processes, double present, List<Span> spans) {}

    /** The time in which a process lived, as far as its trials tell. */
    private record Life(String label, double from, double to, Map<Integer, List<Span>> slots) {
        String host() {
            return NAMESPACE.matcher(parent(label)).replaceFirst("");
        }

        String process() {
            return label.substring(label.lastIndexOf('/') + 1);
        }

        String name() {
            return host().isEmpty() ? process() : host() + "/" + process();
        }
    }

    private WorkerRows() {}

    static List<Row> of(List<Span> spans) {
        Map<String, List<Span>> byWorker = new LinkedHashMap<>();
        spans.forEach(span ->
                byWorker.computeIfAbsent(span.worker, key -> new ArrayList<>()).add(span));
        List<Span> nobodys = Optional.ofNullable(byWorker.remove("")).orElse(List.of());
        Map<String, Map<Integer, List<Span>>> byProcess = new LinkedHashMap<>();
        byWorker.forEach((worker, work) -> byProcess
                .computeIfAbsent(parent(worker), key -> new TreeMap<>())
                .computeIfAbsent(slot(worker), key -> new ArrayList<>())
                .addAll(work));
        List<Life> processes = byProcess.entrySet().stream()
                .map(entry -> process(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Life::from).thenComparing(Life::label))
                .toList();
        List<List<Life>> places = places(processes);
        boolean manyHosts = processes.stream().map(Life::host).distinct().count() > 1;
        List<Row> rows = new ArrayList<>();
        for (List<Life> place : places) {
            rows.addAll(rows(place, name(place, places.size() > 1, manyHosts)));
        }
        for (List<Span> row : withoutOverlap(nobodys)) {
            rows.add(new Row("not recorded", 0, 0, row));
        }
        return rows;
    }

    /** What comes before the last slash: the process of a worker, the host of a process. */
    private static String parent(String label) {
        return label.substring(0, Math.max(0, label.lastIndexOf('/')));
    }

    private static int slot(String worker) {
        String slot = worker.substring(worker.lastIndexOf('/') + 1);
        return slot.matches("[0-9]{1,9}") ? Integer.parseInt(slot) : 0;
    }

    private static Life process(String label, Map<Integer, List<Span>> slots) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (List<Span> spans : slots.values()) {
            for (Span span : spans) {
                from = Math.min(from, span.from);
                to = Math.max(to, span.to);
            }
        }
        return new Life(label, from, to, slots);
    }

    /** Processes of the same host that follow each other, by when the first of them began. */
    private static List<List<Life>> places(List<Life> byStart) {
        List<List<Life>> places = new ArrayList<>();
        for (Life process : byStart) {
            List<Life> place = places.stream()
                    .filter(known -> known.get(0).host().equals(process.host())
                            && known.get(known.size() - 1).to <= process.from)
                    .findFirst()
                    .orElseGet(() -> {
                        List<Life> opened = new ArrayList<>();
                        places.add(opened);
                        return opened;
                    });
            place.add(process);
        }
        return places;
    }

    /** What comes before a slot's number: only as much as tells the places apart. */
    private static String name(List<Life> place, boolean manyPlaces, boolean manyHosts) {
        if (!manyPlaces) {
            return "worker ";
        }
        Life first = place.get(0);
        return (manyHosts ? first.name() : first.process()) + (place.size() > 1 ? "…/" : "/");
    }

    private static List<Row> rows(List<Life> place, String name) {
        Map<Integer, List<Span>> work = new TreeMap<>();
        Map<Integer, List<Life>> who = new TreeMap<>();
        for (Life process : place) {
            process.slots.forEach((slot, spans) -> {
                work.computeIfAbsent(slot, key -> new ArrayList<>()).addAll(spans);
                who.computeIfAbsent(slot, key -> new ArrayList<>()).add(process);
            });
        }
        List<Row> rows = new ArrayList<>();
        work.forEach((slot, spans) -> {
            List<Life> processes = who.getOrDefault(slot, List.of());
            double present = processes.stream()
                    .mapToDouble(process -> process.to - process.from)
                    .sum();
            rows.add(new Row(name + slot, processes.size(), present, spans));
        });
        return rows;
    }

    /** Puts spans, by their beginning, into as few rows as hold them side by side. */
    private static List<List<Span>> withoutOverlap(List<Span> spans) {
        List<List<Span>> rows = new ArrayList<>();
        PriorityQueue<List<Span>> free =
                new PriorityQueue<>(Comparator.comparingDouble((List<Span> row) -> row.get(row.size() - 1).to));
        List<Span> byStart =
                spans.stream().sorted(Comparator.comparingDouble(Span::from)).toList();
        for (Span span : byStart) {
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
}
