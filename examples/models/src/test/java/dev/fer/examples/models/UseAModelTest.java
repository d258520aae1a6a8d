package dev.fer.examples.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Split;
import dev.fer.data.synthetic.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UseAModelTest {
    @TempDir
    Path folder;

    @Test
    void aModelIsTrainedAskedAndExported() throws IOException {
        FerDataset faces = SyntheticFaces.dataset(1, 140, 35, 7);
        Path image = folder.resolve("face.png");
        Files.write(image, faces.split(Split.TEST).toPng(0));

        assertThat(UseAModel.use(faces, image, folder, 1).probabilities()).hasSize(7);
        assertThat(folder.resolve("serving/network.zip")).exists();
    }
}
