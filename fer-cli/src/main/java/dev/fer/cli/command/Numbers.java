package dev.fer.cli.command;

import dev.fer.cli.program.UserError;

/** What numbers on a command line may be. */
final class Numbers {
    private Numbers() {}

    /** Refuses a number that is too small for its option. */
    static void requireAtLeast(int least, String option, long found) {
        if (found < least) {
            throw new UserError(
                    option + " must be at least " + least + ", found " + found,
                    "for instance " + option + " " + Math.max(2, least));
        }
    }
}
