package dev.fer.search.definition;

import dev.fer.search.space.CategoricalParameter;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import java.util.List;

/** Tells whether a changed parameter allows all that it allowed before, on the same scale. */
final class Widening {
    private Widening() {}

    static boolean isWider(Parameter before, Parameter after) {
        if (!before.when().equals(after.when())) {
            return false;
        }
        if (before instanceof FloatParameter old && after instanceof FloatParameter now) {
            boolean sameScale = old.log() == now.log() && old.step().equals(now.step());
            return sameScale && now.contains(old.low()) && now.high() >= old.high();
        }
        if (before instanceof IntParameter old && after instanceof IntParameter now) {
            boolean sameScale = old.log() == now.log() && old.step() == now.step();
            return sameScale && now.contains(old.low()) && now.high() >= old.high();
        }
        if (before instanceof NormalParameter old && after instanceof NormalParameter now) {
            boolean samePrior = old.log() == now.log() && old.mean() == now.mean() && old.sd() == now.sd();
            return samePrior && now.low() <= old.low() && now.high() >= old.high();
        }
        if (before instanceof CategoricalParameter old && after instanceof CategoricalParameter now) {
            return now.choices().size() > old.choices().size() && now.choices().containsAll(old.choices());
        }
        return before instanceof OrdinalParameter old
                && after instanceof OrdinalParameter now
                && isSubsequence(old.choices(), now.choices());
    }

    private static boolean isSubsequence(List<Object> part, List<Object> whole) {
        int matched = 0;
        for (Object choice : whole) {
            if (matched < part.size() && part.get(matched).equals(choice)) {
                matched++;
            }
        }
        return matched == part.size();
    }
}
