package dev.fer.models.train;

import dev.fer.common.AtomicFiles;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.network.Network;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training between two epochs, as a zip file: {@code state.json}; {@code network.zip}, which is an ordinary
 * Deeplearning4j model; and further weights of the same network, each under its name. The zip's checksums tell a
 * damaged file.
 *
 * @param identity of the training, as it was when it began
 * @param network with its weights, updater state and counters
 * @param history all epochs so far
 * @param kept further weights by name
 */
record Checkpoint(String identity, Network network, List<EpochResult> history, Map<String, INDArray> kept) {
    private static final Logger log = LoggerFactory.getLogger(Checkpoint.class);
    private static final String STATE = "state.json";
    private static final String NETWORK = "network.zip";

    private static final int BUFFER = 1 << 16;

    /** Thrown when a file is whole, and the training of another identity. */
    private static final class OtherTrainingException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String identity;

        OtherTrainingException(String identity) {
            super("it is of another model, seed, data set or setting, or of other weights learned before");
            this.identity = identity;
        }
    }

    void write(Path file) throws IOException {
        AtomicFiles.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry(STATE));
            zip.write(state(identity, history).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(NETWORK));
            network.write(zip);
            for (Map.Entry<String, INDArray> weights : kept.entrySet()) {
                zip.putNextEntry(new ZipEntry(weights.getKey()));
                DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, BUFFER));
                Nd4j.write(weights.getValue(), data);
                data.flush();
            }
            zip.finish();
        });
    }

    /**
     * Reads a checkpoint, or returns empty, with a warning unless there is no file, if it cannot be gone on from. A file
     * of another training, or one that cannot be read, is set aside; where one of this training was set aside before, it
     * takes its place again.
     */
    static Optional<Checkpoint> read(Path file, TrainingIdentity identity) {
        if (Files.exists(file)) {
            try {
                return Optional.of(whole(file, identity));
            } catch (OtherTrainingException e) {
                setAside(file, aside(file, e.identity), e);
            } catch (IOException | RuntimeException e) {
                setAside(file, file.resolveSibling(file.getFileName() + ".unusable"), e);
            }
        }
        Path before = aside(file, identity.text());
        if (!Files.exists(before)) {
            return Optional.empty();
        }
        try {
            Files.move(before, file);
            log.warn("training goes on from the checkpoint that was set aside as {}", before.getFileName());
            return Optional.of(whole(file, identity));
        } catch (IOException | RuntimeException e) {
            log.warn("checkpoint {} cannot be used: {}", before, e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads a checkpoint that is another's to move and to remove; empty if there is none of this training that is whole. */
    static Optional<Checkpoint> look(Path file, TrainingIdentity identity) {
        try {
            return Optional.of(whole(file, identity));
        } catch (IOException | RuntimeException e) {
            log.debug("checkpoint {} cannot be used", file, e);
            return Optional.empty();
        }
    }

    /** Returns where the checkpoint of a training waits while another one has its place, perhaps by a slip of the hand. */
    private static Path aside(Path file, String identity) {
        return file.resolveSibling(file.getFileName() + "." + Integer.toHexString(identity.hashCode()) + ".old");
    }

    private static void setAside(Path file, Path aside, Exception reason) {
        String stays = "";
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            stays = "; it stays as " + aside;
        } catch (IOException e) {
            log.debug("checkpoint {} cannot be moved", file, e);
        }
        log.warn("checkpoint {} cannot be used, training starts over: {}{}", file, reason.getMessage(), stays);
    }

    private static Checkpoint whole(Path file, TrainingIdentity identity) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            enter(zip, STATE);
            JsonNode state = JsonMapper.shared().readTree(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            String found = state.path("identity").asString("");
            if (!identity.goesOnFrom(found)) {
                throw new OtherTrainingException(found);
            }
            enter(zip, NETWORK);
            return new Checkpoint(found, Network.read(zip), history(state), weights(zip));
        }
    }

    private static void enter(ZipInputStream zip, String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("it has no " + name);
        }
    }

    private static Map<String, INDArray> weights(ZipInputStream zip) throws IOException {
        Map<String, INDArray> weights = new LinkedHashMap<>();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            weights.put(entry.getName(), Nd4j.read(new BufferedInputStream(zip, BUFFER)));
        }
        return weights;
    }

    private static String state(String identity, List<EpochResult> history) {
        List<Map<String, Object>> epochs = new ArrayList<>();
        for (EpochResult epoch : history) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("epoch", epoch.epoch());
            fields.put("train_loss", epoch.trainLoss());
            fields.put("train_accuracy", epoch.trainAccuracy());
            fields.put("validation", epoch.validation().toJson());
            fields.put("seconds", epoch.seconds());
            epochs.add(fields);
        }
        return JsonMapper.shared().writeValueAsString(Map.of("identity", identity, "epochs", epochs));
    }

    private static List<EpochResult> history(JsonNode state) {
        List<EpochResult> history = new ArrayList<>();
        for (JsonNode epoch : state.path("epochs")) {
            history.add(new EpochResult(
                    epoch.path("epoch").asInt(),
                    epoch.path("train_loss").asDouble(),
                    epoch.path("train_accuracy").asDouble(),
                    EvaluationResult.fromJson(epoch.path("validation").asString("")),
                    epoch.path("seconds").asDouble()));
        }
        return history;
    }
}
