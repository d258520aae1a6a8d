package dev.fer.search.sampler.tpe;

import java.util.Map;

/** A variant of TPE: how trials are split, weighed and smoothed. Immutable and thread-safe. */
public sealed interface TpeProfile permits TpeSettings, PublishedProfile {
    /** Returns how many trials are wanted before the densities are used. */
    int startupTrials();

    /** Returns how many draws from the density of the good trials the best is taken of. */
    int candidates();

    /** Returns this profile with another number of startup trials. */
    TpeProfile withStartupTrials(int newStartupTrials);

    /** Returns this profile with another number of candidates. */
    TpeProfile withCandidates(int newCandidates);

    /**
     * Returns one of the profiles {@code default}, {@code optuna}, {@code hyperopt} and {@code watanabe2023}.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static TpeProfile named(String name) {
        Map<String, TpeProfile> profiles = Map.of(
                "default", TpeSettings.DEFAULT,
                "optuna", new PublishedProfile(10, 24, PublishedRules.OPTUNA),
                "hyperopt", new PublishedProfile(20, 24, PublishedRules.HYPEROPT),
                "watanabe2023", new PublishedProfile(10, 24, PublishedRules.WATANABE2023));
        TpeProfile profile = profiles.get(name);
        if (profile == null) {
            throw new IllegalArgumentException("there is no TPE profile '" + name + "'; known: " + profiles.keySet());
        }
        return profile;
    }
}
