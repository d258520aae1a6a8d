package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.Window.Sides;
import dev.fer.models.layer.WinogradScratch.Part;
import dev.fer.models.layer.WinogradScratch.Share;
import dev.fer.models.layer.WinogradStrip.PixelRow;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions of 3x3 without stride Winograd's way, F(4x4, 3x3), with a quarter of the multiplications, for processors
 * where oneDNN has no such code: with AVX2 they take a fifth to three fifths of the time of its direct ones. Channels come
 * last.
 *
 * <p>Threads take the strips of tiles a few at a time: their tiles are {@linkplain WinogradTransform
 * mapped}, multiplied by the mapped filters, which are {@value WinogradTransform#PLACES} products of matrices, and the
 * products mapped back. Results differ from the direct ones by about a hundred thousandth of their size, and from one
 * number of threads to another, where gradients are summed, in their last bits.
 */
final class WinogradConvolution implements ConvolutionKernel {
    /** So many rows make a product of matrices worthwhile; more would only need more memory. */
    private static final int ROWS = 128;

    /** With a smaller harmonic mean of channels, the maps of tiles cost more than the products save. */
    private static final double FEWEST_CHANNELS = 28;

    /** With fewer, the maps of filters cost more than the products save. */
    private static final int FEWEST_TILES = 32;

    /** So many pixels may be computed for each that is wanted: those of 5x5 images, of four tiles, are 2.56. */
    private static final double MOST_WASTE = 2.6;

    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int SIZE = 3;
    private static final Sides KERNEL = new Sides(SIZE, SIZE);

    private final Geometry geometry;
    private final WinogradTiling tiling;

    WinogradConvolution(Geometry geometry) {
        this.geometry = geometry;
        this.tiling = tiling(geometry);
    }

    private static WinogradTiling tiling(Geometry geometry) {
        Sides before = geometry.window().before(geometry.input());
        return new WinogradTiling(geometry.input(), geometry.output(), (int) before.height(), (int) before.width());
    }

    /** Tells whether a convolution is one of those that this is meant for. */
    static boolean serves(Geometry geometry) {
        return OneDnn.find().filter(library -> !library.hasAvx512()).isPresent() && fits(geometry);
    }

    /** Tells whether a convolution can and should be done this way. */
    static boolean fits(Geometry geometry) {
        return isPlain(geometry) && isWorthwhile(geometry) && isAddressable(geometry);
    }

    private static boolean isPlain(Geometry geometry) {
        Sides before = geometry.window().before(geometry.input());
        return geometry.window().kernel().equals(KERNEL)
                && geometry.window().stride().equals(Sides.ONE)
                && before.height() < SIZE
                && before.width() < SIZE
                && !geometry.weights().isGrouped()
                && geometry.weights().isRowMajor();
    }

    private static boolean isWorthwhile(Geometry geometry) {
        WinogradTiling tiling = tiling(geometry);
        double channels =
                2 / (1.0 / geometry.input().channels() + 1.0 / geometry.output().channels());
        return channels >= FEWEST_CHANNELS && tiling.tiles() >= FEWEST_TILES && tiling.waste() <= MOST_WASTE;
    }

    /** Java counts the bytes of native memory by ints. */
    private static boolean isAddressable(Geometry geometry) {
        long filters = WinogradTransform.PLACES
                * geometry.input().channels()
                * geometry.output().channels();
        long images = Math.max(geometry.input().count(), geometry.output().count());
        return Math.max(filters, images) * Float.BYTES <= MOST_BYTES;
    }

    @Override
    public Layout inputLayout() {
        return Layout.CHANNELS_LAST;
    }

    @Override
    public Layout outputLayout() {
        return Layout.CHANNELS_LAST;
    }

    @Override
    public ImageBatch output() {
        return geometry.output();
    }

    @Override
    public void forward(INDArray input, INDArray weights, @Nullable INDArray bias, INDArray output) {
        try {
            WinogradPlanes filters = mapped(weights, false);
            convolve(
                    tiling,
                    Kernel.numbers(input),
                    (products, tiles) -> products.productWithTransposed(tiles, filters),
                    Kernel.numbers(output),
                    finish(bias));
        } finally {
            Reference.reachabilityFence(input);
            Reference.reachabilityFence(output);
        }
    }

    @Override
    public void backwardToInput(INDArray outputGradient, INDArray weights, INDArray inputGradient) {
        try {
            WinogradPlanes filters = mapped(weights, true);
            convolve(
                    tiling.reversed(),
                    Kernel.numbers(outputGradient),
                    (products, tiles) -> products.product(tiles, filters),
                    Kernel.numbers(inputGradient),
                    PixelRow.AS_IT_IS);
        } finally {
            Reference.reachabilityFence(outputGradient);
            Reference.reachabilityFence(inputGradient);
        }
    }

    @Override
    public void backwardToWeights(
            INDArray input, INDArray outputGradient, INDArray weightGradient, @Nullable INDArray biasGradient) {
        try {
            addUp(gradients(Kernel.numbers(input), Kernel.numbers(outputGradient)), weightGradient, biasGradient);
        } finally {
            Reference.reachabilityFence(input);
            Reference.reachabilityFence(outputGradient);
        }
    }

    /** Returns how many threads share a pass: so many that each has enough to do. */
    private int parts() {
        return Math.max(1, Math.min(Backend.usableThreads(), tiling.tiles() / ROWS));
    }

    private int inputChannels() {
        return (int) geometry.input().channels();
    }

    private int outputChannels() {
        return (int) geometry.output().channels();
    }

    private WinogradPlanes mapped(INDArray weights, boolean turned) {
        int parts = parts();
        WinogradScratch scratch = WinogradScratch.forParts(parts);
        WinogradPlanes filters = scratch.filters().of(outputChannels(), inputChannels());
        FloatBuffer numbers = Kernel.numbers(weights);
        scratch.share(
                parts,
                filters.size(),
                (some, part) -> part.filters().transform(numbers, filters, turned, some.from(), some.to()));
        return filters;
    }

    private void convolve(
            WinogradTiling way,
            FloatBuffer input,
            BiConsumer<WinogradPlanes, WinogradPlanes> multiplication,
            FloatBuffer output,
            PixelRow finish) {
        int parts = parts();
        WinogradScratch.forParts(parts).deal(parts, way.strips(), step(way), (strips, part) -> {
            WinogradPlanes tiles = inputTiles(way, input, strips, part);
            WinogradPlanes products =
                    part.output().of(tiles.rows(), (int) way.output().channels());
            multiplication.accept(products, tiles);
            write(way, products, output, strips, part.strip(), finish);
        });
    }

    /** Returns how many strips are taken at a time. */
    private static int step(WinogradTiling way) {
        return Math.max(1, ROWS / way.across());
    }

    private static WinogradPlanes inputTiles(WinogradTiling way, FloatBuffer input, Share strips, Part part) {
        int channels = (int) way.input().channels();
        int length = way.across() * channels;
        WinogradPlanes tiles = part.input().of(strips.size() * way.across(), channels);
        for (int i = 0; i < strips.size(); i++) {
            part.strip().read(way.inputRows(input, strips.from() + i), way.across(), PixelRow.AS_IT_IS);
            part.strip().transform(WinogradTransform.INPUT, length);
            part.strip().put(tiles, i * length, length);
        }
        return tiles;
    }

    private static void write(
            WinogradTiling way,
            WinogradPlanes products,
            FloatBuffer output,
            Share strips,
            WinogradStrip strip,
            PixelRow finish) {
        int length = way.across() * products.columns();
        for (int i = 0; i < strips.size(); i++) {
            strip.get(products, i * length, length);
            strip.transform(WinogradTransform.OUTPUT, length);
            strip.write(way.outputRows(output, strips.from() + i), way.across(), finish);
        }
    }

    /** The mapped gradient of the filters, and the bias's for each column of the output, from some of the strips. */
    private record Gradient(WinogradPlanes filters, float[] biases) {}

    /** Returns what each thread's strips give, by the first of them. */
    private Map<Integer, Gradient> gradients(FloatBuffer input, FloatBuffer outputGradient) {
        Map<Integer, Gradient> gradients = Collections.synchronizedMap(new TreeMap<>());
        int parts = parts();
        WinogradScratch.forParts(parts)
                .share(
                        parts,
                        tiling.strips(),
                        (strips, part) -> gradients.put(strips.from(), gradient(input, outputGradient, strips, part)));
        return gradients;
    }

    private Gradient gradient(FloatBuffer input, FloatBuffer outputGradient, Share strips, Part part) {
        float[] biases = new float[(int) tiling.output().width() * outputChannels()];
        WinogradPlanes sum = part.gradient().of(outputChannels(), inputChannels());
        for (Share some : strips.pieces(step(tiling))) {
            WinogradPlanes tiles = gradientTiles(outputGradient, some, part, biases);
            sum.productOfTransposed(tiles, inputTiles(tiling, input, some, part), some.from() > strips.from());
        }
        return new Gradient(sum, biases);
    }

    private WinogradPlanes gradientTiles(FloatBuffer gradient, Share strips, Part part, float[] biases) {
        PixelRow seen = geometry.bias() ? (pixels, length) -> add(pixels, biases, length) : PixelRow.AS_IT_IS;
        int length = tiling.across() * outputChannels();
        WinogradPlanes tiles = part.output().of(strips.size() * tiling.across(), outputChannels());
        for (int i = 0; i < strips.size(); i++) {
            part.strip().read(tiling.outputRows(gradient, strips.from() + i), tiling.across(), seen);
            part.strip().transform(WinogradTransform.OUTPUT_GRADIENT, length);
            part.strip().put(tiles, i * length, length);
        }
        return tiles;
    }

    private void addUp(Map<Integer, Gradient> gradients, INDArray weightGradient, @Nullable INDArray biasGradient) {
        FloatBuffer weights = Kernel.numbers(weightGradient);
        int parts = parts();
        List<WinogradPlanes> filters =
                gradients.values().stream().map(Gradient::filters).toList();
        WinogradScratch.forParts(parts)
                .share(
                        parts,
                        inputChannels() * outputChannels(),
                        (some, part) -> part.filters().transformBack(filters, weights, some.from(), some.to()));
        if (biasGradient != null) {
            double[] sums = new double[outputChannels()];
            for (Gradient gradient : gradients.values()) {
                for (int i = 0; i < gradient.biases.length; i++) {
                    sums[i % sums.length] += gradient.biases[i];
                }
            }
            FloatBuffer biases = Kernel.numbers(biasGradient);
            for (int i = 0; i < sums.length; i++) {
                biases.put(i, (float) sums[i]);
            }
        }
    }

    private static void add(float[] from, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += from[i];
        }
    }

    /** Returns what adds the bias to a row of pixels, and cuts what is below zero where a rectifier follows. */
    private PixelRow finish(@Nullable INDArray bias) {
        PixelRow added = bias == null ? PixelRow.AS_IT_IS : addition(Kernel.numbers(bias));
        return (pixels, length) -> {
            added.change(pixels, length);
            if (geometry.relu()) {
                for (int i = 0; i < length; i++) {
                    pixels[i] = Math.max(0, pixels[i]);
                }
            }
        };
    }

    private PixelRow addition(FloatBuffer bias) {
        float[] row = new float[(int) tiling.output().width() * outputChannels()];
        for (int at = 0; at < row.length; at += outputChannels()) {
            bias.get(0, row, at, outputChannels());
        }
        return (pixels, length) -> add(row, pixels, length);
    }
}
