package dev.fer.report.data;

import dev.fer.search.Trial;
import java.util.List;

/** Finds trials by number in a list that is sorted by it. */
final class Positions {
    private Positions() {}

    /**
     * Returns the position of a trial.
     *
     * @throws IllegalArgumentException if the list lacks it
     */
    static int of(List<Trial> trials, int number) {
        int low = 0;
        int high = trials.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = trials.get(middle).number();
            if (found == number) {
                return middle;
            }
            low = found < number ? middle + 1 : low;
            high = found < number ? high : middle - 1;
        }
        throw new IllegalArgumentException("there is no trial " + number);
    }
}
