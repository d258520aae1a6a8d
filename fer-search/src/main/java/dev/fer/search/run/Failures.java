package dev.fer.search.run;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a thrown exception means for the trial that threw it. */
public final class Failures {
    private Failures() {}

    /** Returns the failure that stands for an exception, with its stack trace. */
    public static Trial.Failure of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return new Trial.Failure(reason(thrown), message(thrown), trace.toString());
    }

    private static FailureReason reason(Throwable thrown) {
        if (thrown instanceof TrialFailedException failed) {
            return failed.reason();
        }
        return isOutOfMemory(thrown) ? FailureReason.OUT_OF_MEMORY : FailureReason.ERROR;
    }

    /** Libraries wrap what an allocator throws. */
    private static boolean isOutOfMemory(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof OutOfMemoryError || (cause != null && isOutOfMemory(cause));
    }

    private static String message(Throwable thrown) {
        if (thrown instanceof TrialFailedException failed) {
            return failed.getMessage();
        }
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
