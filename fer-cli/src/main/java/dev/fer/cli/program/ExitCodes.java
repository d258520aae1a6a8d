package dev.fer.cli.program;

/** The exit codes of {@code fer}, told by {@code fer help exit-codes}. */
public final class ExitCodes {
    /** All went well. */
    public static final int OK = 0;
    /** Something failed. */
    public static final int FAILED = 1;
    /** The command line or a file it names is faulty. */
    public static final int USAGE = 2;
    /** The search ended and no trial succeeded. */
    public static final int NO_RESULT = 3;
    /** The store cannot be used: unreachable, locked, damaged, or newer than this program. */
    public static final int STORE = 4;
    /** Interrupted; the state is saved. */
    public static final int INTERRUPTED = 130;

    /** What {@code fer help exit-codes} prints. */
    public static final String HELP = """
            Exit codes of fer:
              0    all went well
              1    something failed
              2    bad usage, or a faulty search file, data set or model
              3    the search ended and no trial succeeded
              4    the store cannot be used: unreachable, locked, damaged, or of a newer version
              130  interrupted (Ctrl-C); the state is saved and can be resumed
            """;

    private ExitCodes() {}
}
