package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that only look at families must not wait for native libraries: here there are none to be had. */
class WithoutNd4jTest {
    @Test
    void familiesAndSettingsAreListedWithoutNd4j() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(withoutNd4j(), ClassLoader.getPlatformClassLoader())) {
            Object catalog = loader.loadClass("dev.fer.models.search.FerModelCatalog")
                    .getConstructor()
                    .newInstance();
            assertThat(catalog.getClass().getMethod("names").invoke(catalog))
                    .isEqualTo(List.of("cnn", "fnn", "resnet", "transfer", "vgg", "xception"));
            assertThat(catalog.getClass()
                            .getMethod("find", String.class)
                            .invoke(catalog, "cnn")
                            .toString())
                    .contains("num_filters", "learning_rate");
            assertThat(catalog.getClass()
                            .getMethod("trainingSettings")
                            .invoke(catalog)
                            .toString())
                    .contains("augmentation.rotation");
        }
    }

    private static URL[] withoutNd4j() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nd4j") && !entry.contains("deeplearning4j"))
                .map(WithoutNd4jTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
