package dev.fer.search.store;

import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.space.Configuration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Studies in this process's memory: for programs that need neither resuming nor other processes. */
final class MemoryTrialStore implements TrialStore {
    private final Map<Long, MemoryStudy> studies = new LinkedHashMap<>();
    private final Map<Long, Instant> discarded = new TreeMap<>();
    private final List<HoldoutUse> holdoutUses = new ArrayList<>();
    private long lastStudy;

    private MemoryStudy study(long id) {
        MemoryStudy study = studies.get(id);
        if (study == null) {
            throw new StoreException("there is no study " + id + " in this store", null, null);
        }
        return study;
    }

    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }

    @Override
    public synchronized StudyRecord create(SearchDefinition definition, Map<String, String> provenance) {
        requireFree(definition.name());
        StudyRecord record = new StudyRecord(++lastStudy, definition, 1, provenance, Instant.now());
        studies.put(record.id(), new MemoryStudy(record));
        enqueue(record.id(), definition.enqueue(), Map.of());
        return record;
    }

    private void requireFree(String name) {
        studies().stream()
                .map(StudyRecord::name)
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .ifPresent(taken -> {
                    throw new StudyExistsException(taken);
                });
    }

    @Override
    public synchronized Optional<StudyRecord> find(String name) {
        return studies().stream().filter(study -> study.name().equals(name)).findFirst();
    }

    @Override
    public synchronized List<StudyRecord> studies() {
        return studies.values().stream()
                .map(study -> study.record)
                .filter(study -> !discarded.containsKey(study.id()))
                .toList();
    }

    @Override
    public synchronized StudyRecord updateDefinition(long study, SearchDefinition definition) {
        StudyRecord old = study(study).record;
        StudyRecord record = new StudyRecord(old.id(), definition, old.version() + 1, old.provenance(), old.created());
        study(study).record = record;
        return record;
    }

    @Override
    public synchronized StudyRecord updateProvenance(long study, Map<String, String> facts) {
        StudyRecord old = study(study).record;
        Map<String, String> provenance = new LinkedHashMap<>(old.provenance());
        provenance.putAll(facts);
        StudyRecord record = new StudyRecord(old.id(), old.definition(), old.version(), provenance, old.created());
        study(study).record = record;
        return record;
    }

    @Override
    public synchronized void discard(long study) {
        if (studies.containsKey(study)) {
            discarded.putIfAbsent(study, Instant.now());
        }
    }

    @Override
    public synchronized List<DiscardedStudy> discarded() {
        return discarded.entrySet().stream()
                .map(away -> new DiscardedStudy(study(away.getKey()).record, away.getValue()))
                .toList();
    }

    @Override
    public synchronized void restore(long study) {
        if (discarded.containsKey(study)) {
            requireFree(study(study).record.name());
            discarded.remove(study);
        }
    }

    @Override
    public synchronized void delete(long study) {
        studies.remove(study);
        discarded.remove(study);
    }

    @Override
    public synchronized List<Integer> enqueue(
            long study, List<Configuration> configurations, Map<String, String> attributes) {
        MemoryStudy to = study(study);
        List<Integer> numbers = new ArrayList<>();
        for (Configuration configuration : configurations) {
            MemoryTrial trial = to.add(TrialState.QUEUED);
            trial.configuration = Optional.of(configuration);
            trial.attributes.putAll(attributes);
            to.queued.add(trial.number);
            numbers.add(trial.number);
        }
        return numbers;
    }

    @Override
    public synchronized List<Integer> addAll(long study, List<FinishedTrial> trials) {
        MemoryStudy to = study(study);
        List<Integer> numbers = new ArrayList<>();
        for (FinishedTrial finished : trials) {
            MemoryTrial added =
                    to.add(finished.trial().state(), finished.trial().seed());
            added.fill(finished.trial(), finished.reports());
            numbers.add(added.number);
        }
        return numbers;
    }

    @Override
    public synchronized void requestStop(long study) {
        study(study).stops++;
    }

    @Override
    public synchronized long stopRequests(long study) {
        return study(study).stops;
    }

    @Override
    public synchronized Optional<Trial> claim(long study, Owner owner, OptionalInt limit) {
        MemoryStudy from = study(study);
        int end = limit.orElse(Integer.MAX_VALUE);
        Optional<MemoryTrial> trial = take(from, from.interrupted, end);
        if (trial.isEmpty()) {
            trial = take(from, from.queued, end);
        }
        if (trial.isEmpty() && from.trials.size() < end) {
            trial = Optional.of(from.add(TrialState.QUEUED));
        }
        trial.ifPresent(claimed -> {
            claimed.start(owner);
            from.touch(claimed);
        });
        return trial.map(MemoryTrial::snapshot);
    }

    @Override
    public synchronized OptionalInt peek(long study, OptionalInt limit) {
        MemoryStudy from = study(study);
        int end = limit.orElse(Integer.MAX_VALUE);
        if (!from.interrupted.headSet(end).isEmpty()) {
            return OptionalInt.of(from.interrupted.first());
        }
        if (!from.queued.headSet(end).isEmpty()) {
            return OptionalInt.of(from.queued.first());
        }
        return from.trials.size() < end ? OptionalInt.of(from.trials.size()) : OptionalInt.empty();
    }

    private static Optional<MemoryTrial> take(MemoryStudy from, NavigableSet<Integer> waiting, int end) {
        if (waiting.isEmpty() || waiting.first() >= end) {
            return Optional.empty();
        }
        return Optional.of(from.trials.get(waiting.pollFirst()));
    }

    @Override
    public synchronized void assign(
            long study, int number, Configuration configuration, Map<String, String> attributes) {
        MemoryTrial trial = study(study).running(number);
        trial.configuration = Optional.of(configuration);
        trial.attributes.putAll(attributes);
        study(study).touch(trial);
    }

    @Override
    public synchronized void release(long study, int number) {
        MemoryStudy of = study(study);
        MemoryTrial trial = of.running(number);
        if (trial.configuration.isEmpty() && number == of.trials.size() - 1) {
            of.trials.remove(number);
            of.byRevision.remove(trial.revision);
        } else {
            interrupt(study, number, Map.of());
        }
    }

    @Override
    public synchronized void report(long study, int number, Report report, Map<String, String> attributes) {
        MemoryTrial trial = study(study).running(number);
        trial.report(report);
        trial.attributes.putAll(attributes);
        study(study).touch(trial);
    }

    @Override
    public synchronized void finish(long study, int number, Outcome outcome, Map<String, String> attributes) {
        MemoryTrial trial = study(study).running(number);
        trial.attributes.putAll(attributes);
        trial.finish(outcome);
        study(study).touch(trial);
    }

    @Override
    public synchronized void interrupt(long study, int number, Map<String, String> attributes) {
        stop(study, number, TrialState.INTERRUPTED, attributes);
        study(study).interrupted.add(number);
    }

    @Override
    public synchronized void pause(long study, int number, Map<String, String> attributes) {
        stop(study, number, TrialState.PAUSED, attributes);
    }

    private void stop(long study, int number, TrialState state, Map<String, String> attributes) {
        MemoryTrial trial = study(study).running(number);
        trial.attributes.putAll(attributes);
        trial.stop(state);
        study(study).touch(trial);
    }

    @Override
    public synchronized Optional<Trial> promote(
            long study, int number, Owner owner, OptionalInt limit, Map<String, String> attributes) {
        MemoryStudy of = study(study);
        int end = limit.orElse(Integer.MAX_VALUE);
        boolean waiting = !of.interrupted.headSet(end).isEmpty()
                || !of.queued.headSet(end).isEmpty();
        Optional<MemoryTrial> trial = of.find(number).filter(found -> !waiting && found.state == TrialState.PAUSED);
        trial.ifPresent(promoted -> {
            promoted.attributes.putAll(attributes);
            promoted.start(owner);
            of.touch(promoted);
        });
        return trial.map(MemoryTrial::snapshot);
    }

    /** All owners live in this process, which is alive. */
    @Override
    public void renew(Owner owner) {}

    @Override
    public List<Integer> recover(long study) {
        return List.of();
    }

    @Override
    public List<Integer> deserted(long study) {
        return List.of();
    }

    @Override
    public synchronized List<Trial> trials(long study) {
        return study(study).snapshots();
    }

    @Override
    public synchronized Optional<Trial> trial(long study, int number) {
        return study(study).find(number).map(MemoryTrial::snapshot);
    }

    @Override
    public synchronized Changes changesSince(long study, long revision) {
        MemoryStudy of = study(study);
        return new Changes(
                of.revision,
                of.byRevision.tailMap(revision, false).values().stream()
                        .map(MemoryTrial::snapshot)
                        .toList());
    }

    @Override
    public synchronized List<Report> reports(long study, int number) {
        return study(study)
                .find(number)
                .map(trial -> List.copyOf(trial.reports.values()))
                .orElse(List.of());
    }

    @Override
    public synchronized Map<Integer, List<Report>> reports(long study, Collection<Integer> numbers) {
        return reports(numbers.stream().flatMap(number -> study(study).find(number).stream()));
    }

    @Override
    public synchronized Map<Integer, List<Report>> reports(long study) {
        return reports(study(study).trials.stream());
    }

    private static Map<Integer, List<Report>> reports(Stream<MemoryTrial> trials) {
        Map<Integer, List<Report>> reports = new TreeMap<>();
        trials.filter(trial -> !trial.reports.isEmpty())
                .forEach(trial -> reports.put(trial.number, List.copyOf(trial.reports.values())));
        return reports;
    }

    @Override
    public synchronized int addHoldoutUse(HoldoutUse use) {
        holdoutUses.add(use);
        return (int) holdoutUses.stream()
                .filter(other -> other.data().equals(use.data()))
                .count();
    }

    @Override
    public synchronized List<HoldoutUse> holdoutUses() {
        return List.copyOf(holdoutUses);
    }

    /** Memory does not rot. */
    @Override
    public List<String> check() {
        return List.of();
    }

    @Override
    public void backup(Path file) {
        throw new StoreException("a store in memory has no file to copy", "export its trials instead", null);
    }

    @Override
    public void close() {}
}
