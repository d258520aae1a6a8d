package dev.fer.search;

/** Whether small or large values of a metric are wanted. */
public enum Direction {
    /** Small is good. */
    MINIMIZE,
    /** Large is good. */
    MAXIMIZE;

    /** Turns a value into a loss, of which less is better, and a loss back into a value. */
    public double loss(double value) {
        return this == MINIMIZE ? value : -value;
    }
}
