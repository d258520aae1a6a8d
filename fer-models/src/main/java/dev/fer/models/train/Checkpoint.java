package dev.fer.models.train;

import dev.fer.common.AtomicFiles;
import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.network.Network;
import java.io.ByteArrayInputStream;
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
 * @param network with its weights, updater state and counters
 * @param history all epochs so far
 * @param kept further weights by name
 */
record Checkpoint(Network network, List<EpochResult> history, Map<String, INDArray> kept) {
    private static final Logger log = LoggerFactory.getLogger(Checkpoint.class);
    private static final String STATE = "state.json";
    private static final String NETWORK = "network.zip";

    /** Thrown when a file is not what it should be. */
    private static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    void write(Path file, String identity) throws IOException {
        AtomicFiles.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry(STATE));
            zip.write(state(identity, history).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(NETWORK));
            network.write(zip);
            for (Map.Entry<String, INDArray> weights : kept.entrySet()) {
                zip.putNextEntry(new ZipEntry(weights.getKey()));
                DataOutputStream data = new DataOutputStream(zip);
                Nd4j.write(weights.getValue(), data);
                data.flush();
            }
            zip.finish();
        });
    }

    /** Reads a checkpoint, or returns empty, with a warning unless there is no file, if it cannot be gone on from. */
    static Optional<Checkpoint> read(Path file, String identity) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            byte[] state = entry(zip, STATE);
            List<EpochResult> history = history(new String(state, StandardCharsets.UTF_8), identity);
            byte[] network = entry(zip, NETWORK);
            return Optional.of(new Checkpoint(Network.read(new ByteArrayInputStream(network)), history, weights(zip)));
        } catch (UnusableException e) {
            String stays = kept(file).map(old -> "; it stays as " + old).orElse("");
            log.warn("checkpoint {} cannot be used, training starts over: {}{}", file, e.getMessage(), stays);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.warn("checkpoint {} cannot be used, training starts over: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** What was trained under other settings, perhaps by a slip of the hand, is not overwritten. */
    private static Optional<Path> kept(Path file) {
        Path old = file.resolveSibling(file.getFileName() + ".old");
        try {
            Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(old);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] entry(ZipInputStream zip, String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new UnusableException("it has no " + name);
        }
        return zip.readAllBytes();
    }

    private static Map<String, INDArray> weights(ZipInputStream zip) throws IOException {
        Map<String, INDArray> weights = new LinkedHashMap<>();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            weights.put(entry.getName(), Nd4j.read(new ByteArrayInputStream(zip.readAllBytes())));
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

    private static List<EpochResult> history(String state, String identity) throws UnusableException {
        JsonNode root = JsonMapper.shared().readTree(state);
        if (!root.path("identity").asString("").equals(identity)) {
            throw new UnusableException("it is of another model, seed, data set or setting");
        }
        List<EpochResult> history = new ArrayList<>();
        for (JsonNode epoch : root.path("epochs")) {
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
