package dev.fer.data.read;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Parses the rows of one CSV file out of bytes, by hand, because a row has 2,304 numbers and a file 35,887 rows.
 * One object is reused for all rows; for one thread.
 */
final class CsvRow {
    private static final byte IGNORED = 0;
    private static final byte EMOTION = 1;
    private static final byte USAGE = 2;
    private static final byte JOINED_PIXELS = 3;
    private static final byte PIXEL = 4;
    private static final int SHOWN = 24;

    private final byte[] roles;
    private final byte[] pixels = new byte[Faces.PIXELS];
    private int pixelCount;
    private Split split;
    private Emotion emotion = Emotion.NEUTRAL;

    private byte[] bytes = new byte[0];
    private int contentStart;
    private int contentEnd;

    /**
     * Makes a parser.
     *
     * @param header what the columns mean
     * @param split the split of all rows, if no column tells it
     */
    CsvRow(CsvHeader header, Optional<Split> split) {
        this.roles = new byte[header.names().size()];
        header.emotion().ifPresent(column -> roles[column] = EMOTION);
        header.usage().ifPresent(column -> roles[column] = split.isPresent() ? IGNORED : USAGE);
        header.joinedPixels().ifPresent(column -> roles[column] = JOINED_PIXELS);
        header.pixelColumns().forEach(column -> roles[column] = PIXEL);
        this.split = split.orElse(Split.TRAIN);
    }

    /** Parses the row between two positions; then the getters answer for it. */
    void parse(byte[] line, int start, int end) throws BadDataException {
        bytes = line;
        pixelCount = 0;
        int field = 0;
        int at = start;
        while (true) {
            at = field(at, end);
            if (field < roles.length) {
                take(roles[field]);
            }
            field++;
            if (at >= end) {
                break;
            }
            at++;
        }
        requireAll(field);
    }

    Split split() {
        return split;
    }

    Emotion emotion() {
        return emotion;
    }

    /** Returns the pixels; the array is reused for the next row. */
    byte[] pixels() {
        return pixels;
    }

    private void requireAll(int fields) throws BadDataException {
        boolean columnPerPixel = roles.length > Faces.PIXELS;
        int found = columnPerPixel ? fields - (roles.length - Faces.PIXELS) : pixelCount;
        if (fields != roles.length && !columnPerPixel) {
            throw new BadDataException(Kind.DAMAGED_ROW, fields + " fields", roles.length + " fields");
        }
        if (found != Faces.PIXELS) {
            throw new BadDataException(Kind.PIXEL_COUNT, found + " pixels", Faces.PIXELS + " pixels");
        }
    }

    /** Finds the field's content and returns the position of the comma, or the end, behind it. */
    private int field(int from, int end) throws BadDataException {
        int at = from;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        if (at < end && bytes[at] == '"') {
            contentStart = at + 1;
            contentEnd = indexOf((byte) '"', contentStart, end);
            if (contentEnd == end) {
                throw new BadDataException(Kind.DAMAGED_ROW, "a quote that is not closed", "a closing quote");
            }
            return indexOf((byte) ',', contentEnd + 1, end);
        }
        contentStart = at;
        contentEnd = indexOf((byte) ',', at, end);
        return contentEnd;
    }

    private int indexOf(byte wanted, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private void take(byte role) throws BadDataException {
        switch (role) {
            case EMOTION ->
                emotion = Emotion.find(content())
                        .orElseThrow(() -> new BadDataException(
                                Kind.LABEL_RANGE, quote(content()), "0 to 6 or an emotion's name"));
            case USAGE -> split = usage();
            case JOINED_PIXELS -> takeJoined();
            case PIXEL -> takePixel(contentStart, contentEnd);
            default -> {}
        }
    }

    private Split usage() throws BadDataException {
        return Split.ofUsage(content())
                .orElseThrow(() -> new BadDataException(
                        Kind.UNKNOWN_USAGE, quote(content()), "Training, PublicTest or PrivateTest"));
    }

    private void takeJoined() throws BadDataException {
        int at = contentStart;
        while (at < contentEnd) {
            if (bytes[at] == ' ') {
                at++;
            } else {
                int stop = Math.min(contentEnd, indexOf((byte) ' ', at, contentEnd));
                takePixel(at, stop);
                at = stop;
            }
        }
    }

    private void takePixel(int from, int to) throws BadDataException {
        int value = wholeNumber(from, to);
        if (value > 255) {
            throw new BadDataException(
                    Kind.PIXEL_RANGE, quote(text(from, to)) + " at pixel " + (pixelCount + 1), "0 to 255");
        }
        if (pixelCount < Faces.PIXELS) {
            pixels[pixelCount] = (byte) value;
        }
        pixelCount++;
    }

    /** Reads digits, and passes over a fraction of zeros, which data frames write when a column had gaps once. */
    private int wholeNumber(int from, int to) throws BadDataException {
        int value = 0;
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            value = Math.min(1000, value * 10 + bytes[at] - '0');
            at++;
        }
        int digits = at - from;
        if (digits > 0 && at < to && bytes[at] == '.') {
            at++;
            while (at < to && bytes[at] == '0') {
                at++;
            }
        }
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        if (digits == 0 || at < to) {
            throw notANumber(from, to);
        }
        return value;
    }

    private BadDataException notANumber(int from, int to) {
        String text = text(from, to);
        boolean negative = text.matches("-[0-9]+");
        return new BadDataException(
                negative ? Kind.PIXEL_RANGE : Kind.DAMAGED_ROW,
                quote(text) + " at pixel " + (pixelCount + 1),
                negative ? "0 to 255" : "a whole number from 0 to 255");
    }

    private String content() {
        return text(contentStart, contentEnd);
    }

    private String text(int from, int to) {
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8).strip();
    }

    private static String quote(String text) {
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }
}
