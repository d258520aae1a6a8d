package dev.fer.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant, for "did you mean ...?" in error messages. */
public final class Suggestions {
    private Suggestions() {}

    /**
     * Returns the allowed name nearest to the one found, if one is near enough to be a likely slip.
     *
     * <p>Nearness is the optimal string alignment distance (insertion, deletion, substitution and the swap of
     * two neighbours cost 1 each), without regard to case; a third of the letters may differ.
     */
    public static Optional<String> closest(String found, Collection<String> allowed) {
        String wanted = normalise(found);
        return allowed.stream()
                .filter(name -> distance(wanted, normalise(name)) <= tolerance(wanted, name))
                .min(Comparator.<String>comparingInt(name -> distance(wanted, normalise(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns {@code "; did you mean 'x'?"}, or an empty string when nothing allowed is near. */
    public static String didYouMean(String found, Collection<String> allowed) {
        return closest(found, allowed)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private static String normalise(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static int tolerance(String wanted, String name) {
        int longest = Math.max(wanted.length(), name.length());
        return longest == 1 ? 0 : Math.max(1, longest / 3);
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
