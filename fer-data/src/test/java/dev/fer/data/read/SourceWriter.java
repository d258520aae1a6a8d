package dev.fer.data.read;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a data set in each form in which FER2013 is passed around. */
public final class SourceWriter {
    private SourceWriter() {}

    /** Writes {@code emotion,pixels,Usage} and returns the file. */
    public static Path originalCsv(Path folder, FerDataset faces) throws IOException {
        return csv(
                Files.createDirectories(folder).resolve("fer2013.csv"),
                "emotion,pixels,Usage",
                faces,
                SourceWriter::originalRow);
    }

    /** Writes the form with blanks in the names of the columns and another order, and returns the file. */
    public static Path icmlCsv(Path folder, FerDataset faces) throws IOException {
        return csv(
                Files.createDirectories(folder).resolve("icml_face_data.csv"),
                "emotion, Usage, pixels",
                faces,
                (split, label, pixels) -> label + "," + split.usage() + "," + join(" ", pixels));
    }

    /** Writes one file per split with a column per pixel, and returns the folder. */
    public static Path csvPerSplit(Path folder, FerDataset faces) throws IOException {
        String columns =
                IntStream.range(0, Faces.PIXELS).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));
        for (Split split : faces.splits()) {
            List<String> lines = new ArrayList<>(List.of("emotion," + columns));
            lines.addAll(rows(split, faces, (of, label, pixels) -> label + "," + join(",", pixels)));
            Files.write(Files.createDirectories(folder).resolve("fer_" + split.label() + ".csv"), lines);
        }
        return folder;
    }

    /** Writes {@code <split>/<emotion>/<number>.png}, numbered in the order of the images, and returns the folder. */
    public static Path imageFolders(Path folder, FerDataset faces) throws IOException {
        for (Split split : faces.splits()) {
            writeImages(folder.resolve(split.label()), faces.split(split), i -> String.format("%05d.png", i));
        }
        return folder;
    }

    /** Writes validation and test images together to the test folder, as their names tell, and returns the folder. */
    public static Path imagesWithSharedTestFolder(Path folder, FerDataset faces) throws IOException {
        for (Split split : faces.splits()) {
            Path target = folder.resolve(split == Split.TRAIN ? "train" : "test");
            writeImages(target, faces.split(split), i -> String.format("%s_%05d.png", split.usage(), i));
        }
        return folder;
    }

    /** Packs a folder, below some leading folder or none (""), and returns the zip. */
    public static Path zip(Path folder, Path zip, String lead) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new ZipEntry(lead + folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return zip;
    }

    /** Returns a row of the original form. */
    public static String originalRow(Split split, int label, int[] pixels) {
        return label + ",\"" + join(" ", pixels) + "\"," + split.usage();
    }

    /** Returns the numbers with something between them. */
    public static String join(String between, int[] pixels) {
        return IntStream.of(pixels).mapToObj(Integer::toString).collect(Collectors.joining(between));
    }

    /** Returns an image's pixels as numbers from 0 to 255. */
    public static int[] pixels(Faces faces, int image) {
        byte[] bytes = new byte[Faces.PIXELS];
        faces.copyPixels(image, bytes, 0);
        return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
    }

    private interface Row {
        String of(Split split, int label, int[] pixels);
    }

    private static Path csv(Path file, String header, FerDataset faces, Row row) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        for (Split split : faces.splits()) {
            lines.addAll(rows(split, faces, row));
        }
        return Files.write(file, lines);
    }

    private static List<String> rows(Split split, FerDataset dataset, Row row) {
        Faces faces = dataset.split(split);
        return IntStream.range(0, faces.size())
                .mapToObj(i -> row.of(split, faces.label(i), pixels(faces, i)))
                .toList();
    }

    private static void writeImages(Path folder, Faces faces, IntFunction<String> name) throws IOException {
        for (int i = 0; i < faces.size(); i++) {
            Emotion emotion = faces.emotion(i);
            Path target = Files.createDirectories(folder.resolve(emotion.label()));
            Files.write(target.resolve(name.apply(i)), faces.toPng(i));
        }
    }
}
