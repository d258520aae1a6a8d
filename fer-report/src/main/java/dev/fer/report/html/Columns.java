package dev.fer.report.html;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Columns of numbers as the script reads them: little-endian typed arrays in base64, a third of the size of
 * decimal digits. Real numbers of short columns keep all their digits, those of long ones about seven.
 */
final class Columns {
    private static final int LONGEST_EXACT = 2_000;
    private static final double LARGEST_WHOLE_FLOAT = 1 << 24;

    private Columns() {}

    static Map<String, String> reals(double[] values) {
        boolean exact = values.length <= LONGEST_EXACT
                || Arrays.stream(values)
                        .anyMatch(value -> Math.abs(value) > LARGEST_WHOLE_FLOAT && value == Math.rint(value));
        byte[] bytes = new byte[values.length * (exact ? Double.BYTES : Float.BYTES)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (exact) {
                buffer.putDouble(value);
            } else {
                buffer.putFloat((float) value);
            }
        }
        return column(exact ? "f8" : "f4", bytes);
    }

    /** Encodes whole numbers that fit 32 bits, in as few bytes as the largest needs. */
    static Map<String, String> whole(int[] values) {
        int width =
                Arrays.stream(values).allMatch(value -> value >= 0 && value < 1 << 16) ? Short.BYTES : Integer.BYTES;
        byte[] bytes = new byte[values.length * width];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            if (width == Short.BYTES) {
                buffer.putShort((short) value);
            } else {
                buffer.putInt(value);
            }
        }
        return column(width == Short.BYTES ? "u2" : "i4", bytes);
    }

    private static Map<String, String> column(String type, byte[] bytes) {
        Map<String, String> column = new TreeMap<>();
        column.put("type", type);
        column.put("data", Base64.getEncoder().encodeToString(bytes));
        return column;
    }
}
