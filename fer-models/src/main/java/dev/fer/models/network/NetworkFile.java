package dev.fer.models.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes Deeplearning4j's model files, which do not say what kind of network they hold. */
final class NetworkFile {
    /** Only a graph's configuration has it. */
    private static final String GRAPH_FIELD = "vertexInputs";

    private static final int BUFFER = 1 << 16;

    private NetworkFile() {}

    /**
     * Reads what Deeplearning4j's own reader does, but number by number: that one holds the file and each of its parts in
     * the heap, which for a large network is more than a worker has. Reads to the end, so that checksums are looked at.
     */
    static Network read(InputStream in) throws IOException {
        String configuration = null;
        INDArray weights = null;
        INDArray updater = null;
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            switch (entry.getName()) {
                case ModelSerializer.CONFIGURATION_JSON ->
                    configuration = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                case ModelSerializer.COEFFICIENTS_BIN -> weights = Nd4j.read(new BufferedInputStream(zip, BUFFER));
                case ModelSerializer.UPDATER_BIN -> updater = Nd4j.read(new BufferedInputStream(zip, BUFFER));
                default -> {}
            }
        }
        if (configuration == null || weights == null) {
            throw new IOException("it holds no network: "
                    + (configuration == null ? ModelSerializer.CONFIGURATION_JSON : ModelSerializer.COEFFICIENTS_BIN)
                    + " is missing");
        }
        boolean graph = JsonMapper.shared().readTree(configuration).has(GRAPH_FIELD);
        return graph
                ? GraphNetwork.of(configuration, weights, updater)
                : SequentialNetwork.of(configuration, weights, updater);
    }

    /** Returns what reading would return of what is written, by way of native memory alone: the heap may be too small. */
    static Network copy(Model model) {
        INDArray weights = model.params().dup();
        INDArray state = updaterState(model);
        INDArray updater = state == null || state.isEmpty() ? null : state.dup();
        return model instanceof ComputationGraph
                ? GraphNetwork.of(configuration(model), weights, updater)
                : SequentialNetwork.of(configuration(model), weights, updater);
    }

    /**
     * Writes what Deeplearning4j's own writer does, but as it is: weights hardly shrink, and to try takes longer than an
     * epoch of a small network.
     */
    static void write(Model model, OutputStream out, boolean withUpdater) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(ModelSerializer.CONFIGURATION_JSON));
        zip.write(configuration(model).getBytes(StandardCharsets.UTF_8));
        add(zip, ModelSerializer.COEFFICIENTS_BIN, model.params());
        INDArray state = withUpdater ? updaterState(model) : null;
        if (state != null && !state.isEmpty()) {
            add(zip, ModelSerializer.UPDATER_BIN, state);
        }
        zip.finish();
    }

    private static void add(ZipOutputStream zip, String name, INDArray values) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, BUFFER));
        Nd4j.write(values, data);
        data.flush();
    }

    private static String configuration(Model model) {
        return model instanceof ComputationGraph graph
                ? graph.getConfiguration().toJson()
                : ((MultiLayerNetwork) model).getLayerWiseConfigurations().toJson();
    }

    /** Returns null for a network that was never trained. */
    private static @Nullable INDArray updaterState(Model model) {
        return model instanceof ComputationGraph graph
                ? graph.getUpdater().getStateViewArray()
                : ((MultiLayerNetwork) model).getUpdater().getStateViewArray();
    }
}
