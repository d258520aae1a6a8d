package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import dev.fer.search.sampler.tpe.DensityModel;
import dev.fer.search.sampler.tpe.TpeProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011): draws candidates from the density of the good
 * trials and takes the one that is most probable there in comparison with the density of the others.
 *
 * <p>Both densities are joint over all parameters and over the tree of conditions. Pruned trials rank behind
 * complete ones, those that came farthest first; failed and active trials are others, so that their neighbourhood
 * is avoided mildly. With several goals, trials rank by the front they are on and by the volume they add to it. (That is
 * our own profile; the published ones differ.) It beats random search from some ten trials on, handles every kind of
 * parameter, and its
 * suggestions cost time linear in the number of trials. One thread at a time.
 */
public final class TpeSampler implements Sampler {
    /** How many times the number of candidates is drawn at most, to find enough untried ones in a finite space. */
    private static final int PATIENCE = 10;

    private final TpeProfile profile;
    private @Nullable DensityModel model;

    /** Creates a sampler of this profile, for instance {@link dev.fer.search.sampler.tpe.TpeSettings#DEFAULT}. */
    public TpeSampler(TpeProfile profile) {
        this.profile = profile;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        DensityModel current = modelOf(history);
        UnitSpace space = current.space();
        UniformRandomProvider random = Seeds.random(seed, "tpe", number);
        Untried untried = new Untried(space, history, random);
        boolean starts = current.update() < profile.startupTrials();
        Optional<double[]> best = starts ? Optional.empty() : best(current, untried, random);
        String note = Notes.of(best.isPresent() ? "tpe" : "random", history);
        return best.or(untried::find).map(codes -> new Suggestion(space.configuration(codes)).noted(note));
    }

    private DensityModel modelOf(History history) {
        DensityModel current = model;
        if (current == null || !current.isOf(history)) {
            current = DensityModel.of(history, profile);
            model = current;
        }
        return current;
    }

    private Optional<double[]> best(DensityModel current, Untried untried, UniformRandomProvider random) {
        DensityModel.Densities densities = current.densities();
        UnitSpace space = current.space();
        List<double[]> points = new ArrayList<>();
        List<double[]> codes = new ArrayList<>();
        int draws = densities.draws();
        for (int i = 0; codes.size() < draws && i < PATIENCE * draws; i++) {
            double[] point = new double[space.size()];
            double[] drawn = densities.draw(random, point);
            if (space.isFinite(point) ? untried.isUntried(drawn) : !space.isForbidden(drawn)) {
                points.add(point);
                codes.add(drawn);
            }
        }
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        double[] scores = densities.scores(points.toArray(double[][]::new));
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return Optional.of(codes.get(best));
    }
}
