package dev.fer.models.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.models.optimize.LearningRateSchedule.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    private static final int EPOCHS = 20;

    @Test
    void aConstantRateStaysAfterItsWarmUp() {
        LearningRateSchedule schedule = schedule(Kind.CONSTANT, 2);
        assertThat(share(schedule, 0)).isZero();
        assertThat(share(schedule, 0.5)).isEqualTo(0.25);
        assertThat(share(schedule, 2)).isEqualTo(1);
        assertThat(share(schedule, 20)).isEqualTo(1);
    }

    @Test
    void stepDropsByItsFactorEverySoManyEpochs() {
        LearningRateSchedule schedule = schedule(Kind.STEP, 0);
        assertThat(share(schedule, 4.99)).isEqualTo(1);
        assertThat(share(schedule, 5)).isEqualTo(0.5);
        assertThat(share(schedule, 19.9)).isEqualTo(0.125);
    }

    @Test
    void cosineFallsFromTheWarmUpToItsEnd() {
        LearningRateSchedule schedule = schedule(Kind.COSINE, 4);
        assertThat(share(schedule, 2)).isEqualTo(0.5);
        assertThat(share(schedule, 4)).isEqualTo(1);
        assertThat(share(schedule, 12)).isCloseTo((1 + 0.1) / 2, within(1e-12));
        assertThat(share(schedule, 20)).isCloseTo(0.1, within(1e-12));
    }

    /** PyTorch's OneCycleLR(max_lr=1, total_steps=101, pct_start=.3, div_factor=25) at steps 0, 15, 29, 65, 100. */
    @Test
    void oneCycleClimbsFromATwentyFifthToItsPeakAndFalls() {
        LearningRateSchedule schedule = new LearningRateSchedule(Kind.ONE_CYCLE, 0, 5, 0.5, 2, 0.3, 0);
        assertThat(share(schedule, 0)).isCloseTo(0.04, within(1e-12));
        assertThat(share(schedule, 3)).isCloseTo(0.52, within(1e-12));
        assertThat(share(schedule, 6)).isCloseTo(1, within(1e-12));
        assertThat(share(schedule, 13)).isCloseTo(0.5, within(1e-12));
        assertThat(share(schedule, 20)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aPeakAtEitherEdgeIsAClimbOrAFallOnly() {
        assertThat(share(new LearningRateSchedule(Kind.ONE_CYCLE, 0, 5, 0.5, 2, 0, 0), 0))
                .isEqualTo(1);
        assertThat(share(new LearningRateSchedule(Kind.ONE_CYCLE, 0, 5, 0.5, 2, 1, 0), 19.99))
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void plateauDropsWheneverTheLossHasNotFallenForLong() {
        LearningRateSchedule schedule = schedule(Kind.PLATEAU, 0);
        assertThat(plateau(schedule, 3, 2, 1)).isEqualTo(1);
        assertThat(plateau(schedule, 3, 2, 2)).isEqualTo(1);
        assertThat(plateau(schedule, 3, 2, 2, 2.5)).isEqualTo(0.5);
        assertThat(plateau(schedule, 3, 2, 2, 2.5, 2)).isEqualTo(0.5);
        assertThat(plateau(schedule, 3, 2, 2, 2.5, 2, 2)).isEqualTo(0.25);
        assertThat(plateau(schedule, 3, 2, 2, 2.5, 1, 2, 0.5)).isEqualTo(0.5);
    }

    @Test
    void aWarmUpLongerThanTheTrainingNeverEnds() {
        assertThat(share(schedule(Kind.COSINE, 40), 20)).isEqualTo(0.5);
    }

    private static double plateau(LearningRateSchedule schedule, double... losses) {
        return schedule.share(
                losses.length, EPOCHS, java.util.Arrays.stream(losses).boxed().toList());
    }

    private static double share(LearningRateSchedule schedule, double time) {
        return schedule.share(time, EPOCHS, List.of());
    }

    private static LearningRateSchedule schedule(Kind kind, double warmup) {
        return new LearningRateSchedule(kind, warmup, 5, 0.5, 2, 0.3, 0.1);
    }
}
