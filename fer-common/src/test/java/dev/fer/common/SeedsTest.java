package dev.fer.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void thePurposeAndItsOrderMatter() {
        assertThat(Seeds.derive(1, "trial", 2)).isEqualTo(Seeds.derive(1, "trial", 2L));
        assertThat(Seeds.derive(1, "trial", 2)).isNotEqualTo(Seeds.derive(1, 2, "trial"));
        assertThat(Seeds.derive(1, "trial", 2)).isNotEqualTo(Seeds.derive(2, "trial", 2));
    }

    @Test
    void neighbouringSeedsDoNotCollide() {
        Set<Long> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            for (int trial = 0; trial < 100; trial++) {
                seen.add(Seeds.derive(seed, "trial", trial));
            }
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void theNumbersAreFixedForEver() {
        assertThat(Seeds.derive(42, "trial", 0)).isEqualTo(DERIVED);
        assertThat(Seeds.random(42, "trial", 0).nextLong()).isEqualTo(DRAWN);
    }

    @Test
    void anotherTypeIsRefused() {
        assertThatThrownBy(() -> Seeds.derive(1, 2.0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final long DERIVED = -1119187604184578057L;
    private static final long DRAWN = -2158454835434397189L;
}
