package dev.fer.models.optimize;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How gradients become steps. */
public enum Optimizer {
    /** Stochastic gradient descent, with Nesterov momentum if that is above 0. */
    SGD,
    /** Adam (Kingma and Ba 2015). */
    ADAM,
    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
    ADAMW,
    /** RMSProp (Tieleman and Hinton 2012). */
    RMSPROP;

    /** Returns the name in a search file. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Optimizer::label).toList();
    }

    /**
     * Returns the optimizer of a name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Optimizer named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
