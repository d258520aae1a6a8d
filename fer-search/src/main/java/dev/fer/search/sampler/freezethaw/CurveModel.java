package dev.fer.search.sampler.freezethaw;

import dev.fer.search.Curve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Forecasts the last loss of learning curves. Epochs are taken in doublings (the rungs); from one rung to the next a
 * curve falls by what a ridge regression on its height and its last fall says, learned from all curves that came so
 * far. Where few did, the curve is expected to stay where it is, with great uncertainty. So curves may cross: one that
 * still falls steeply is expected to fall further. Immutable.
 */
public final class CurveModel {
    /** What the prior weighs against one curve: on the mean fall, and on the effects of height and slope. */
    private static final double[] RIDGE = {0.5, 2, 2};

    /** What the prior of a step's spread weighs against one curve. */
    private static final double PRIOR_CURVES = 3;

    /** The prior of a step's spread, in units of the spread of all curves at its beginning. */
    private static final double PRIOR_SPREAD = 0.5;

    /** What the spread of all curves at a rung weighs at the next one, against each curve beyond the first there. */
    private static final double CARRIED = 1;

    private final int[] rungs;
    private final double cap;
    private final Step[] steps;

    /** The regression from a rung to the next. */
    private record Step(double centre, double scale, double[] effects, double sd) {
        double fall(double height, double slope) {
            return scale * (effects[0] + effects[1] * (height - centre) / scale + effects[2] * slope / scale);
        }

        /** Returns by how much an error in the height at its beginning is magnified. */
        double gain() {
            return Math.max(0, 1 + effects[1] + effects[2]);
        }
    }

    /**
     * Fits the model.
     *
     * @param minEpochs the first rung
     * @param maxEpochs the last one
     * @param curves all that is known; those that end before the first rung do not matter
     */
    public CurveModel(int minEpochs, int maxEpochs, List<Curve> curves) {
        rungs = rungs(minEpochs, maxEpochs);
        cap = cap(curves);
        steps = new Step[rungs.length - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = step(k, curves, k == 0 ? 0 : steps[k - 1].scale());
        }
    }

    /** Returns the epochs min, 2 min, 4 min, ..., max; the last doubling may be a longer one. */
    public static int[] rungs(int minEpochs, int maxEpochs) {
        List<Integer> rungs = new ArrayList<>();
        for (long at = minEpochs; 4 * at <= 3L * maxEpochs; at *= 2) {
            rungs.add((int) at);
        }
        rungs.add(maxEpochs);
        return rungs.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Losses above this say no more than that a training went wrong. */
    private double cap(List<Curve> curves) {
        double[] reached = curves.stream()
                .filter(curve -> curve.lastStep() >= rungs[0])
                .mapToDouble(curve -> curve.at(curve.lastStep()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (reached.length == 0) {
            return 1;
        }
        double median = reached[reached.length / 2];
        return median + 2 * (median - reached[0]);
    }

    /** Returns the height of a curve at an epoch: the mean over its last quarter. */
    private double height(Curve curve, int epoch) {
        double sum = 0;
        int count = 0;
        for (int i = curve.size() - 1; i >= 0 && curve.step(i) > epoch - Math.max(1, epoch / 4); i--) {
            if (curve.step(i) <= epoch) {
                double loss = curve.loss(i);
                sum += Double.isFinite(loss) ? Math.min(loss, cap) : cap;
                count++;
            }
        }
        boolean begunLater = curve.size() > 0 && curve.step(0) > epoch;
        double last = begunLater ? curve.loss(0) : curve.at(epoch);
        return count > 0 ? sum / count : Double.isFinite(last) ? Math.min(last, cap) : cap;
    }

    private double slope(Curve curve, int rung) {
        return height(curve, rungs[rung]) - height(curve, Math.max(1, rungs[rung] / 2));
    }

    /**
     * Returns the spread of heights at a rung, the unit of its step. Those of one curve, or of two that are alike, tell
     * nothing of it; before enough have come so far it is that at the rung before.
     *
     * @param before the latter, 0 at the first rung
     */
    private static double scale(double[] heights, double centre, double before) {
        double squares =
                Arrays.stream(heights).map(h -> (h - centre) * (h - centre)).sum();
        double weight = before > 0 ? CARRIED : 0;
        return Math.max(
                1e-12, Math.sqrt((squares + weight * before * before) / Math.max(1, heights.length - 1 + weight)));
    }

    private Step step(int k, List<Curve> curves, double before) {
        double[] heights = curves.stream()
                .filter(curve -> curve.lastStep() >= rungs[k])
                .mapToDouble(curve -> height(curve, rungs[k]))
                .toArray();
        double centre = Arrays.stream(heights).average().orElse(0);
        double scale = scale(heights, centre, before);
        List<Curve> beyond = curves.stream()
                .filter(curve -> curve.lastStep() >= rungs[k + 1])
                .toList();
        DMatrixRMaj design = new DMatrixRMaj(beyond.size() + RIDGE.length, RIDGE.length);
        DMatrixRMaj falls = new DMatrixRMaj(beyond.size() + RIDGE.length, 1);
        for (int i = 0; i < beyond.size(); i++) {
            double height = height(beyond.get(i), rungs[k]);
            design.set(i, 0, 1);
            design.set(i, 1, (height - centre) / scale);
            design.set(i, 2, slope(beyond.get(i), k) / scale);
            falls.set(i, (height(beyond.get(i), rungs[k + 1]) - height) / scale);
        }
        for (int i = 0; i < RIDGE.length; i++) {
            design.set(beyond.size() + i, i, Math.sqrt(RIDGE[i]));
        }
        DMatrixRMaj effects = new DMatrixRMaj(RIDGE.length, 1);
        CommonOps_DDRM.solve(design, falls, effects);
        CommonOps_DDRM.multAdd(-1, design, effects, falls);
        double misses = Math.pow(NormOps_DDRM.normF(falls), 2);
        double variance = (misses + PRIOR_CURVES * PRIOR_SPREAD * PRIOR_SPREAD) / (beyond.size() + PRIOR_CURVES);
        double sd = scale * Math.sqrt(variance * (1 + 1.0 / (beyond.size() + 1)));
        return new Step(centre, scale, effects.getData(), sd);
    }

    /** Forecasts the last loss of a curve that has come at least to the first rung. */
    public Forecast forecast(Curve curve) {
        int k = rungs.length - 1;
        while (k > 0 && rungs[k] > curve.lastStep()) {
            k--;
        }
        double height = height(curve, rungs[k]);
        double slope = slope(curve, k);
        double variance = 0;
        for (; k < steps.length; k++) {
            double fall = steps[k].fall(height, slope);
            variance = variance * steps[k].gain() * steps[k].gain() + steps[k].sd() * steps[k].sd();
            slope = fall;
            height += fall;
        }
        return new Forecast(Math.min(height, cap), Math.sqrt(variance));
    }
}
