package dev.fer.search.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads and writes search files. All methods are pure but for reading the file; thread-safe.
 *
 * <p>Reading checks everything that can be checked before a trial runs and reports all faults at once. With a
 * {@link ModelCatalog} the parameters, training settings and metrics are checked against the model's
 * declarations; without one they are taken as they are.
 */
public final class SearchDefinitions {
    private static final String SCHEMA = "search.schema.json";

    private SearchDefinitions() {}

    /**
     * Reads a search file without knowing any models.
     *
     * @throws SearchFileException with every fault of the file
     */
    public static SearchDefinition read(Path file) {
        return parse(content(file), file.toString());
    }

    /**
     * Reads a search file and checks it against the models there are.
     *
     * @throws SearchFileException with every fault of the file
     */
    public static SearchDefinition read(Path file, ModelCatalog catalog) {
        return parse(content(file), file.toString(), catalog);
    }

    /**
     * Reads a search file's text without knowing any models.
     *
     * @param source the name of the text for messages; names the search if the text does not
     * @throws SearchFileException with every fault of the text
     */
    public static SearchDefinition parse(String text, String source) {
        return new DefinitionReader(source, Optional.empty(), true).read(text);
    }

    /**
     * Reads a search file's text and checks it against the models there are.
     *
     * @param source the name of the text for messages; names the search if the text does not
     * @throws SearchFileException with every fault of the text
     */
    public static SearchDefinition parse(String text, String source, ModelCatalog catalog) {
        return new DefinitionReader(source, Optional.of(catalog), true).read(text);
    }

    /**
     * Reads what {@link #write} once wrote, perhaps in an older version that allowed what a new file may not have.
     *
     * @throws SearchFileException if it cannot be read
     */
    public static SearchDefinition parseStored(String text) {
        return new DefinitionReader("the stored definition", Optional.empty(), false).read(text);
    }

    /**
     * Returns the canonical text of a definition, on one line: equal definitions have equal texts, and the text
     * reads back to an equal definition.
     */
    public static String write(SearchDefinition definition) {
        return DefinitionWriter.write(definition);
    }

    /**
     * Checks a definition that was made in code as strictly as a search file, so that a store can read back what it keeps.
     *
     * @throws SearchFileException with every fault, each at its place in the search file that would say the same
     */
    public static void check(SearchDefinition definition) {
        String source = "search '" + definition.name() + "'";
        try {
            parse(write(definition), source);
        } catch (SearchFileException e) {
            // Nobody has seen the text, so that lines and columns of it would tell nothing.
            throw new SearchFileException(
                    source, e.faults().stream().map(Fault::withoutLine).toList());
        }
    }

    /** Returns the SHA-256 of the canonical text as 64 hexadecimal digits: what identifies a definition. */
    public static String hash(SearchDefinition definition) {
        try {
            byte[] text = write(definition).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the JSON Schema (draft 2020-12) of search files. */
    public static String schema() {
        try (InputStream schema = Objects.requireNonNull(SearchDefinitions.class.getResourceAsStream(SCHEMA))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(file, "the file cannot be read: " + e.getMessage());
        }
    }

    private static SearchFileException unreadable(Path file, String message) {
        return new SearchFileException(file.toString(), List.of(new Fault("", 0, 0, message, Optional.empty())));
    }
}
