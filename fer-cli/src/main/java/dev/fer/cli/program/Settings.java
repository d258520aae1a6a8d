package dev.fer.cli.program;

import dev.fer.common.Suggestions;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are where they are not given: the environment's {@code FER_*} variables come first, then
 * {@code fer.properties} of the project (in the current directory or the nearest above it), then the user's, then
 * the system's, then what the option itself declares.
 */
public final class Settings implements IDefaultValueProvider {
    /** The settings that there are, each named as its option. */
    public static final List<String> NAMES = List.of("store", "cache", "workers", "format", "color");

    /** The name of a file of settings. */
    public static final String FILE = "fer.properties";

    private static final List<String> PATHS = List.of("store", "cache");
    private static final String CONFIG = "--config";
    private static final String NO_CONFIG = "--no-config";

    /**
     * A value and where it is from.
     *
     * @param value the text, as it would stand on the command line
     * @param origin a variable or a file, in words
     */
    public record Setting(String value, String origin) {}

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private Settings() {}

    /** Returns no settings. */
    public static Settings none() {
        return new Settings();
    }

    /**
     * Reads all settings that hold for a call.
     *
     * @param words the call's words, of which {@code --config FILE} and {@code --no-config} matter here
     * @throws UserError if a file cannot be read, or names what is no setting
     */
    public static Settings read(List<String> words, Map<String, String> environment, Path directory) {
        Settings settings = new Settings();
        for (String name : NAMES) {
            String variable = "FER_" + name.toUpperCase(Locale.ROOT);
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                settings.settings.put(name, new Setting(value, variable));
            }
        }
        for (Path file : files(words, environment, directory.toAbsolutePath())) {
            settings.add(file);
        }
        return settings;
    }

    private static List<Path> files(List<String> words, Map<String, String> environment, Path directory) {
        Optional<Path> named = named(words);
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<Path> files = new ArrayList<>();
        if (words.contains(NO_CONFIG)) {
            return files;
        }
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(FILE))) {
                files.add(folder.resolve(FILE));
                break;
            }
        }
        Stream.concat(Stream.of(userFile(environment)), systemFiles(environment))
                .filter(Files::isRegularFile)
                .forEach(files::add);
        return files;
    }

    private static Optional<Path> named(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(CONFIG + "=")) {
                return Optional.of(Path.of(word.substring(CONFIG.length() + 1)));
            }
            if (word.equals(CONFIG) && i + 1 < words.size()) {
                return Optional.of(Path.of(words.get(i + 1)));
            }
        }
        return Optional.empty();
    }

    /** Returns where a user's settings for all projects are, whether the file exists or not. */
    public static Path userFile(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = configuration.isEmpty() ? Path.of(home, ".config") : Path.of(configuration);
        return folder.resolve("fer").resolve(FILE);
    }

    /** Returns where settings for all users of a machine may be, the weightiest first. */
    private static Stream<Path> systemFiles(Map<String, String> environment) {
        String folders = environment.getOrDefault("XDG_CONFIG_DIRS", "");
        return Stream.of((folders.isEmpty() ? "/etc/xdg" : folders).split(File.pathSeparator))
                .map(folder -> Path.of(folder, "fer", FILE));
    }

    private void add(Path file) {
        Properties lines = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            lines.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    "cannot read the settings in " + file + ": " + e.getMessage(),
                    "a line is NAME = VALUE; --no-config goes without");
        }
        for (String name : lines.stringPropertyNames()) {
            if (!NAMES.contains(name)) {
                throw new UserError(
                        file + ": there is no setting '" + name + "'" + Suggestions.didYouMean(name, NAMES),
                        "one of: " + String.join(", ", NAMES));
            }
            String value = lines.getProperty(name).strip();
            // A path in a file is meant from the file, wherever the call is made.
            String meant = PATHS.contains(name)
                    ? file.resolveSibling(value).normalize().toString()
                    : value;
            settings.putIfAbsent(name, new Setting(meant, file.toString()));
        }
    }

    /** Returns a setting, if the environment or a file has it. */
    public Optional<Setting> find(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** Returns the setting that stands in for an option, if the option takes one. */
    public Optional<Setting> find(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return Optional.empty();
        }
        String name = option.longestName().replaceFirst("^--", "");
        // Options of the same name that declare no default mean something of their own where they are missing.
        boolean takes = option.defaultValue() != null || name.equals("cache");
        return takes ? find(name) : Optional.empty();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return find(argument).map(Setting::value).orElse(null);
    }
}
