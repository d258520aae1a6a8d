package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.report.FakeFaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuplicateCountsTest {
    private final DuplicateCounts counts = DuplicateCounts.of(Map.of(DuplicateCounts.PROVENANCE, FakeFaces.DUPLICATES))
            .orElseThrow();

    @Test
    void theCountsAreReadFromTheProvenance() {
        assertThat(counts.groups()).isEqualTo(1516);
        assertThat(counts.across().get(0)).isEqualTo(new DuplicateCounts.Crossing(List.of("train", "validation"), 253));
        assertThat(counts.seen()).containsEntry("validation", 291L);
    }

    @Test
    void whatTrainingSawIsTakenOffAnAccuracyAtItsWorst() {
        Proportion unseen =
                counts.unseen("validation", Proportion.of(0.6, 3589), 3589).orElseThrow();

        assertThat(unseen.samples()).isEqualTo(3298);
        assertThat(unseen.value()).isCloseTo((0.6 * 3589 - 291) / 3298, within(1e-12));
    }

    @Test
    void nothingIsTakenOffWhereNothingWasSeenOrOnlyAPartWasJudged() {
        assertThat(counts.unseen("other", Proportion.of(0.6, 3589), 3589)).isEmpty();
        assertThat(counts.unseen("validation", Proportion.of(0.6, 500), 3589)).isEmpty();
        assertThat(counts.unseen("validation", Proportion.of(0.01, 3589), 3589)
                        .orElseThrow()
                        .value())
                .isZero();
    }
}
