package dev.fer.search.benchmark;

import dev.fer.search.space.Configuration;
import dev.fer.search.space.OrdinalParameter;
import dev.fer.search.space.Parameter;
import dev.fer.search.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** Real trainings of small networks, from the table that {@code learning-curves/make_curves.py} writes. */
final class TabulatedCurves {
    private static final String TABLE = "/learning-curves/learning-curves.csv.gz";

    private TabulatedCurves() {}

    static List<CurveFamily> all() {
        List<String[]> rows = rows();
        String[] header = rows.remove(0);
        int values = Arrays.asList(header).indexOf("1");
        Map<String, List<String[]>> tasks = new LinkedHashMap<>();
        rows.forEach(
                row -> tasks.computeIfAbsent(row[0], task -> new ArrayList<>()).add(row));
        List<CurveFamily> families = new ArrayList<>();
        tasks.forEach((task, of) -> {
            Table table = table(header, values, of);
            families.add(new CurveFamily(task, space(header, values, of), header.length - values, seed -> table));
        });
        return families;
    }

    private static List<String[]> rows() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(TabulatedCurves.class.getResourceAsStream(TABLE), TABLE)),
                StandardCharsets.US_ASCII))) {
            return new ArrayList<>(reader.lines().map(line -> line.split(",")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SearchSpace space(String[] header, int values, List<String[]> rows) {
        List<Parameter> parameters = new ArrayList<>();
        for (int column = 1; column < values; column++) {
            int at = column;
            TreeSet<Double> choices = new TreeSet<>(
                    rows.stream().map(row -> Double.valueOf(row[at])).toList());
            parameters.add(new OrdinalParameter(header[column], List.copyOf(choices)));
        }
        return SearchSpace.of(parameters, List.of());
    }

    private static Table table(String[] header, int values, List<String[]> rows) {
        Map<Configuration, double[]> curves = new HashMap<>();
        for (String[] row : rows) {
            Map<String, Object> configuration = new HashMap<>();
            for (int column = 1; column < values; column++) {
                configuration.put(header[column], Double.valueOf(row[column]));
            }
            curves.put(
                    Configuration.of(configuration),
                    Arrays.stream(row, values, row.length)
                            .mapToDouble(accuracy -> 1 - Double.parseDouble(accuracy))
                            .toArray());
        }
        return new Table(curves);
    }

    private record Table(Map<Configuration, double[]> curves) implements CurveFamily.Trainings {
        @Override
        public double[] curve(Configuration configuration) {
            return Objects.requireNonNull(curves.get(configuration), "not in the table");
        }

        @Override
        public double result(Configuration configuration) {
            double[] curve = curve(configuration);
            double last = curve[curve.length - 1];
            return Double.isNaN(last) ? Double.POSITIVE_INFINITY : last;
        }

        @Override
        public double best() {
            return sorted()[0];
        }

        @Override
        public double typical() {
            return sorted()[curves.size() / 2];
        }

        private double[] sorted() {
            return curves.keySet().stream().mapToDouble(this::result).sorted().toArray();
        }
    }
}
