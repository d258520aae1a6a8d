package dev.fer.models.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
