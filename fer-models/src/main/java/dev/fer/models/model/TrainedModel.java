package dev.fer.models.model;

import dev.fer.common.AtomicFiles;
import dev.fer.data.augment.Augmentation;
import dev.fer.data.batch.BatchSource;
import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Fingerprint;
import dev.fer.models.evaluate.Evaluator;
import dev.fer.models.evaluate.Predictions;
import dev.fer.models.model.ModelCardJson.UnreadableCardException;
import dev.fer.models.network.Network;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network with all that is needed to use it: which class is which, how pixels become inputs, where it comes from.
 * Used by one thread at a time; holds native memory until closed.
 *
 * <p>Its file is a zip of two entries: {@code model.json}, the {@link ModelCard}, and {@code network.zip}, an ordinary
 * Deeplearning4j model without updater state. The zip's checksums tell a damaged file.
 */
public final class TrainedModel implements AutoCloseable {
    private static final String CARD = "model.json";
    private static final String NETWORK = "network.zip";
    private static final int BATCH = 256;

    private final ModelCard card;
    private final Network network;

    /** Puts a model together; the network is closed with it. */
    public TrainedModel(ModelCard card, Network network) {
        this.card = card;
        this.network = network;
    }

    /**
     * Reads a model file.
     *
     * @throws ModelFileException if there is none, or it is damaged, of a newer version, or something else
     * @throws IOException if the disk fails
     */
    public static TrainedModel load(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            ModelCard card = card(file, zip);
            requireOurClasses(file, card);
            enter(file, zip, NETWORK);
            return new TrainedModel(card, network(file, zip));
        } catch (NoSuchFileException e) {
            throw new ModelFileException(
                    file, "does not exist", "make a model with 'fer train', or name another file", e);
        } catch (UnreadableCardException e) {
            String hint = e.isNewer() ? "use the newer version of the program" : null;
            throw new ModelFileException(file, String.valueOf(e.getMessage()), hint, e);
        } catch (ZipException | EOFException e) {
            throw damaged(file, e);
        }
    }

    private static ModelCard card(Path file, ZipInputStream zip) throws IOException, UnreadableCardException {
        enter(file, zip, CARD);
        return ModelCardJson.read(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void enter(Path file, ZipInputStream zip, String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new ModelFileException(
                    file,
                    "is no model of this program: it has no " + name,
                    "a model is what 'fer train' writes; a checkpoint or a bare Deeplearning4j network is not one",
                    null);
        }
    }

    private static Network network(Path file, ZipInputStream zip) {
        try {
            Network network = Network.read(zip);
            zip.closeEntry();
            return network;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    private static ModelFileException damaged(Path file, Exception cause) {
        return new ModelFileException(
                file, "is damaged: " + cause.getMessage(), "take a copy, or train it again", cause);
    }

    private static void requireOurClasses(Path file, ModelCard card) {
        if (!card.classes().equals(Emotion.labels())) {
            throw new ModelFileException(
                    file, "tells " + card.classes() + " apart, not " + Emotion.labels(), null, null);
        }
    }

    /**
     * Writes the model file; a process killed meanwhile leaves the old file or none.
     *
     * @throws IOException if the disk fails
     */
    public void save(Path file) throws IOException {
        AtomicFiles.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry(CARD));
            zip.write(ModelCardJson.write(card).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(NETWORK));
            network.writeForUse(zip);
            zip.finish();
        });
    }

    /** Returns what there is to know about the model. */
    public ModelCard card() {
        return card;
    }

    /** Returns the network, which is closed with the model. */
    public Network network() {
        return network;
    }

    /** Returns the SHA-256 of the weights, in hex: the same weights, the same text, whatever file they are in. */
    public String fingerprint() {
        MessageDigest digest = Fingerprint.sha256();
        float[] weights = network.weights().toFloatVector();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * weights.length);
        bytes.asFloatBuffer().put(weights);
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Answers to faces.
     *
     * @param faces of {@value Faces#PIXELS} unsigned bytes each, row by row, as
     *     {@link dev.fer.data.read.FaceImages#read} makes them of any image
     * @return an answer for each, in their order
     * @throws IllegalArgumentException if one has another size
     */
    public List<Prediction> predict(List<byte[]> faces) {
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < faces.size(); from += BATCH) {
            List<byte[]> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
            try (INDArray inputs = inputs(part);
                    INDArray answers = network.probabilities(card.images().shaped(inputs))) {
                for (float[] row : answers.toFloatMatrix()) {
                    predictions.add(Prediction.of(row));
                }
            }
        }
        return predictions;
    }

    private INDArray inputs(List<byte[]> faces) {
        float[] inputs = new float[faces.size() * Faces.PIXELS];
        float[] face = new float[Faces.PIXELS];
        for (int i = 0; i < faces.size(); i++) {
            byte[] pixels = faces.get(i);
            if (pixels.length != Faces.PIXELS) {
                throw new IllegalArgumentException(
                        "a face has " + Faces.PIXELS + " pixels, found " + pixels.length + "; see FaceImages.read");
            }
            for (int p = 0; p < Faces.PIXELS; p++) {
                face[p] = pixels[p] & 0xFF;
            }
            card.normalizer().apply(face);
            System.arraycopy(face, 0, inputs, i * Faces.PIXELS, Faces.PIXELS);
        }
        return Nd4j.create(inputs, new long[] {faces.size(), Faces.PIXELS}, 'c');
    }

    /**
     * Answers to labelled faces, which the model sees as it saw its training images: normalised by what those were.
     *
     * @param mirrored whether the answer is the mean of those to the image and to its mirror image (test-time
     *     augmentation); a figure that was had so has to say so
     */
    public Predictions evaluate(Faces faces, boolean mirrored) {
        try (BatchSource plain = source(faces);
                BatchSource other = source(mirrored ? mirror(faces) : faces)) {
            return Evaluator.predict(
                    network,
                    mirrored ? List.of(plain.inOrder(), other.inOrder()) : List.of(plain.inOrder()),
                    card.images());
        }
    }

    private BatchSource source(Faces faces) {
        return new BatchSource(faces, card.normalizer(), Augmentation.NONE, BATCH);
    }

    private static Faces mirror(Faces faces) {
        byte[] labels = new byte[faces.size()];
        byte[] pixels = new byte[faces.size() * Faces.PIXELS];
        byte[] image = new byte[Faces.PIXELS];
        for (int i = 0; i < faces.size(); i++) {
            labels[i] = (byte) faces.label(i);
            faces.copyPixels(i, image, 0);
            for (int p = 0; p < Faces.PIXELS; p++) {
                int fromEdge = p % Faces.SIDE;
                pixels[i * Faces.PIXELS + p] = image[p - fromEdge + Faces.SIDE - 1 - fromEdge];
            }
        }
        return Faces.of(labels, ByteBuffer.wrap(pixels));
    }

    @Override
    public void close() {
        network.close();
    }
}
