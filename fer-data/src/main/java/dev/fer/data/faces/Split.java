package dev.fer.data.faces;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of the data set: what is trained on, what is selected on, and what is reported once. */
public enum Split {
    /** The training images. */
    TRAIN("Training", List.of("train", "training")),
    /** The images that a search selects on; "PublicTest" in the original. */
    VALIDATION("PublicTest", List.of("validation", "valid", "val", "publictest")),
    /** The images that only a final evaluation may see; "PrivateTest" in the original. */
    TEST("PrivateTest", List.of("test", "testing", "privatetest"));

    private final String usage;
    private final List<String> folders;

    Split(String usage, List<String> folders) {
        this.usage = usage;
        this.folders = folders;
    }

    /** Returns the name in lower case: "train", "validation" or "test". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name that the original CSV's column {@code Usage} has for this split. */
    public String usage() {
        return usage;
    }

    /** Returns the names that a folder of this split may have, in lower case. */
    public List<String> folders() {
        return folders;
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

    /** Returns the split that a folder's name means, without regard to case. */
    public static Optional<Split> ofFolder(String folder) {
        String wanted = folder.toLowerCase(Locale.ROOT);
        for (Split split : values()) {
            if (split.folders.contains(wanted)) {
                return Optional.of(split);
            }
        }
        return Optional.empty();
    }
}
