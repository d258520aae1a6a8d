package dev.fer.data.read;

import dev.fer.data.faces.Faces;
import dev.fer.data.read.DataProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which column of a CSV file means what.
 *
 * <p>Names count without regard to case and to blanks around them. Pixels stand in one column {@code pixels}, as
 * numbers with blanks between, or in one column each, in the order of the columns; a column without a name (a row
 * number, as data frames write it) is passed over.
 */
record CsvHeader(
        List<String> names,
        OptionalInt emotion,
        OptionalInt usage,
        OptionalInt joinedPixels,
        List<Integer> pixelColumns) {

    static CsvHeader parse(String line) {
        List<String> names = new ArrayList<>();
        for (String name : line.split(",", -1)) {
            names.add(name.replace("\"", "").strip().toLowerCase(Locale.ROOT));
        }
        OptionalInt emotion = column(names, "emotion");
        OptionalInt usage = column(names, "usage");
        OptionalInt joined = column(names, "pixels");
        List<Integer> pixels = new ArrayList<>();
        for (int i = 0; i < names.size() && joined.isEmpty(); i++) {
            boolean other = names.get(i).isEmpty() || is(emotion, i) || is(usage, i);
            if (!other) {
                pixels.add(i);
            }
        }
        return new CsvHeader(List.copyOf(names), emotion, usage, joined, List.copyOf(pixels));
    }

    /** Returns whether this is a file of faces, be it a faulty one, rather than some other table. */
    boolean isOfFaces() {
        return emotion.isPresent() && (joinedPixels.isPresent() || pixelColumns.size() >= Faces.SIDE);
    }

    /** Returns what is wrong with the columns of a file of faces. */
    Optional<DataProblem> problem(String file) {
        if (joinedPixels.isPresent() || pixelColumns.size() == Faces.PIXELS) {
            return Optional.empty();
        }
        return Optional.of(new DataProblem(
                Kind.HEADER,
                file + ":1",
                pixelColumns.size() + " pixel columns",
                Faces.PIXELS + " of them, or one column 'pixels'",
                0));
    }

    private static OptionalInt column(List<String> names, String name) {
        int index = names.indexOf(name);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private static boolean is(OptionalInt column, int index) {
        return column.isPresent() && column.getAsInt() == index;
    }
}
