package dev.fer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadOptionsTest {
    private static final Map<String, String> BOTH = Map.of("FER_CACHE", "/fast/faces", "XDG_CACHE_HOME", "/xdg");

    @Test
    void theOptionOutdoesTheEnvironment() {
        assertThat(ReadOptions.defaults().withCacheDirectory(Path.of("/mine")).cacheDirectory(BOTH))
                .isEqualTo(Path.of("/mine"));
    }

    @Test
    void theEnvironmentOutdoesTheHome() {
        assertThat(ReadOptions.defaults().cacheDirectory(BOTH)).isEqualTo(Path.of("/fast/faces"));
        assertThat(ReadOptions.defaults().cacheDirectory(Map.of("XDG_CACHE_HOME", "/xdg", "FER_CACHE", "")))
                .isEqualTo(Path.of("/xdg/fer"));
        assertThat(ReadOptions.defaults().cacheDirectory(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "fer"));
    }
}
