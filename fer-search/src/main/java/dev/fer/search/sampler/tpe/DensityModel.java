package dev.fer.search.sampler.tpe;

import dev.fer.search.History;
import dev.fer.search.sampler.internal.UnitSpace;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The densities of the good trials of a history and of the others. What a model keeps is a function of the finished
 * trials in their order. One thread at a time.
 */
public sealed interface DensityModel permits TpeModel, PublishedModel {
    /** Creates the model of a history. */
    static DensityModel of(History history, TpeProfile profile) {
        return profile instanceof PublishedProfile published
                ? new PublishedModel(history, published)
                : new TpeModel(history, new UnitSpace(history.space()), (TpeSettings) profile);
    }

    /** Tells whether this is the model of a history. */
    boolean isOf(History other);

    /** Returns the space in the coordinates that the model works in. */
    UnitSpace space();

    /** Takes in the trials that finished since the last time and returns how many count as startup trials so far. */
    int update();

    /** Returns the densities of the trials taken in so far, of which at least one counts. */
    Densities densities();

    /** The two densities at one moment; valid until the next {@link DensityModel#update}. */
    interface Densities {
        /** Returns how many points are to be drawn, of which the one with the best score is taken. */
        int draws();

        /**
         * Draws a point from the density of the good trials.
         *
         * @param point receives the coordinates
         * @return the codes
         */
        double[] draw(UniformRandomProvider random, double[] point);

        /** Returns by how much each point is more probable among good trials than among others, as a logarithm. */
        double[] scores(double[][] points);
    }
}
