package dev.fer.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossWatchTest {
    private static final double GUESSING = Math.log(7);

    @Test
    void aLossThatIsNoNumberIsNamedAtOnce() {
        LossWatch watch = new LossWatch(3);
        watch.add(2);
        assertThatThrownBy(() -> watch.add(Double.NaN))
                .isInstanceOfSatisfying(TrainingDivergedException.class, e -> {
                    assertThat(e.epoch()).isEqualTo(3);
                    assertThat(e.step()).isEqualTo(2);
                })
                .hasMessage("training diverged in epoch 3, step 2: the loss is NaN");
    }

    @Test
    void aLossFarAboveGuessingAtTheEndOfAnEpochHasExploded() {
        assertThatThrownBy(() -> judge(1.9, 1.9, 2, 6, 12, 14, 15, 15))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage("training diverged in epoch 1: the loss is up at 15.0, where guessing costs 1.95");
    }

    @Test
    void aLossThatStaysFarUpHasExplodedToo() {
        assertThatThrownBy(() -> judge(19.2, 18.9, 19, 19.1, 18.8, 19.2, 18.9, 19))
                .isInstanceOf(TrainingDivergedException.class);
    }

    @Test
    void aBadStartThatRecoversGoesOn() {
        assertThatCode(() -> judge(40, 30, 25, 20, 15, 12, 10, 9)).doesNotThrowAnyException();
    }

    @Test
    void anUglyLossThatIsNoWorseThanAFewGuessesGoesOn() {
        assertThatCode(() -> judge(1.9, 1.9, 2, 2.5, 3, 4, 5, 5.5)).doesNotThrowAnyException();
    }

    @Test
    void oneOutlierIsNoExplosion() {
        assertThatCode(() -> judge(1.9, 1.9, 1.8, 1.8, 1.8, 1.7, 1.7, 9)).doesNotThrowAnyException();
    }

    @Test
    void anEpochOfManyStepsIsJudgedByItsLastQuarter() {
        double[] losses = new double[1000];
        Arrays.fill(losses, 0, 700, 1.9);
        Arrays.fill(losses, 700, 1000, 18);
        assertThatThrownBy(() -> judge(losses)).isInstanceOf(TrainingDivergedException.class);
    }

    private static void judge(double... losses) {
        LossWatch watch = new LossWatch(1);
        for (double loss : losses) {
            watch.add(loss);
        }
        watch.end(GUESSING);
    }
}
