package dev.fer.search.sampler.freezethaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fer.common.Seeds;
import dev.fer.search.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class CurveModelTest {
    private static Curve curve(int epochs, IntToDoubleFunction loss) {
        Curve curve = new Curve();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            curve.put(epoch, loss.applyAsDouble(epoch));
        }
        return curve;
    }

    private static IntToDoubleFunction decay(double floor, double pace) {
        return epoch -> floor + (1 - floor) * Math.exp(-epoch / pace);
    }

    private static List<Curve> decays(int count) {
        UniformRandomProvider random = Seeds.random(1, "decays");
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            curves.add(curve(32, decay(0.5 * random.nextDouble(), 2 + 10 * random.nextDouble())));
        }
        return curves;
    }

    @Test
    void rungsAreDoublingsThatEndWithTheLastEpoch() {
        assertThat(CurveModel.rungs(4, 50)).containsExactly(4, 8, 16, 32, 50);
        assertThat(CurveModel.rungs(4, 40)).containsExactly(4, 8, 16, 40);
        assertThat(CurveModel.rungs(4, 4)).containsExactly(4);
        assertThat(CurveModel.rungs(4, 5)).containsExactly(5);
    }

    @Test
    void withoutExperienceACurveIsExpectedToStayWhereItIs() {
        Curve curve = curve(4, epoch -> 0.5);
        CurveModel model = new CurveModel(4, 32, List.of(curve, curve(4, epoch -> 0.7)));
        Forecast forecast = model.forecast(curve);
        assertThat(forecast.mean()).isCloseTo(0.5, within(1e-9));
        assertThat(forecast.sd()).isGreaterThan(0.07);
    }

    @Test
    void aSteepCurveIsExpectedToCrossAFlatOne() {
        List<Curve> known = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            known.add(curve(32, decay(0.4 + 0.02 * i, 1)));
            known.add(curve(32, decay(0.02 * i, 6)));
        }
        CurveModel model = new CurveModel(4, 32, known);
        Curve flat = curve(4, decay(0.45, 1));
        Curve steep = curve(4, decay(0.05, 6));
        assertThat(flat.at(4)).isLessThan(steep.at(4) - 0.05);
        assertThat(model.forecast(steep).mean()).isLessThan(model.forecast(flat).mean() - 0.1);
    }

    @Test
    void forecastsAreAsUncertainAsTheyAreWrong() {
        CurveModel model = new CurveModel(4, 32, decays(40));
        List<Curve> others = decays(140).subList(40, 140);
        double squares = 0;
        for (Curve whole : others) {
            Forecast forecast = model.forecast(curve(8, whole::at));
            squares += Math.pow((whole.at(32) - forecast.mean()) / forecast.sd(), 2) / others.size();
        }
        assertThat(squares)
                .as("mean squared error in units of the forecast variance")
                .isBetween(0.1, 2.0);
    }

    @Test
    void uncertaintyShrinksWithEveryRung() {
        List<Curve> curves = decays(40);
        CurveModel model = new CurveModel(4, 32, curves);
        IntToDoubleFunction loss = decay(0.2, 5);
        double before = Double.POSITIVE_INFINITY;
        for (int rung : CurveModel.rungs(4, 32)) {
            double sd = model.forecast(curve(rung, loss)).sd();
            assertThat(sd).isLessThan(before);
            before = sd;
        }
        assertThat(before).as("nothing is uncertain at the end").isZero();
    }

    @Test
    void nothingFiniteIsExpectedToEndAsBadlyAsAnything() {
        List<Curve> curves = new ArrayList<>(decays(10));
        curves.add(curve(4, epoch -> 1e30));
        CurveModel model = new CurveModel(4, 32, curves);
        double worst = curves.subList(0, 10).stream()
                .mapToDouble(one -> model.forecast(curve(4, one::at)).mean())
                .max()
                .orElseThrow();
        assertThat(model.forecast(curve(4, epoch -> Double.NaN)).mean()).isBetween(worst, 10.0);
    }

    @Test
    void theExpectedImprovementIsThatOfANormalDistribution() {
        assertThat(new Forecast(0, 1).improvement(0)).isCloseTo(0.3989422804, within(1e-9));
        assertThat(new Forecast(1, 2).improvement(0)).isCloseTo(0.3955935, within(1e-6));
        assertThat(new Forecast(1, 0).improvement(3)).isEqualTo(2);
        assertThat(new Forecast(0, 1).probabilityBelow(1.959964)).isCloseTo(0.975, within(1e-6));
    }

    private static IntToDoubleFunction plateau(double floor) {
        return epoch -> epoch <= 10 ? 0.9 : floor;
    }

    /** One curve to its end, three to the first rung. */
    private static List<Curve> oneWhole(int epochs) {
        return List.of(
                curve(epochs, plateau(0.3)),
                curve(4, epoch -> 0.91 - 0.001 * epoch),
                curve(4, epoch -> 0.8 - 0.01 * epoch),
                curve(4, epoch -> 0.95 - 0.03 * epoch));
    }

    @Test
    void oneWholeCurveMakesNobodySureOrWild() {
        List<Curve> curves = oneWhole(32);
        CurveModel model = new CurveModel(4, 32, curves);
        assertThat(curves.subList(1, 4)).allSatisfy(curve -> {
            assertThat(model.forecast(curve).mean()).isBetween(0.3, 0.95);
            assertThat(model.forecast(curve).sd()).isBetween(0.02, 1.0);
        });
    }

    @Test
    void twoThatAreAlikeSayNoMoreThanOne() {
        List<Curve> curves = new ArrayList<>(oneWhole(32));
        curves.add(curve(32, epoch -> plateau(0.3).applyAsDouble(epoch) + 1e-6 * epoch));
        CurveModel model = new CurveModel(4, 32, curves);
        assertThat(curves.subList(1, 4)).allSatisfy(curve -> {
            assertThat(model.forecast(curve).mean()).isBetween(0.2, 0.95);
            assertThat(model.forecast(curve).sd()).isBetween(0.02, 1.0);
        });
    }

    @Test
    void whereNoneWentOnUncertaintyGrowsWithEachMissingRung() {
        double before = 0;
        for (int epochs : new int[] {8, 16, 32, 64}) {
            List<Curve> curves = oneWhole(4);
            double sd =
                    new CurveModel(4, epochs, curves).forecast(curves.get(1)).sd();
            assertThat(sd).as(epochs + " epochs").isGreaterThan(before * 1.1).isLessThan(1);
            before = sd;
        }
    }
}
