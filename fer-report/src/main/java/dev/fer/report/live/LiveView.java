package dev.fer.report.live;

import dev.fer.common.FerException;
import dev.fer.report.ReportOptions;
import dev.fer.report.Reports;
import dev.fer.report.data.StudyData;
import dev.fer.report.html.HtmlReport;
import dev.fer.report.live.LiveState.Count;
import dev.fer.report.live.LiveState.Phase;
import dev.fer.search.TrialState;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The newest report of some studies. It looks at the store only when it is asked, and writes the report anew only when
 * something changed, at most every two seconds and a fifth of the time. Thread-safe.
 */
final class LiveView {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final int PAUSE_FOR_WORK = 4;
    private static final Duration RECENTLY = Duration.ofSeconds(5);

    private final TrialStore store;
    private final List<String> names;
    private final ReportOptions options;
    private final Clock clock;
    private final String start;
    private final Map<Long, StudyFollower> followers = new HashMap<>();
    private List<StudyRecord> studies = List.of();
    private byte[] page = {};
    private int written;
    private boolean stale;
    private Instant due;
    private Instant changed;

    /**
     * Writes the first report.
     *
     * @throws FerException as {@link Reports#studies} does
     */
    LiveView(TrialStore store, List<String> names, ReportOptions options, Clock clock) {
        this.store = store;
        this.names = List.copyOf(names);
        this.options = options;
        this.clock = clock;
        this.start = Long.toString(clock.millis(), Character.MAX_RADIX);
        this.due = clock.instant();
        this.changed = due;
        look();
    }

    /** Returns the newest report as a page in UTF-8. */
    synchronized byte[] page() {
        return page.clone();
    }

    /** Looks at the store and returns how the search stands. */
    synchronized LiveState state() {
        try {
            look();
        } catch (FerException e) {
            return new LiveState(version(), Phase.BROKEN, String.valueOf(e.getMessage()), changed);
        }
        return LiveState.of(version(), count(), clock.instant().isBefore(changed.plus(RECENTLY)), changed);
    }

    private String version() {
        return start + "-" + written;
    }

    private void look() {
        if (follow()) {
            stale = true;
            changed = clock.instant();
        }
        if (stale && !clock.instant().isBefore(due)) {
            Instant begun = clock.instant();
            write();
            Duration pause = Duration.between(begun, clock.instant()).multipliedBy(PAUSE_FOR_WORK);
            due = clock.instant().plus(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
            stale = false;
        }
    }

    private boolean follow() {
        List<StudyRecord> before = studies;
        studies = Reports.studies(store, names);
        followers.keySet().retainAll(studies.stream().map(StudyRecord::id).toList());
        boolean changed = !studies.equals(before);
        for (StudyRecord study : studies) {
            changed |= follower(study).catchUp();
        }
        return changed;
    }

    private void write() {
        List<StudyData> data =
                studies.stream().map(study -> follower(study).data(study)).toList();
        if (written == 0) {
            changed = data.stream()
                    .map(study -> study.progress().lastChange())
                    .max(Instant::compareTo)
                    .filter(last -> last.isBefore(changed))
                    .orElse(changed);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            HtmlReport.write(Reports.of(store, data, options), out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        page = out.toByteArray();
        written++;
    }

    private StudyFollower follower(StudyRecord study) {
        return followers.computeIfAbsent(study.id(), id -> new StudyFollower(store, id));
    }

    private Count count() {
        List<OptionalInt> budgets = studies.stream()
                .map(study -> study.definition().budget().trials())
                .toList();
        OptionalInt budget = budgets.stream().allMatch(OptionalInt::isPresent)
                ? OptionalInt.of(
                        budgets.stream().mapToInt(OptionalInt::getAsInt).sum())
                : OptionalInt.empty();
        return new Count(
                count(TrialState.RUNNING),
                Stream.of(TrialState.values())
                        .filter(TrialState::isFinished)
                        .mapToInt(this::count)
                        .sum(),
                budget);
    }

    private int count(TrialState state) {
        return studies.stream().mapToInt(study -> follower(study).count(state)).sum();
    }
}
