package dev.fer.data.faces;

import java.util.Locale;
import java.util.Optional;

/** A part of the data set: what is trained on, what is selected on, and what is reported once. */
public enum Split {
    /** The training images. */
    TRAIN("Training"),
    /** The images that a search selects on; "PublicTest" in the original. */
    VALIDATION("PublicTest"),
    /** The images that only a final evaluation may see; "PrivateTest" in the original. */
    TEST("PrivateTest");

    private final String usage;

    Split(String usage) {
        this.usage = usage;
    }

    /** Returns the name in lower case: "train", "validation" or "test". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name that the original CSV's column {@code Usage} has for this split. */
    public String usage() {
        return usage;
    }

    /** Returns the split that a value of the column {@code Usage} means, without regard to case. */
    public static Optional<Split> ofUsage(String usage) {
        for (Split split : values()) {
            if (split.usage.equalsIgnoreCase(usage.strip())) {
                return Optional.of(split);
            }
        }
        return Optional.empty();
    }

    /** Returns the split that a folder's or file's name means ("train", "val", "PrivateTest", ...), in any case. */
    public static Optional<Split> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "validation", "valid", "val", "public", "publictest" -> Optional.of(VALIDATION);
            case "test", "testing", "private", "privatetest" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
