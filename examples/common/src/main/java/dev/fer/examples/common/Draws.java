package dev.fer.examples.common;

import dev.fer.common.AtomicFiles;
import dev.fer.common.Seeds;
import dev.fer.common.Suggestions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws a number that a resumed program would draw again, and keeps it in a file that is whole or absent. */
public final class Draws {
    private Draws() {}

    /** Writes the draws of trial 3; argument: the file. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(draw(Path.of(arguments[0])));
        System.out.println(
                "lerning_rate" + Suggestions.didYouMean("lerning_rate", List.of("learning_rate", "dropout")));
    }

    static double draw(Path file) throws IOException {
        long seed = Seeds.derive(42, "trial", 3);
        UniformRandomProvider shuffle = Seeds.random(seed, "epoch", 7);
        double first = shuffle.nextDouble();
        AtomicFiles.write(file, out -> out.write(Double.toString(first).getBytes(StandardCharsets.UTF_8)));
        return first;
    }
}
