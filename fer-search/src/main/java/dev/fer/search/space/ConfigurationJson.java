package dev.fer.search.space;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes configurations as compact JSON objects and reads them back equal, to the last bit and in the same
 * order: a number with a point or an exponent is a Double, any other a Long. Every trial passes through here,
 * so it streams and builds no tree. Thread-safe.
 */
public final class ConfigurationJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private ConfigurationJson() {}

    /** Returns a configuration as one line, for instance {@code {"layers":3,"learning_rate":0.001}}. */
    public static String write(Configuration configuration) {
        StringWriter text = new StringWriter(64);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> entry : configuration.values().entrySet()) {
                json.writeName(entry.getKey());
                writeScalar(json, entry.getValue());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeScalar(JsonGenerator json, Object value) {
        if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    /**
     * Reads what {@link #write} wrote, or any flat JSON object of scalars.
     *
     * @throws IllegalArgumentException if the text is something else; the message tells where
     */
    public static Configuration read(String text) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, json, "an object");
            Map<String, Object> values = new LinkedHashMap<>();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                expect(values.put(name, readScalar(json)) == null, json, "the name '" + name + "' only once");
            }
            expect(json.nextToken() == null, json, "nothing after the object");
            return Configuration.wrap(values);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a configuration: " + e.getOriginalMessage() + " in " + text, e);
        }
    }

    private static Object readScalar(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                double number = json.getDoubleValue();
                expect(Double.isFinite(number), json, "a finite number");
                yield number;
            }
            default -> throw unexpected(json, "a number, a string or a boolean");
        };
    }

    private static void expect(boolean holds, JsonParser json, String wanted) {
        if (!holds) {
            throw unexpected(json, wanted);
        }
    }

    private static IllegalArgumentException unexpected(JsonParser json, String wanted) {
        return new IllegalArgumentException("not a configuration: expected " + wanted + " at character "
                + (json.currentTokenLocation().getCharOffset() + 1));
    }
}
