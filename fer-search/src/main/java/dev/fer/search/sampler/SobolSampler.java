package dev.fer.search.sampler;

import dev.fer.common.Seeds;
import dev.fer.search.History;
import dev.fer.search.sampler.internal.Notes;
import dev.fer.search.sampler.internal.SobolSequence;
import dev.fer.search.sampler.internal.UnitSpace;
import dev.fer.search.sampler.internal.Untried;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills the space more evenly than random draws do: trial n takes the point n of a scrambled Sobol sequence, not counting
 * trials that repeat another one, each coordinate mapped through its parameter's prior.
 *
 * <p>Each parameter has a dimension of its own, conditional ones too, which then go unused where they are
 * inactive. A point that is forbidden or was tried is replaced by the point n of the same sequence scrambled
 * otherwise. So a suggestion depends on its number, on how many before it were repeats and, in a space that is forbidden in
 * part or finite, on what was tried; never on results or on their order. One thread at a time.
 */
public final class SobolSampler implements Sampler {
    /** How many scramblings are looked at before an untried configuration is searched for. */
    private static final int SCRAMBLINGS = 100;

    private @Nullable History known;
    private @Nullable UnitSpace space;
    private @Nullable SobolSequence sequence;

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        UnitSpace current = space;
        SobolSequence points = sequence;
        if (current == null || points == null || known != history) {
            current = new UnitSpace(history.space());
            points = new SobolSequence(Math.max(1, current.size()));
            space = current;
            sequence = points;
            known = history;
        }
        UnitSpace compiled = current;
        Untried untried = new Untried(compiled, history, Seeds.random(seed, "sobol", number));
        // Of every fourth point alone, half of the first axis would stay empty.
        int index = Math.max(0, number - history.repeats());
        for (int i = 0; i < SCRAMBLINGS; i++) {
            double[] point = points.scrambled(index, Seeds.derive(seed, "sobol scrambling", i));
            double[] codes = compiled.walk(
                    position -> compiled.axis(position).atQuantile(point[position]), new double[point.length]);
            if (untried.isUntried(codes)) {
                return Optional.of(new Suggestion(compiled.configuration(codes)).noted(Notes.of("sobol", history)));
            }
        }
        return untried.find()
                .map(codes -> new Suggestion(compiled.configuration(codes)).noted(Notes.of("random", history)));
    }
}
