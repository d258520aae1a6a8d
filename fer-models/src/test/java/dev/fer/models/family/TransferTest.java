package dev.fer.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fer.models.network.ImageShape;
import dev.fer.models.network.LayerSummary;
import dev.fer.models.network.Network;
import dev.fer.models.pretrained.WeightsException;
import dev.fer.search.space.Configuration;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TransferTest {
    private static final int CLASSES = 7;
    private static final int[] BLOCKS = {2, 2, 3, 3, 3};
    private static final int[] WIDTHS = {64, 128, 256, 512, 512};

    private final ModelFamily transfer = Families.load().get("transfer");

    @TempDir
    Path folder;

    /** How Keras has named the arrays of a layer over the years. */
    private enum Naming {
        CLASSICAL {
            @Override
            void put(WritableGroup file, String layer, Object kernel, Object bias) {
                WritableGroup group = file.putGroup(layer);
                group.putDataset(layer + "_W_1:0", kernel);
                group.putDataset(layer + "_b_1:0", bias);
            }
        },
        NEWER {
            @Override
            void put(WritableGroup file, String layer, Object kernel, Object bias) {
                WritableGroup group = file.putGroup(layer).putGroup(layer);
                group.putDataset("kernel:0", kernel);
                group.putDataset("bias:0", bias);
            }
        };

        abstract void put(WritableGroup file, String layer, Object kernel, Object bias);
    }

    /** The kernels and biases of VGG16's first two convolutions. */
    private record First(float[][][][] kernel1, float[] bias1, float[][][][] kernel2, float[] bias2) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2 |        | 14718279", "1 | 20     | 14725095", "0 | 20, 10 | 14725235"})
    void theReportsRowsHaveTheirParameterCounts(int trainable, String dense, long parameters) {
        Map<String, Object> values = new HashMap<>(Map.of("trainable_layers", trainable));
        if (dense != null) {
            values.put("dense", dense);
        }
        int greyToColour = 6;
        assertThat(transfer.layers(transfer.resolve(Configuration.of(values)), ImageShape.FACE, CLASSES).stream()
                        .mapToLong(LayerSummary::parameters)
                        .sum())
                .isEqualTo(parameters + greyToColour);
    }

    @ParameterizedTest
    @CsvSource({"none", "20"})
    void dropoutIsTheLastThingBeforeTheOutput(String dense) {
        Configuration values = transfer.resolve(Configuration.of(Map.of("dense", dense, "dropout", 0.3)));
        List<LayerSummary> layers = transfer.layers(values, ImageShape.FACE, CLASSES);
        assertThat(layers.get(layers.size() - 2).layer()).isEqualTo("drop 0.3");
        assertThat(layers.get(layers.size() - 1).layer()).startsWith("output");
    }

    /** The second convolution's answer in one place, worked out by hand from grey levels and Keras' arrays. */
    @ParameterizedTest
    @EnumSource(Naming.class)
    void aKerasFileGivesTheValuesThatItsArraysSay(Naming naming) {
        Path file = folder.resolve("vgg16_notop.h5");
        First first = writeVgg16(file, naming);
        double[][] grey = new double[48][48];
        INDArray images = Nd4j.create(1, 48, 48, 1);
        SplittableRandom random = new SplittableRandom(3);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 48; x++) {
                grey[y][x] = random.nextInt(256);
                images.putScalar(new int[] {0, y, x, 0}, (float) (grey[y][x] / 255 - 0.5));
            }
        }
        try (Network network = transfer.build(values(file, 0), ImageShape.FACE, CLASSES, 1)) {
            INDArray found = Objects.requireNonNull(((ComputationGraph) network.unwrap())
                    .feedForward(images, false)
                    .get("layer-3"));
            for (int[] place : new int[][] {{0, 0, 0}, {47, 20, 5}, {17, 31, 63}}) {
                double expected = second(grey, first, place[0], place[1], place[2]);
                assertThat(value(found, place[0], place[1], place[2]))
                        .isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
            }
        }
    }

    /** Layers hand on channels last, or in blocks of 16. */
    private static double value(INDArray image, int y, int x, int channel) {
        return image.rank() == 4
                ? image.getDouble(0, y, x, channel)
                : image.getDouble(0, channel / 16, y, x, channel % 16);
    }

    private static double second(double[][] grey, First first, int y, int x, int filter) {
        double sum = first.bias2[filter];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int channel = 0; channel < 64; channel++) {
                    sum += first.kernel2[i][j][channel][filter] * first(grey, first, y + i - 1, x + j - 1, channel);
                }
            }
        }
        return Math.max(0, sum);
    }

    /** Outside of the image all values are 0, of layers as of inputs from which the mean is already taken. */
    private static double first(double[][] grey, First first, int y, int x, int filter) {
        if (y < 0 || x < 0 || y >= 48 || x >= 48) {
            return 0;
        }
        double[] meansOfBlueGreenRed = {103.939, 116.779, 123.68};
        double sum = first.bias1[filter];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int row = y + i - 1;
                int column = x + j - 1;
                if (row >= 0 && column >= 0 && row < 48 && column < 48) {
                    for (int channel = 0; channel < 3; channel++) {
                        double input = grey[row][column] - meansOfBlueGreenRed[channel];
                        sum += first.kernel1[i][j][channel][filter] * input;
                    }
                }
            }
        }
        return Math.max(0, sum);
    }

    private static First writeVgg16(Path path, Naming naming) {
        SplittableRandom random = new SplittableRandom(1);
        float[][][][][] kernels = new float[2][][][][];
        float[][] biases = new float[2][];
        try (WritableHdfFile file = HdfFile.write(path)) {
            int inputs = 3;
            int number = 0;
            for (int block = 0; block < BLOCKS.length; block++) {
                for (int i = 0; i < BLOCKS[block]; i++) {
                    float[][][][] kernel = kernel(inputs, WIDTHS[block], random);
                    float[] bias = numbers(WIDTHS[block], random);
                    naming.put(file, "block" + (block + 1) + "_conv" + (i + 1), kernel, bias);
                    inputs = WIDTHS[block];
                    if (number < kernels.length) {
                        kernels[number] = kernel;
                        biases[number] = bias;
                    }
                    number++;
                }
            }
        }
        return new First(kernels[0], biases[0], kernels[1], biases[1]);
    }

    private static float[][][][] kernel(int inputs, int outputs, SplittableRandom random) {
        float[][][][] kernel = new float[3][3][inputs][];
        for (float[][][] row : kernel) {
            for (float[][] place : row) {
                for (int channel = 0; channel < inputs; channel++) {
                    place[channel] = numbers(outputs, random);
                }
            }
        }
        return kernel;
    }

    private static float[] numbers(int count, SplittableRandom random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble() - 0.5) / 8;
        }
        return numbers;
    }

    @Test
    void aFileThatIsMissingOrWrongIsNamedWithTheWayToGetARightOne() throws IOException {
        Path missing = folder.resolve("none.h5");
        assertThatThrownBy(() -> transfer.build(values(missing, 0), ImageShape.FACE, CLASSES, 1))
                .isInstanceOfSatisfying(
                        WeightsException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("keras.applications.VGG16(include_top=False)"))
                .hasMessage("there is no file of weights " + missing);
        Path text = Files.writeString(folder.resolve("text.h5"), "no weights");
        assertThatThrownBy(() -> transfer.build(values(text, 0), ImageShape.FACE, CLASSES, 1))
                .hasMessageStartingWith("the weights in " + text + " cannot be used: it is no HDF5 file");
        Path other = folder.resolve("other.h5");
        try (WritableHdfFile file = HdfFile.write(other)) {
            Naming.NEWER.put(file, "block1_conv1", new float[3][3][1][64], new float[64]);
        }
        assertThatThrownBy(() -> transfer.build(values(other, 0), ImageShape.FACE, CLASSES, 1))
                .hasMessageEndingWith(
                        "its layer 'block1_conv1' has the shape [3, 3, 1, 64] where VGG16 has [3, 3, 3, 64]");
        assertThatThrownBy(
                        () -> transfer.build(transfer.resolve(Configuration.of(Map.of())), ImageShape.FACE, CLASSES, 1))
                .hasMessage("model 'transfer' needs the parameter 'weights'");
    }

    private Configuration values(Path weights, int trainable) {
        return transfer.resolve(Configuration.of(Map.of("weights", weights.toString(), "trainable_layers", trainable)));
    }
}
