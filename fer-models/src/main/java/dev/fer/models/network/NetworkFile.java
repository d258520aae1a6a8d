package dev.fer.models.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.util.ModelSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Deeplearning4j's model files, which do not say what kind of network they hold. */
final class NetworkFile {
    /** Only a graph's configuration has it. */
    private static final String GRAPH_FIELD = "vertexInputs";

    private NetworkFile() {}

    static Network read(InputStream in) throws IOException {
        byte[] file = in.readAllBytes();
        boolean graph = configuration(file).has(GRAPH_FIELD);
        InputStream whole = new ByteArrayInputStream(file);
        return graph ? GraphNetwork.read(whole) : SequentialNetwork.read(whole);
    }

    private static JsonNode configuration(byte[] file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
                    return JsonMapper.shared().readTree(zip.readAllBytes());
                }
            }
        }
        throw new IOException("it holds no network: " + ModelSerializer.CONFIGURATION_JSON + " is missing");
    }
}
