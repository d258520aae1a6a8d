package dev.fer.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void theEnvironmentComesBeforeTheProjectBeforeTheUser() throws IOException {
        write("home/.config/fer/fer.properties", "workers = 1\nformat = csv\ncolor = never");
        write("project/fer.properties", "workers = 2\nformat = json");
        Settings settings = settings("project", List.of(), Map.of("FER_WORKERS", "3"));
        assertThat(settings.find("workers")).contains(new Settings.Setting("3", "FER_WORKERS"));
        assertThat(settings.find("format")).map(Settings.Setting::value).contains("json");
        assertThat(settings.find("color")).map(Settings.Setting::value).contains("never");
        assertThat(settings.find("store")).isEmpty();
    }

    @Test
    void theSystemComesLastAndItsFoldersInTheirOrder() throws IOException {
        write("home/.config/fer/fer.properties", "workers = 1");
        write("one/fer/fer.properties", "workers = 2\nformat = csv");
        write("two/fer/fer.properties", "format = json\ncolor = never");
        String folders = folder.resolve("one") + File.pathSeparator + folder.resolve("two");
        Settings settings = settings("project", List.of(), Map.of("XDG_CONFIG_DIRS", folders));
        assertThat(settings.find("workers")).map(Settings.Setting::value).contains("1");
        assertThat(settings.find("format")).map(Settings.Setting::value).contains("csv");
        assertThat(settings.find("color")).map(Settings.Setting::value).contains("never");
        assertThat(settings("project", List.of("--no-config"), Map.of("XDG_CONFIG_DIRS", folders))
                        .find("format"))
                .isEmpty();
    }

    @Test
    void theNearestProjectFileAboveCountsAndItsPathsAreMeantFromThere() throws IOException {
        write("project/fer.properties", "store = runs/fer.db");
        Files.createDirectories(folder.resolve("project/deep/er"));
        Path file = folder.resolve("project/fer.properties");
        assertThat(settings("project/deep/er", List.of(), Map.of()).find("store"))
                .contains(new Settings.Setting(
                        folder.resolve("project/runs/fer.db").toString(), file.toString()));
    }

    @Test
    void aFileMayBeNamedOrNoneBeWanted() throws IOException {
        write("project/fer.properties", "workers = 2");
        write("other.properties", "format = json");
        String other = folder.resolve("other.properties").toString();
        for (List<String> words : List.of(List.of("--config", other), List.of("trials", "--config=" + other))) {
            Settings settings = settings("project", words, Map.of());
            assertThat(settings.find("workers")).isEmpty();
            assertThat(settings.find("format")).isPresent();
        }
        assertThat(settings("project", List.of("--no-config"), Map.of()).find("workers"))
                .isEmpty();
    }

    @Test
    void anUnknownSettingIsNamedWithItsFile() throws IOException {
        write("project/fer.properties", "stroe = x");
        assertThatThrownBy(() -> settings("project", List.of(), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("fer.properties: there is no setting 'stroe'; did you mean 'store'?");
        assertThatThrownBy(() -> settings("project", List.of("--config", "none.properties"), Map.of()))
                .hasMessageStartingWith("cannot read the settings in none.properties");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Settings settings(String directory, List<String> words, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HOME", folder.resolve("home").toString());
        return Settings.read(words, all, folder.resolve(directory));
    }
}
