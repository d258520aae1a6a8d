package dev.fer.search.pruner;

import dev.fer.search.definition.Components;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.sampler.freezethaw.CurveModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * An epoch at which a search decides whether a trial goes on, as a person would mark it in its learning curves.
 *
 * @param epoch from 1
 * @param meaning in a word or two: {@code rung 2}, {@code warm-up ends}
 */
public record Landmark(int epoch, String meaning) {
    /**
     * Returns the epochs at which a definition's pruner, or the sampler in its place, decides.
     *
     * @param lastEpoch none beyond it is told
     * @return by epoch; empty for a pruner that has none or that this version does not know
     */
    public static List<Landmark> of(SearchDefinition definition, int lastEpoch) {
        Component sampler = definition.sampler();
        // At the last epoch of a trial there is nothing left to decide.
        int last = Math.min(lastEpoch, definition.trialEpochs().orElse(Integer.MAX_VALUE) - 1);
        if (sampler.type().equals("freeze-thaw")) {
            Map<String, Object> options = Components.SAMPLERS.require(sampler).values(sampler);
            int most = epochs(options, definition, lastEpoch);
            return rungs(Arrays.stream(CurveModel.rungs(whole(options, "min_epochs"), most))
                    .filter(epoch -> epoch < most && epoch <= last)
                    .boxed()
                    .toList());
        }
        Component pruner = definition.pruner();
        if (pruner.type().equals("halving")) {
            return halving(Components.PRUNERS.require(pruner).values(pruner), definition, lastEpoch, last);
        }
        return Components.PRUNERS
                .find(pruner.type())
                .map(type -> of(type.name(), type.values(pruner), last))
                .orElse(List.of());
    }

    private static List<Landmark> halving(
            Map<String, Object> options, SearchDefinition definition, int lastEpoch, int last) {
        int epochs = epochs(options, definition, lastEpoch);
        return rungs(HalvingPruner.rungs(
                find(options, "min_epochs"), whole(options, "reduction_factor"), epochs, Math.min(last, epochs - 1)));
    }

    /** Returns how many epochs a whole trial takes; as many as the longest, while that is all that is known. */
    private static int epochs(Map<String, Object> options, SearchDefinition definition, int lastEpoch) {
        return find(options, "max_epochs").orElse(definition.trialEpochs().orElse(lastEpoch));
    }

    private static OptionalInt find(Map<String, Object> options, String name) {
        return options.containsKey(name) ? OptionalInt.of(whole(options, name)) : OptionalInt.empty();
    }

    private static List<Landmark> of(String pruner, Map<String, Object> options, int lastEpoch) {
        return switch (pruner) {
            case "asha", "hyperband" ->
                rungs(AshaPruner.rungs(whole(options, "min_epochs"), whole(options, "reduction_factor"), lastEpoch));
            case "median", "percentile", "threshold" -> warmup(whole(options, "warmup_epochs"), lastEpoch);
            case "patient" -> warmup(Math.max(whole(options, "warmup_epochs"), whole(options, "patience")), lastEpoch);
            default -> List.of();
        };
    }

    private static List<Landmark> rungs(List<Integer> epochs) {
        List<Landmark> rungs = new ArrayList<>();
        epochs.forEach(epoch -> rungs.add(new Landmark(epoch, "rung " + (rungs.size() + 1))));
        return rungs;
    }

    private static List<Landmark> warmup(int epochs, int lastEpoch) {
        return epochs > lastEpoch ? List.of() : List.of(new Landmark(epochs, "warm-up ends"));
    }

    private static int whole(Map<String, Object> options, String name) {
        return ((Number) Objects.requireNonNull(options.get(name), name)).intValue();
    }
}
