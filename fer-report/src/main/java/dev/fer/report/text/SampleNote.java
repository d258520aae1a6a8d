package dev.fer.report.text;

import dev.fer.report.data.Sample;
import java.util.Optional;

/** Says that a report of a very large study draws and lists not all of its trials. */
public final class SampleNote {
    private SampleNote() {}

    /** Returns the sentence; empty where all trials are shown. */
    public static Optional<String> of(Sample sample) {
        return sample.isWhole()
                ? Optional.empty()
                : Optional.of("To keep this file light, charts and table show " + Numbers.value(sample.size())
                        + " of the "
                        + Numbers.count(sample.total(), "trial") + ": the best " + Sample.BEST_PERCENT + Numbers.UNIT
                        + "%, all that were the best so far and all that run, and of the others an even sample of each"
                        + " state; counts, times and the best value are those of all.");
    }
}
