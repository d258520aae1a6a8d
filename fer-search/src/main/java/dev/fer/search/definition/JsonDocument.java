package dev.fer.search.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON text, with comments and trailing commas, into nodes that know their places. A name that stands
 * twice in an object is a fault; so is the first thing that is no JSON at all, and it ends the reading.
 */
final class JsonDocument {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final JsonParser json;
    private final String source;
    private final Faults faults;
    private final Deque<Place> open = new ArrayDeque<>();

    private JsonDocument(JsonParser json, String source, Faults faults) {
        this.json = json;
        this.source = source;
        this.faults = faults;
    }

    /**
     * Parses a document.
     *
     * @param faults where names that stand twice are reported
     * @throws SearchFileException if the text is not JSON
     */
    static Node parse(String text, String source, Faults faults) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), content)) {
            return new JsonDocument(json, source, faults).root();
        }
    }

    private Node root() {
        try {
            if (json.nextToken() == null) {
                throw syntax("the file is empty; a search file is one JSON object", json.currentLocation());
            }
            Node root = node("");
            if (json.nextToken() != null) {
                throw syntax("nothing may follow the document", json.currentTokenLocation());
            }
            return root;
        } catch (UnexpectedEndOfInputException e) {
            throw syntax("not valid JSON: the text ends within " + within(), e.getLocation());
        } catch (JacksonException e) {
            throw syntax("not valid JSON: " + plain(e.getOriginalMessage()), e.getLocation());
        }
    }

    private String within() {
        Place start = open.peek();
        return start == null ? "a value" : "what begins on line " + start.line() + ", column " + start.column();
    }

    /** Takes the parser's internals out of its message. */
    private static String plain(String message) {
        String lower = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        return lower.replaceAll(" \\((for|start marker|from).*", "");
    }

    private SearchFileException syntax(String message, @Nullable TokenStreamLocation at) {
        int line = at == null ? 0 : at.getLineNr();
        int column = at == null ? 0 : at.getColumnNr();
        return new SearchFileException(source, List.of(new Fault("", line, column, message, Optional.empty())));
    }

    private Node node(String pointer) {
        Place place = place(pointer);
        return switch (json.currentToken()) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> list(place);
            case VALUE_NULL -> new Node.Null(place);
            case VALUE_TRUE -> new Node.Scalar(place, true);
            case VALUE_FALSE -> new Node.Scalar(place, false);
            case VALUE_NUMBER_INT -> new Node.Scalar(place, whole(place));
            case VALUE_NUMBER_FLOAT -> new Node.Scalar(place, number(place));
            default -> new Node.Scalar(place, json.getString());
        };
    }

    private Node object(Place place) {
        open.push(place);
        Map<String, Node.Member> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            Place key = place(Place.child(place.pointer(), name));
            json.nextToken();
            Node value = node(key.pointer());
            Node.Member earlier = members.putIfAbsent(name, new Node.Member(key, value));
            if (earlier != null) {
                faults.add(
                        key,
                        "'" + name + "' stands twice in this object, first on line "
                                + earlier.key().line());
            }
        }
        open.pop();
        return new Node.Obj(place, members);
    }

    private Node list(Place place) {
        open.push(place);
        List<Node> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(place.pointer() + "/" + items.size()));
        }
        open.pop();
        return new Node.Arr(place, items);
    }

    private Object whole(Place place) {
        return switch (json.getNumberType()) {
            case INT, LONG -> json.getLongValue();
            default -> number(place);
        };
    }

    private double number(Place place) {
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            faults.add(place, "the number " + json.getString() + " is too large");
            return Double.MAX_VALUE;
        }
        return value;
    }

    private Place place(String pointer) {
        TokenStreamLocation at = json.currentTokenLocation();
        return new Place(pointer, at.getLineNr(), at.getColumnNr());
    }
}
