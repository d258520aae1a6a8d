package dev.fer.search.pruner;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import java.math.BigDecimal;
import java.math.MathContext;

/** Words the reasons of judgements in the values of the goal whose curves pruners look at. */
record Wording(Goal goal) {
    /** Returns the wording for the curves of a history. */
    static Wording of(History history) {
        return new Wording(history.curveGoal());
    }

    /** Says that nothing finite was reported. */
    String nothing(int epoch) {
        return "no finite " + goal.metric() + " up to epoch " + epoch;
    }

    /** Says what a trial has reached, for instance {@code validation.accuracy 0.31 at epoch 4}. */
    String reached(double loss, int epoch) {
        return goal.metric() + " " + value(loss) + " at epoch " + epoch;
    }

    /** Says what a trial has reached in comparison with a bound that it misses. */
    String misses(double loss, int epoch, String bound) {
        return reached(loss, epoch) + (goal.direction() == Direction.MINIMIZE ? " above " : " below ") + bound;
    }

    /** Returns a loss as a value of the goal, to four digits. */
    String value(double loss) {
        return number(goal.direction().loss(loss));
    }

    /** Returns a number to four digits. */
    static String number(double value) {
        return Double.isFinite(value)
                ? Double.toString(
                        new BigDecimal(value).round(new MathContext(4)).doubleValue())
                : Double.toString(value);
    }
}
