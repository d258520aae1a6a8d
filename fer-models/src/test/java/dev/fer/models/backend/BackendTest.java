package dev.fer.models.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    void theNumberOfThreadsCanBeSet() {
        int before = Backend.current().threads();
        try {
            Backend.useThreads(1);
            assertThat(Backend.current().threads()).isEqualTo(1);
            assertThat(Backend.details()).containsEntry("blas.threads", "1");
        } finally {
            Backend.useThreads(before);
        }
        assertThat(Backend.current().threads()).isEqualTo(before);
        assertThatThrownBy(() -> Backend.useThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void graphicsProcessorsAreNamedWithTheirMemory() {
        Properties cuda = new Properties();
        cuda.put("cuda.devicesInformation", List.of(Map.of("cuda.deviceName", "H200", "cuda.totalMemory", 150L << 30)));
        assertThat(Backend.devices(cuda)).containsExactly(new Backend.Device("H200", 150L << 30));
        assertThat(Backend.devices(new Properties())).isEmpty();
    }
}
