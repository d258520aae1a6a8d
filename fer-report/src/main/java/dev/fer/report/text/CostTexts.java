package dev.fer.report.text;

import dev.fer.report.data.Cost;
import dev.fer.report.data.StudyData;
import java.time.Duration;
import java.util.List;

/** What is said about the price of good values. */
public final class CostTexts {
    private CostTexts() {}

    /** Says which trials are worth their first cost. */
    public static String caption(StudyData study) {
        Cost cost = study.costs().get(0);
        List<Integer> front = cost.front();
        int last = front.get(front.size() - 1);
        if (front.size() == 1) {
            return Winner.first(study) + " has the smallest " + name(cost) + " too: " + amount(cost, last) + ".";
        }
        return front.size() + " trials are worth their " + name(cost)
                + ": none is better without costing more. They go from " + trial(study, cost, front.get(0)) + " to "
                + trial(study, cost, last) + ".";
    }

    private static String trial(StudyData study, Cost cost, int position) {
        return "trial " + study.trials().get(position).number() + " ("
                + Numbers.value(study.history().values()[position]) + " for " + amount(cost, position) + ")";
    }

    /** Returns what a cost is called. */
    public static String name(Cost cost) {
        return cost.name().equals(Cost.SECONDS) ? "computing time" : Names.inSentence(cost.name());
    }

    /** Returns what a trial cost. */
    public static String amount(Cost cost, int position) {
        double value = cost.values()[position];
        return cost.name().equals(Cost.SECONDS)
                ? Numbers.duration(Duration.ofMillis(Math.round(value * 1000)))
                : Numbers.value(value);
    }
}
