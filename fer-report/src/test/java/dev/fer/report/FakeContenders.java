package dev.fer.report;

import dev.fer.common.Seeds;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.data.ReportData;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.StudyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/** Runs of searches that can be compared: the same search under several seeds, made up. */
public final class FakeContenders {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0, 1, false));

    private FakeContenders() {}

    /** A run of a search for the least loss, with the losses of its trials, each of which took two seconds. */
    public static Fake run(String name, String sampler, long seed, double... losses) {
        Trial[] trials = new Trial[losses.length];
        for (int i = 0; i < losses.length; i++) {
            trials[i] = FakeStudies.complete(i, Configuration.of(Map.of("x", 0.5)), Map.of("loss", losses[i]));
        }
        return seeded(FakeStudies.of(name, LINE, "loss", trials), sampler, seed);
    }

    /** A study as another sampler would have made it, from another seed. */
    public static Fake seeded(Fake fake, String sampler, long seed) {
        SearchDefinition d = fake.study().definition();
        SearchDefinition changed = new SearchDefinition(
                d.name(),
                d.description(),
                d.model(),
                d.command(),
                d.space(),
                d.enqueue(),
                d.goals(),
                d.training(),
                new Component(sampler),
                d.pruner(),
                d.repeats(),
                d.budget(),
                seed);
        StudyRecord study = fake.study();
        return new Fake(
                new StudyRecord(study.id(), changed, 1, study.provenance(), study.created()),
                fake.trials(),
                fake.reports());
    }

    /** As many runs of each of two samplers, the first a little better, of 30 trials each. */
    public static List<Fake> pairs(int pairs) {
        return Stream.of("tpe", "random")
                .flatMap(sampler -> IntStream.rangeClosed(1, pairs)
                        .mapToObj(seed -> run(sampler + "-s" + seed, sampler, seed, losses(sampler, seed))))
                .toList();
    }

    private static double[] losses(String sampler, int seed) {
        UniformRandomProvider random = Seeds.random(seed, sampler);
        double gain = sampler.equals("tpe") ? 0.02 : 0.012;
        return IntStream.range(0, 30)
                .mapToDouble(i -> 0.3 + (1 - gain * i) * (0.1 + 0.6 * random.nextDouble()))
                .toArray();
    }

    /** One run of each of many samplers. */
    public static List<Fake> samplers(int count) {
        List<Fake> fakes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fakes.add(run("search-" + (char) ('a' + i), "sampler" + i, 1, losses("sampler" + i, i)));
        }
        return fakes;
    }

    public static ReportData report(List<Fake> fakes) {
        return ReportData.of(fakes.stream().map(Fake::data).toList(), List.of(), List.of());
    }
}
