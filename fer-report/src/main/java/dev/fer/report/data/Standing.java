package dev.fer.report.data;

/**
 * How a contender does at a budget, over its runs.
 *
 * @param contender who
 * @param quarter the best value within a quarter of the budget
 * @param half the best value within half of it
 * @param full the best value within all of it
 * @param area how near the best value so far is to the best of all contenders, on average over the budget: 1 is there
 *     from the start, 0 is no nearer than a middling trial
 * @param ahead for what share of the budget no other contender's middle run is better, 0..1
 * @param curve the best value so far over all that was spent, also beyond the budget
 */
public record Standing(
        Contender contender, Spread quarter, Spread half, Spread full, Spread area, double ahead, Incumbents curve) {}
