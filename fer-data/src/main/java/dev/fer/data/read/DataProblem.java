package dev.fer.data.read;

/**
 * One thing that is wrong in a source of data.
 *
 * @param kind what is wrong
 * @param where the file and line ({@code fer2013.csv:17}) or the entry ({@code train/happy/1.jpg})
 * @param found what stands there
 * @param expected what should stand there
 * @param images how many images are lost by it; 0 where none is
 */
public record DataProblem(Kind kind, String where, String found, String expected, int images) {
    /** What is wrong. */
    public enum Kind {
        /** The first line of a CSV file lacks a column or has too many. */
        HEADER("unusable header"),
        /** A row has too few or too many fields, or something that is no number. */
        DAMAGED_ROW("damaged row"),
        /** A row has more or fewer than 2,304 pixels. */
        PIXEL_COUNT("wrong pixel count"),
        /** A pixel is not in 0..255. */
        PIXEL_RANGE("pixel out of range"),
        /** A label is not in 0..6. */
        LABEL_RANGE("label out of range"),
        /** The column Usage names no split. */
        UNKNOWN_USAGE("unknown Usage"),
        /** A folder's name is no split. */
        UNKNOWN_SPLIT("unknown split folder"),
        /** A folder's name is no emotion. */
        UNKNOWN_EMOTION("unknown emotion folder"),
        /** An image lies outside the folders {@code <split>/<emotion>/}. */
        MISPLACED_IMAGE("misplaced image"),
        /** An image file cannot be decoded. */
        UNREADABLE_IMAGE("unreadable image"),
        /** An image is not 48x48. */
        IMAGE_SIZE("wrong image size"),
        /** A class has no image to learn from, or an emotion's folder is empty. */
        EMPTY_CLASS("empty class");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** Returns the kind in words, in lower case. */
        public String description() {
            return description;
        }
    }

    /** Returns the problem in one line. */
    @Override
    public String toString() {
        return where + ": " + kind.description() + ": found " + found + ", expected " + expected;
    }
}
