package dev.fer.search.run;

import dev.fer.search.Trial;
import java.nio.file.Path;

/**
 * A trial to be evaluated.
 *
 * @param study its name
 * @param slot the worker that runs it, counted from 0; one trial at a time
 * @param trial running, with its complete configuration
 * @param directory of its own, which the executor creates when it is needed
 */
public record TrialTask(String study, int slot, Trial trial, Path directory) {}
