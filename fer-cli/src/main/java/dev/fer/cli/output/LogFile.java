package dev.fer.cli.output;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.fer.cli.program.UserError;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A file that takes what is said on stderr and all there is to log, with times, while stderr shows what it would show
 * without it. What was in the file stays. Closing it puts things back as they were.
 */
public final class LogFile implements AutoCloseable {
    private static final String OURS = "dev.fer";
    private static final String STDERR = "stderr";

    /** What colours, and what wipes the bar away before a line. */
    private static final Pattern CONTROL = Pattern.compile("\r|\u001b\\[[0-9;]*[A-Za-z]");

    /** Names the lines that were said on stderr. */
    private final Logger stderr;

    private final Logger root;
    private final Logger ours;
    private final Level rootLevel;
    private final Level ourLevel;
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    private LogFile(LoggerContext context, Path file) {
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ours = context.getLogger(OURS);
        stderr = context.getLogger(OURS + ".cli.stderr");
        rootLevel = root.getLevel();
        ourLevel = ours.getEffectiveLevel();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
    }

    /**
     * Begins to write to a file, which need not exist.
     *
     * @throws UserError if it cannot be written
     */
    public static LogFile open(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new UserError("cannot write the log " + file, "--log-file names a file in a folder that exists");
        }
        LogFile log = new LogFile((LoggerContext) LoggerFactory.getILoggerFactory(), file);
        if (!log.appender.isStarted()) {
            throw new UserError("cannot write the log " + file, "check the permissions of the file and its folder");
        }
        log.begin();
        return log;
    }

    private void begin() {
        Appender<ILoggingEvent> console = root.getAppender(STDERR);
        if (console != null) {
            console.addFilter(new Filter<>() {
                @Override
                public FilterReply decide(ILoggingEvent event) {
                    Level shown = event.getLoggerName().startsWith(OURS) ? ourLevel : rootLevel;
                    return event.getLevel().isGreaterOrEqual(shown) ? FilterReply.NEUTRAL : FilterReply.DENY;
                }
            });
        }
        root.addAppender(appender);
        root.setLevel(Level.INFO);
        ours.setLevel(Level.DEBUG);
    }

    /** Returns a writer that writes to another one and, line by line, to the file. */
    public PrintWriter tee(PrintWriter err) {
        return new PrintWriter(new Lines(err), true);
    }

    private final class Lines extends Writer {
        private final PrintWriter err;
        private final StringBuilder begun = new StringBuilder();

        private Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            err.write(text, offset, length);
            begun.append(text, offset, length);
            for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
                log(Level.INFO, CONTROL.matcher(begun.substring(0, end)).replaceAll(""), null);
                begun.delete(0, end + 1);
            }
        }

        @Override
        public void flush() {
            err.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }

    /** Writes to the file alone what made a command fail, with its stack trace. */
    public void failure(Throwable failure) {
        log(Level.ERROR, "the command failed", failure);
    }

    private void log(Level level, String message, @Nullable Throwable failure) {
        appender.doAppend(new LoggingEvent(LogFile.class.getName(), stderr, level, message, failure, null));
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
        root.setLevel(rootLevel);
        ours.setLevel(ourLevel);
        Appender<ILoggingEvent> console = root.getAppender(STDERR);
        if (console != null) {
            console.clearAllFilters();
        }
    }
}
