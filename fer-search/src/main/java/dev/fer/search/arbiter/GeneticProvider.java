package dev.fer.search.arbiter;

import dev.fer.search.definition.ComponentException;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.SamplerProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the sampler {@code genetic}, if Arbiter is there. */
public final class GeneticProvider implements SamplerProvider {
    @Override
    public String type() {
        return "genetic";
    }

    @Override
    public Sampler create(Map<String, Object> options) {
        try {
            Class.forName("org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel");
        } catch (ClassNotFoundException e) {
            throw new ComponentException(
                    type(),
                    List.of("auto", "tpe", "random"),
                    "sampler 'genetic' needs arbiter-core on the class path",
                    "add org.deeplearning4j:arbiter-core:1.0.0-beta7, or take another sampler");
        }
        Number population = (Number) Objects.requireNonNull(options.get("population"));
        return new GeneticSampler(population.intValue());
    }
}
