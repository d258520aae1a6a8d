package dev.fer.report;

import dev.fer.common.Seeds;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.StudyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/** Studies with several goals, workers, repeats, notes and reasons, made up, seeded. */
public final class FakeRuns {
    public static final SearchSpace SPACE =
            SearchSpace.of(new FloatParameter("width", 1, 64, true), new FloatParameter("rate", 1e-4, 1e-1, true));

    private static final List<Goal> GOALS = List.of(
            new Goal("validation.accuracy", Direction.MAXIMIZE),
            new Goal("model.parameters", Direction.MINIMIZE),
            new Goal("inference.seconds", Direction.MINIMIZE));

    private FakeRuns() {}

    /** A trial under construction: a complete one of two seconds, unless told otherwise. */
    public static final class Draft {
        private final int number;
        private Configuration configuration;
        private TrialState state = TrialState.COMPLETE;
        private Map<String, Double> metrics = Map.of();
        private final Map<String, String> attributes = new HashMap<>();
        private int lastStep;
        private int attempts = 1;
        private Optional<String> worker = Optional.empty();
        private double started;
        private double resumed;
        private double finished;
        private double computed;

        private Draft(int number) {
            this.number = number;
            configuration = Configuration.of(Map.of("width", 1.0 + number, "rate", 0.01));
            during(2 * number, 2 * number + 2);
        }

        public Draft of(Configuration other) {
            configuration = other;
            return this;
        }

        public Draft state(TrialState other) {
            state = other;
            return this;
        }

        public Draft metric(String name, double value) {
            metrics = new HashMap<>(metrics);
            metrics.put(name, value);
            return this;
        }

        public Draft attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        public Draft steps(int last) {
            lastStep = last;
            return this;
        }

        public Draft on(String label) {
            worker = Optional.of(label);
            return this;
        }

        /** Seconds after the study's start. */
        public Draft during(double from, double to) {
            started = from;
            resumed = from;
            finished = to;
            computed = to - from;
            return this;
        }

        /** A first attempt of some seconds, and the last one from then on. */
        public Draft resumed(double at, double before) {
            attempts = 2;
            resumed = at;
            computed = before + finished - at;
            return this;
        }

        public Trial trial() {
            return new Trial(
                    number,
                    state,
                    Optional.of(configuration),
                    number,
                    metrics,
                    attributes,
                    state == TrialState.FAILED
                            ? Optional.of(new Trial.Failure(FailureReason.ERROR, "no such file", ""))
                            : Optional.empty(),
                    lastStep,
                    attempts,
                    worker,
                    at(started),
                    Optional.of(at(started)),
                    Optional.of(at(resumed)),
                    state.isFinished() ? Optional.of(at(finished)) : Optional.empty(),
                    Duration.ofMillis((long) (1000 * computed)));
        }

        private static Instant at(double seconds) {
            return FakeStudies.START.plusMillis((long) (1000 * seconds));
        }
    }

    /** Begins a trial. */
    public static Draft draft(int number) {
        return new Draft(number);
    }

    /** A study of some goals, with its sampler and pruner. */
    public static Fake study(List<Goal> goals, Component sampler, Component pruner, List<Trial> trials) {
        StudyRecord plain = FakeStudies.record("run", SPACE, goals, Map.of());
        SearchDefinition definition = plain.definition().withSampler(sampler).withPruner(pruner);
        return new Fake(new StudyRecord(1, definition, 1, Map.of(), FakeStudies.START), trials, Map.of());
    }

    /** A study of the first two or three of accuracy, size and speed. */
    public static Fake goals(int goals, int trials, long seed) {
        List<Trial> made = new ArrayList<>();
        for (int number = 0; number < trials; number++) {
            UniformRandomProvider random = Seeds.random(seed, number);
            double width = Math.pow(64, random.nextDouble());
            double rate = Math.pow(10, -4 + 3 * random.nextDouble());
            double loss = 0.25 * Math.pow(Math.log10(rate) + 2.6, 2) + 0.03 * random.nextDouble();
            Draft draft = draft(number)
                    .of(Configuration.of(Map.of("width", width, "rate", rate)))
                    .attribute(
                            Sampler.NOTE, number < 10 ? "random: " + number + " trials" : "tpe: " + number + " trials")
                    .on("host/4711/" + number % 2)
                    .during(10 * (number / 2), 10 * (number / 2) + 3 + width / 10)
                    .metric("validation.accuracy", 0.3 + 0.35 * (1 - 1 / (1 + width / 6)) - loss * 0.3)
                    .metric("model.parameters", Math.rint(4000 + 900 * width * width))
                    .metric("inference.seconds", 0.001 + 0.0004 * width * (0.6 + random.nextDouble()));
            made.add(random.nextDouble() < 0.06 ? draft.state(TrialState.FAILED).trial() : draft.trial());
        }
        return study(GOALS.subList(0, goals), new Component("tpe"), new Component("none"), made);
    }

    /** A study under Hyperband on some workers, with curves, reasons, failures, a break and a resumed trial. */
    public static Fake hyperband(int workers, int trials, long seed) {
        String metric = "validation.accuracy";
        List<Trial> made = new ArrayList<>();
        Map<Integer, List<Report>> reports = new TreeMap<>();
        double[] free = new double[workers];
        for (int number = 0; number < trials; number++) {
            UniformRandomProvider random = Seeds.random(seed, number);
            int slot = earliest(free);
            boolean later = number >= trials / 2;
            double begin = free[slot] + 0.5 + 3 * random.nextDouble() * random.nextDouble();
            begin = later ? Math.max(begin, 4000) : begin;
            double quality = 0.45 + 0.15 * random.nextDouble() + 0.05 * number / trials;
            int steps = quality < 0.5 ? 2 : quality < 0.56 ? 6 : quality < 0.58 ? 18 : 30;
            boolean failed = random.nextDouble() < 0.04;
            double end = begin + (failed ? 3 : 7 * steps * (0.7 + 0.6 * random.nextDouble()));
            free[slot] = end;
            List<Report> curve = new ArrayList<>();
            for (int step = 1; step <= (failed ? 0 : steps); step++) {
                double value = 0.2 + (quality - 0.2) * (1 - Math.exp(-step / 4.0)) + 0.01 * random.nextDouble();
                curve.add(new Report(step, Map.of(metric, value), 7.0 * step));
            }
            reports.put(number, curve);
            Draft draft = draft(number)
                    .of(Configuration.of(Map.of("width", 1 + 60 * random.nextDouble(), "rate", 0.001 + 0.01 * quality)))
                    .on("host/" + (later ? 4800 : 4711) + "/" + slot)
                    .during(begin, end)
                    .steps(curve.size())
                    .attribute(Sampler.NOTE, note(number));
            curve.stream()
                    .skip(Math.max(0, curve.size() - 1))
                    .forEach(last -> draft.metric(metric, last.metrics().getOrDefault(metric, 0.0)));
            if (failed) {
                draft.state(TrialState.FAILED);
            } else if (steps < 30) {
                draft.state(TrialState.PRUNED)
                        .attribute(Outcome.PRUNED_BECAUSE, reason(number, steps, curve.get(steps - 1), metric));
            }
            made.add(number == trials / 2 ? draft.resumed(begin + 2, 40).trial() : draft.trial());
        }
        Fake fake = study(
                List.of(new Goal(metric, Direction.MAXIMIZE)),
                new Component("auto"),
                new Component("hyperband", Map.of("min_epochs", 2L)),
                made);
        return new Fake(fake.study(), made, reports);
    }

    private static String note(int number) {
        if (number < 10) {
            return "random: 2 parameters, " + number + " trials";
        }
        return number % 3 == 2
                ? "tpe: 2 parameters, " + number + " trials, hard to predict"
                : "gp: 2 parameters, " + number + " trials";
    }

    private static String reason(int number, int steps, Report last, String metric) {
        int rung = steps == 2 ? 1 : steps == 6 ? 2 : 3;
        return "bracket " + (1 + number % 2) + " of 4, rung " + rung + ": " + metric + " "
                + Math.round(1e4 * last.metrics().getOrDefault(metric, 0.0)) / 1e4 + " at epoch " + steps + " below 0."
                + (4200 + number) + ", place 3 of " + (number + 1) + " trials";
    }

    private static int earliest(double[] free) {
        int slot = 0;
        for (int i = 1; i < free.length; i++) {
            slot = free[i] < free[slot] ? i : slot;
        }
        return slot;
    }

    /** A study of accuracy and size in which each configuration is run with three seeds, between which both vary much. */
    public static Fake repeatedGoals(int configurations, long seed) {
        List<Trial> made = new ArrayList<>();
        for (int number = 0; number < 3 * configurations; number++) {
            int first = number - number % 3;
            UniformRandomProvider random = Seeds.random(seed, number);
            double width = 1 + 60 * Seeds.random(seed, first).nextDouble();
            Draft draft = draft(number)
                    .of(Configuration.of(Map.of("width", width, "rate", 0.01)))
                    .metric("validation.accuracy", 0.3 + width / 200 + 0.2 * random.nextDouble())
                    .metric("model.parameters", 100 + width + 30 * random.nextDouble());
            made.add((number == first ? draft : draft.attribute(Standings.REPEAT_OF, String.valueOf(first))).trial());
        }
        return study(GOALS.subList(0, 2), new Component("tpe"), new Component("none"), made);
    }

    /** A study in which the best configurations are run with three seeds. */
    public static Fake repeats(int configurations, long seed) {
        List<Trial> made = new ArrayList<>();
        for (int first = 0; first < configurations; first++) {
            UniformRandomProvider random = Seeds.random(seed, first);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("width", 1 + 60 * random.nextDouble());
            values.put("rate", 0.001 + 0.05 * random.nextDouble());
            double quality = 0.5 + 0.1 * random.nextDouble();
            int runs = quality > 0.56 ? 3 : 1;
            int original = made.size();
            for (int run = 0; run < runs; run++) {
                Draft draft = draft(made.size())
                        .of(Configuration.of(values))
                        .metric("validation.accuracy", quality + 0.02 * (random.nextDouble() - 0.5));
                made.add(
                        run == 0
                                ? draft.attribute(Sampler.NOTE, "tpe: 12 trials")
                                        .trial()
                                : draft.attribute(Standings.REPEAT_OF, String.valueOf(original))
                                        .trial());
            }
        }
        return study(GOALS.subList(0, 1), new Component("tpe"), new Component("none"), made);
    }
}
