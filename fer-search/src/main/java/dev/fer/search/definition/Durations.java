package dev.fer.search.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as search files write them: {@code 2h}, {@code 90m}, {@code 1h30m}, {@code 45s}, {@code 1d}. Thread-safe. */
public final class Durations {
    private static final Pattern FORM =
            Pattern.compile("(?=.)(?:(\\d{1,6})d)?(?:(\\d{1,8})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Durations() {}

    /** Reads a duration that is longer than zero; empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration duration = Duration.ofDays(part(matcher, 1))
                .plusHours(part(matcher, 2))
                .plusMinutes(part(matcher, 3))
                .plusSeconds(part(matcher, 4));
        return duration.isZero() ? Optional.empty() : Optional.of(duration);
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Writes a duration of whole seconds. */
    public static String text(Duration duration) {
        return part(duration.toHours(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
