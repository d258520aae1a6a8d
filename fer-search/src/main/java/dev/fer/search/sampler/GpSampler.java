package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.gp.AcquisitionSearch;
import dev.fer.search.sampler.gp.GpModel;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Bayesian optimisation with a Gaussian process (Rasmussen and Williams 2006): tries what promises the greatest
 * improvement of the loss, in expectation.
 *
 * <p>It learns most from few trials and so suits costly ones; a suggestion takes some tens of milliseconds. Every
 * kind of parameter, conditions and noise are modelled. Failed trials count as the worst complete one; pruned ones
 * as their last loss, but not as better than the median complete one; running ones as what is expected of them; those
 * that a scheduler laid aside as its forecast, which has a variance of its own beside the noise of all. Of more than
 * 300 finished trials it sees the 150 newest and of the others the 150 best. One thread at a time.
 */
public final class GpSampler implements Sampler {
    /** After so many trials the model takes over, unless told otherwise. */
    public static final int STARTUP_TRIALS = 6;

    private final int startupTrials;
    private @Nullable GpModel model;

    /** Creates a sampler that draws from the prior until this many trials are finished. */
    public GpSampler(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        GpModel current = modelOf(history);
        UniformRandomProvider random = Seeds.random(seed, "gp", number);
        Untried untried = new Untried(current.space(), history, random);
        Optional<double[]> best =
                current.update() < startupTrials ? Optional.empty() : AcquisitionSearch.best(current, untried, random);
        String note = Notes.of(best.isPresent() ? "gp" : "random", history);
        return best.or(untried::find)
                .map(codes -> new Suggestion(current.space().configuration(codes)).noted(note));
    }

    /** Returns how well the model predicts each finished trial from the others: 1 at best, 0 for not at all. */
    double skill(History history) {
        GpModel current = modelOf(history);
        current.update();
        return current.skill();
    }

    private GpModel modelOf(History history) {
        GpModel current = model;
        if (current == null || !current.isOf(history)) {
            current = current == null ? new GpModel(history, new UnitSpace(history.space())) : current.of(history);
            model = current;
        }
        return current;
    }
}
