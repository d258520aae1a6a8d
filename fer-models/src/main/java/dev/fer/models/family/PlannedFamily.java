package dev.fer.models.family;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.search.space.Configuration;
import java.util.List;

/** A family that says which layers follow each other; summaries and networks come from that. */
abstract class PlannedFamily implements ModelFamily {
    /** Returns the layers that resolved parameters describe. */
    abstract LayerPlan plan(Configuration parameters);

    @Override
    public final List<LayerSummary> layers(Configuration parameters, ImageShape images, int classes) {
        return plan(parameters).summaries(images, classes);
    }

    @Override
    public final Network build(Configuration parameters, ImageShape images, int classes, long seed) {
        return NetworkBuilder.build(plan(parameters), TrainingParameters.of(parameters), images, classes, seed);
    }
}
