package dev.fer.report;

import dev.fer.common.Seeds;
import dev.fer.report.data.StudyData;
import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.definition.SearchDefinition.Repeats;
import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.Condition;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConstantParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.StudyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/** Studies as a store would hold them, made up, seeded. */
public final class FakeStudies {
    public static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    public static final Goal ACCURACY = new Goal("validation.accuracy", Direction.MAXIMIZE);
    private static final List<String> EMOTIONS =
            List.of("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");
    private static final int[] SUPPORT = {467, 56, 496, 895, 653, 415, 607};

    private FakeStudies() {}

    /** A study's three parts, as {@link StudyData#of} takes them. */
    public record Fake(StudyRecord study, List<Trial> trials, Map<Integer, List<Report>> reports) {
        public StudyData data() {
            return StudyData.of(study, trials, reports);
        }
    }

    /** A search over a small convolutional network, with curves, pruned and failed trials, and an evaluation. */
    public static Fake cnn(String name, int trials, long seed) {
        SearchSpace space = cnnSpace();
        List<Trial> made = new ArrayList<>();
        Map<Integer, List<Report>> reports = new TreeMap<>();
        Instant clock = START;
        double best = 0;
        for (int number = 0; number < trials; number++) {
            UniformRandomProvider random = Seeds.random(seed, "trial", number);
            Configuration configuration = sample(space, random, number / (double) trials);
            double quality = quality(configuration, random);
            boolean failed = random.nextDouble() < 0.07;
            boolean pruned = !failed && number > 8 && quality < best - 0.06;
            int epochs = pruned ? 4 + random.nextInt(5) : 20;
            List<Report> curve = failed ? List.of() : curve(quality, epochs, random);
            Instant finished = clock.plusSeconds(failed ? 20 : epochs * 9L);
            Map<String, Double> metrics =
                    curve.isEmpty() ? Map.of() : curve.get(curve.size() - 1).metrics();
            Map<String, String> attributes = new TreeMap<>();
            double accuracy = metrics.getOrDefault(ACCURACY.metric(), 0.0);
            if (!failed && !pruned) {
                attributes.put("evaluation", evaluation(accuracy));
                best = Math.max(best, accuracy);
            }
            made.add(new Trial(
                    number,
                    failed ? TrialState.FAILED : pruned ? TrialState.PRUNED : TrialState.COMPLETE,
                    Optional.of(configuration),
                    Seeds.derive(seed, "seed", number),
                    metrics,
                    attributes,
                    failed ? Optional.of(failure(random, number)) : Optional.empty(),
                    curve.size(),
                    1,
                    Optional.of("host/4711/0"),
                    clock,
                    Optional.of(clock),
                    Optional.of(finished),
                    Duration.between(clock, finished)));
            reports.put(number, curve);
            clock = finished.plusSeconds(1);
        }
        return new Fake(record(name, space, List.of(ACCURACY), fer()), made, reports);
    }

    private static SearchSpace cnnSpace() {
        return SearchSpace.of(
                new IntParameter("num_layers", 2, 4),
                new OrdinalParameter("num_filters", List.of(12L, 24L, 36L)),
                new FloatParameter("dropout", 0, 0.5, OptionalDouble.of(0.1), false, Optional.empty()),
                new FloatParameter("learning_rate", 1e-4, 1e-1, true),
                new CategoricalParameter("optimizer", List.of("sgd", "adam", "rmsprop")),
                new FloatParameter(
                        "momentum",
                        0,
                        0.99,
                        OptionalDouble.empty(),
                        false,
                        Optional.of(Condition.in("optimizer", "sgd"))),
                new OrdinalParameter("num_neurons", List.of(100L, 200L, 500L)),
                new CategoricalParameter("batch_normalization", List.of(true, false)),
                new ConstantParameter("batch_size", 256L));
    }

    private static Configuration sample(SearchSpace space, UniformRandomProvider random, double progress) {
        double[] codes = new double[space.size()];
        double spread = 1 - 0.6 * progress;
        for (int i = 0; i < codes.length; i++) {
            Parameter parameter = space.parameters().get(i);
            double u = 0.6 + spread * (random.nextDouble() - 0.6);
            if (parameter instanceof FloatParameter p) {
                codes[i] =
                        p.log() ? p.low() * Math.pow(p.high() / p.low(), u * 0.9) : p.low() + u * (p.high() - p.low());
            } else if (parameter instanceof IntParameter p) {
                codes[i] = p.low() + Math.floor(u * (p.high() - p.low() + 0.999));
            } else {
                codes[i] = Math.floor(random.nextDouble() * parameter.cardinality());
            }
        }
        return space.decode(codes);
    }

    private static double quality(Configuration c, UniformRandomProvider random) {
        double rate = Math.log10(c.getDouble("learning_rate"));
        double ideal = c.getString("optimizer").equals("sgd") ? -1.8 : -2.9;
        return 0.60
                - 0.045 * (rate - ideal) * (rate - ideal)
                - 0.25 * Math.pow(c.getDouble("dropout") - 0.2, 2)
                + 0.012 * (c.getLong("num_layers") - 2)
                + 0.008 * (c.getLong("num_filters") / 12 - 1)
                + (c.getBoolean("batch_normalization") ? 0.02 : 0)
                + 0.012 * (random.nextDouble() - 0.5);
    }

    private static List<Report> curve(double quality, int epochs, UniformRandomProvider random) {
        List<Report> reports = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double learned = 1 - Math.exp(-epoch / 5.0);
            double noise = 0.012 * (random.nextDouble() - 0.5);
            double accuracy = 0.22 + (quality - 0.22) * learned + noise;
            double training = 0.22 + (quality + 0.1 - 0.22) * (1 - Math.exp(-epoch / 7.0)) + noise / 2;
            Map<String, Double> metrics = new TreeMap<>();
            metrics.put("train.accuracy", training);
            metrics.put("train.loss", 1.9 * (1 - training) + 0.2);
            metrics.put("validation.accuracy", accuracy);
            metrics.put("validation.loss", 1.9 * (1 - accuracy) + 0.25 + 0.008 * epoch);
            metrics.put("validation.macro_f1", accuracy - 0.04);
            metrics.put("epoch.seconds", 9 + noise);
            reports.add(new Report(epoch, metrics, 9.0 * epoch));
        }
        return reports;
    }

    private static Trial.Failure failure(UniformRandomProvider random, int number) {
        return random.nextBoolean()
                ? new Trial.Failure(FailureReason.NAN, "training loss became NaN in epoch " + (1 + number % 3), "")
                : new Trial.Failure(
                        FailureReason.OUT_OF_MEMORY,
                        "cannot allocate " + (1000 + number) + " MB of native memory",
                        "java.lang.OutOfMemoryError: cannot allocate\n\tat dev.fer.models.Trainer.fit(Trainer.java:81)");
    }

    /** A confusion matrix over the validation images of FER2013 with about this accuracy. */
    public static String evaluation(double accuracy) {
        double[] ease = {0.8, 0.7, 0.62, 1.35, 0.75, 1.3, 0.95};
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 7; row++) {
            int right = (int) Math.min(SUPPORT[row], SUPPORT[row] * accuracy * ease[row]);
            int rest = SUPPORT[row] - right;
            StringBuilder cells = new StringBuilder();
            for (int column = 0; column < 7; column++) {
                int wrong = rest * (column == 1 ? 1 : 4 + (row + 2 * column) % 5) / 33;
                cells.append(column == 0 ? "" : ",").append(row == column ? right : wrong);
            }
            rows.append(row == 0 ? "" : ",").append('[').append(cells).append(']');
        }
        String classes = "\"" + String.join("\",\"", EMOTIONS) + "\"";
        return "{\"classes\":[" + classes + "],\"confusion\":[" + rows + "]}";
    }

    private static Map<String, String> fer() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("data.source", "fer2013.zip");
        provenance.put("data.fingerprint", "5f2c9a17e0b64d83");
        provenance.put(
                "data.counts",
                "{\"train\":{\"angry\":3995,\"disgust\":436,\"fear\":4097,\"happy\":7215,\"sad\":4830,"
                        + "\"surprise\":3171,\"neutral\":4965},\"validation\":{\"angry\":467,\"disgust\":56,"
                        + "\"fear\":496,\"happy\":895,\"sad\":653,\"surprise\":415,\"neutral\":607}}");
        provenance.put("code.version", "0.1.0-SNAPSHOT (5d9012b)");
        provenance.put("backend", "nd4j-native 1.0.0-M2.1, oneDNN, 1 thread");
        provenance.put("host", "linux-x86_64, 2 cores, 24 GB");
        return provenance;
    }

    /** A study of any objective: values of a function of p numbers, no steps, no images. */
    public static Fake generic(String name, int trials, int parameters, long seed) {
        List<Parameter> space = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            space.add(new FloatParameter("x" + i, -5, 5, false));
        }
        List<Trial> made = new ArrayList<>();
        for (int number = 0; number < trials; number++) {
            UniformRandomProvider random = Seeds.random(seed, number);
            Map<String, Object> values = new LinkedHashMap<>();
            double loss = 0;
            for (int i = 0; i < parameters; i++) {
                double x = -5 + 10 * random.nextDouble();
                values.put("x" + i, x);
                loss += x * x / (1 + i);
            }
            made.add(complete(number, Configuration.of(values), Map.of("loss", loss)));
        }
        return new Fake(record(name, SearchSpace.of(space, List.of()), goals("loss"), Map.of()), made, Map.of());
    }

    /** Gives every trial of a study a curve of the goal. */
    public static Fake withCurves(Fake fake, int steps) {
        Map<Integer, List<Report>> reports = new TreeMap<>();
        String metric = fake.study().definition().goal().metric();
        for (Trial trial : fake.trials()) {
            List<Report> curve = new ArrayList<>();
            for (int step = 1; step <= steps; step++) {
                double value = trial.metric(metric).orElse(1.0) * (1 + 3.0 / step);
                curve.add(new Report(step, Map.of(metric, value), step));
            }
            reports.put(trial.number(), curve);
        }
        return new Fake(fake.study(), fake.trials(), reports);
    }

    /** A study with given trials. */
    public static Fake of(String name, SearchSpace space, String metric, Trial... trials) {
        return new Fake(record(name, space, goals(metric), Map.of()), List.of(trials), Map.of());
    }

    public static List<Goal> goals(String metric) {
        return List.of(new Goal(metric, Direction.MINIMIZE));
    }

    public static Trial complete(int number, Configuration configuration, Map<String, Double> metrics) {
        return trial(number, TrialState.COMPLETE, configuration, metrics, Optional.empty());
    }

    public static Trial failed(int number, Configuration configuration, FailureReason reason, String message) {
        Trial.Failure failure = new Trial.Failure(reason, message, "trace of " + number);
        return trial(number, TrialState.FAILED, configuration, Map.of(), Optional.of(failure));
    }

    public static Trial trial(
            int number,
            TrialState state,
            Configuration configuration,
            Map<String, Double> metrics,
            Optional<Trial.Failure> failure) {
        Instant started = START.plusSeconds(2L * number);
        return new Trial(
                number,
                state,
                Optional.of(configuration),
                number,
                metrics,
                Map.of(),
                failure,
                0,
                1,
                Optional.empty(),
                started,
                Optional.of(started),
                state.isFinished() ? Optional.of(started.plusSeconds(2)) : Optional.empty(),
                Duration.ofSeconds(2));
    }

    public static StudyRecord record(String name, SearchSpace space, List<Goal> goals, Map<String, String> provenance) {
        SearchDefinition definition = new SearchDefinition(
                name,
                goals.get(0).equals(ACCURACY) ? "The report's Hyperopt search, widened" : "",
                goals.get(0).equals(ACCURACY) ? Optional.of("cnn") : Optional.empty(),
                List.of(),
                space,
                List.of(),
                goals,
                goals.get(0).equals(ACCURACY) ? Map.of("epochs", 20L, "normalization", "unit-centered") : Map.of(),
                new Component("tpe", Map.of("startup_trials", 10L)),
                new Component("median", Map.of("warmup_epochs", 4L)),
                Repeats.NONE,
                Budget.ofTrials(40),
                42);
        return new StudyRecord(1, definition, 1, provenance, START);
    }
}
