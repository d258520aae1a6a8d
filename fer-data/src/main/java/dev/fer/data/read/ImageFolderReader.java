package dev.fer.data.read;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code <split>/<emotion>/*.jpg|jpeg|png}, also below one leading folder.
 *
 * <p>Files in the test folder that are named {@code PublicTest_*} are validation images: some copies of the data
 * keep both test sets there together. Images of other kinds are told of, not read.
 */
final class ImageFolderReader implements FormReader {
    private static final Set<String> OTHER_IMAGES =
            Set.of("avif", "bmp", "gif", "heic", "jfif", "jpe", "pgm", "ppm", "tif", "tiff", "webp");

    private final List<Image> images;
    private final Map<Misfit, Integer> misfits;

    private ImageFolderReader(List<Image> images, Map<Misfit, Integer> misfits) {
        this.images = images;
        this.misfits = misfits;
    }

    /** An image file and what its path says of it. */
    record Image(String file, Split split, Emotion emotion) {}

    /** A folder whose images cannot be used. */
    private record Misfit(Kind kind, String where, String found, String expected) {}

    /** Returns the reader if at least one image lies below a folder that is named like a split. */
    static Optional<ImageFolderReader> detect(List<String> names) {
        List<String> files = names.stream().filter(ImageFolderReader::isImage).toList();
        String lead = leadingFolder(files);
        List<Image> images = new ArrayList<>();
        Map<Misfit, Integer> misfits = new LinkedHashMap<>();
        boolean anySplit = false;
        for (String file : files) {
            String[] path = file.substring(lead.length()).split("/");
            anySplit |= path.length > 1 && Split.named(path[0]).isPresent();
            Optional<Misfit> misfit = misfit(path, file);
            if (misfit.isPresent()) {
                misfits.merge(misfit.get(), 1, Integer::sum);
            } else {
                images.add(new Image(file, split(path), Emotion.find(path[1]).orElseThrow()));
            }
        }
        if (anySplit) {
            addOtherKinds(names, lead, misfits);
        }
        return anySplit ? Optional.of(new ImageFolderReader(images, misfits)) : Optional.empty();
    }

    /** Counts the images that lie where they should and are of a kind that is not read, folder by folder. */
    private static void addOtherKinds(List<String> names, String lead, Map<Misfit, Integer> misfits) {
        for (String file : names) {
            String suffix = file.substring(file.lastIndexOf('.') + 1);
            boolean image = OTHER_IMAGES.contains(suffix.toLowerCase(Locale.ROOT)) && file.startsWith(lead);
            String[] path = image ? file.substring(lead.length()).split("/") : new String[0];
            if (path.length >= 3
                    && Split.named(path[0]).isPresent()
                    && Emotion.find(path[1]).isPresent()) {
                String where = file.substring(0, file.lastIndexOf('/')) + "/*." + suffix;
                misfits.merge(
                        new Misfit(Kind.UNREADABLE_IMAGE, where, quote("." + suffix), FaceDecoder.EXPECTED),
                        1,
                        Integer::sum);
            }
        }
    }

    @Override
    public String name() {
        return "image folders";
    }

    @Override
    public void read(SourceFiles files, FaceSink sink) throws IOException {
        misfits.forEach((misfit, count) ->
                sink.problem(new DataProblem(misfit.kind(), misfit.where(), misfit.found(), misfit.expected(), count)));
        try (ParallelDecoding decoding = new ParallelDecoding(files, images)) {
            decoding.forwardTo(sink);
        }
    }

    private static Optional<Misfit> misfit(String[] path, String file) {
        if (path.length != 3) {
            return Optional.of(
                    new Misfit(Kind.MISPLACED_IMAGE, file, String.join("/", path), "<split>/<emotion>/<image>"));
        }
        String folder = file.substring(0, file.lastIndexOf('/'));
        if (Split.named(path[0]).isEmpty()) {
            List<String> splits = List.of("train", "validation", "test");
            return Optional.of(new Misfit(Kind.UNKNOWN_SPLIT, folder, quote(path[0]), "one of " + splits));
        }
        if (Emotion.find(path[1]).isEmpty()) {
            String expected = "one of " + Emotion.labels() + Emotion.didYouMean(path[1]);
            return Optional.of(new Misfit(Kind.UNKNOWN_EMOTION, folder, quote(path[1]), expected));
        }
        return Optional.empty();
    }

    private static Split split(String[] path) {
        Split split = Split.named(path[0]).orElseThrow();
        boolean publicTest = path[2].toLowerCase(Locale.ROOT).startsWith("publictest");
        return split == Split.TEST && publicTest ? Split.VALIDATION : split;
    }

    /** Returns the one folder that all files lie in, with its slash, unless it is a split itself. */
    private static String leadingFolder(List<String> files) {
        if (files.isEmpty()) {
            return "";
        }
        String first = files.get(0);
        String folder = first.substring(0, first.indexOf('/') + 1);
        boolean common = files.stream().allMatch(file -> file.startsWith(folder));
        boolean split = !folder.isEmpty()
                && Split.named(folder.substring(0, folder.length() - 1)).isPresent();
        return common && !split ? folder : "";
    }

    private static boolean isImage(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".png");
    }

    private static String quote(String text) {
        return "'" + text + "'";
    }
}
