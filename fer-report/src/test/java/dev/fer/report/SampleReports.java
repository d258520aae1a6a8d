package dev.fer.report;

import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.Baseline;
import dev.fer.report.data.ReportData;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A report of each state that a study can be in and that somebody designed. */
final class SampleReports {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0, 1, false));
    private static final Configuration HALF = Configuration.of(Map.of("x", 0.5));

    private SampleReports() {}

    /** Returns the reports by name, made when asked for. */
    static Map<String, Supplier<ReportData>> all() {
        Map<String, Supplier<ReportData>> all = new LinkedHashMap<>();
        all.put("cnn", () -> report(FakeStudies.cnn("cnn-tpe", 40, 7)));
        all.put(
                "comparison",
                () -> report(
                        FakeStudies.cnn("cnn-tpe", 40, 7),
                        FakeContenders.seeded(FakeStudies.cnn("cnn-random", 30, 9), "random", 42),
                        FakeContenders.seeded(FakeStudies.cnn("cnn-wide-and-long", 60, 3), "gp", 42)));
        all.put(
                "one-contender",
                () -> report(
                        FakeStudies.cnn("cnn-tpe", 40, 7),
                        FakeContenders.seeded(FakeStudies.cnn("cnn-tpe-2", 30, 9), "tpe", 2)));
        all.put("comparison-pairs", () -> report(FakeContenders.pairs(6).toArray(Fake[]::new)));
        all.put("comparison-many-runs", () -> report(FakeContenders.pairs(30).toArray(Fake[]::new)));
        all.put("comparison-many", () -> report(FakeContenders.samplers(12).toArray(Fake[]::new)));
        all.put(
                "comparison-other-goals",
                () -> report(
                        FakeStudies.cnn("cnn-tpe", 40, 7),
                        HostileNames.study(),
                        FakeStudies.of("empty", LINE, "loss")));
        all.put("generic", () -> report(FakeStudies.generic("sphere", 60, 5, 1)));
        all.put("empty", () -> report(FakeStudies.of("empty", LINE, "loss")));
        all.put(
                "one-trial",
                () -> report(FakeStudies.of("one", LINE, "loss", FakeStudies.complete(0, HALF, Map.of("loss", 0.25)))));
        all.put(
                "all-failed",
                () -> report(FakeStudies.of(
                        "failed",
                        LINE,
                        "loss",
                        FakeStudies.failed(0, HALF, FailureReason.NAN, "loss is NaN"),
                        FakeStudies.failed(1, HALF, FailureReason.ERROR, "no such file: a.csv"))));
        all.put("not-finite", () -> report(notFinite()));
        all.put("hostile-names", () -> report(HostileNames.study()));
        all.put("one-parameter", () -> report(FakeStudies.generic("line", 30, 1, 2)));
        all.put("many-parameters", () -> report(FakeStudies.generic("wide", 60, 200, 3)));
        all.put("two-goals", () -> report(FakeRuns.goals(2, 80, 5)));
        all.put("three-goals", () -> report(FakeRuns.goals(3, 120, 6)));
        all.put("hyperband", () -> report(FakeRuns.hyperband(4, 120, 7)));
        all.put("many-workers", () -> report(FakeRuns.hyperband(64, 1_500, 8)));
        all.put("repeats", () -> report(FakeRuns.repeats(16, 9)));
        all.put("large", () -> report(FakeStudies.withCurves(FakeStudies.generic("large", 2_500, 10, 4), 20)));
        return all;
    }

    /** Curves that leave the numbers, and trials whose last value is none. */
    private static Fake notFinite() {
        Fake fake = FakeStudies.withCurves(FakeStudies.generic("not-finite", 12, 2, 5), 8);
        Map<Integer, List<Report>> reports = new TreeMap<>(fake.reports());
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        fake.reports().forEach((number, curve) -> {
            double last = odd[number % 3];
            if (number < 9) {
                reports.put(
                        number,
                        curve.stream()
                                .map(report -> report.step() < 5
                                        ? report
                                        : new Report(report.step(), Map.of("loss", last), report.seconds()))
                                .toList());
            }
        });
        return new Fake(fake.study(), fake.trials(), reports);
    }

    private static ReportData report(Fake... studies) {
        List<Baseline> baselines = List.of(new Baseline("people", "validation.accuracy", 0.65));
        return ReportData.of(Stream.of(studies).map(Fake::data).toList(), baselines, List.of());
    }
}
