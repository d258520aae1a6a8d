package dev.fer.models.layer;

import dev.fer.models.backend.Backend;
import dev.fer.models.backend.OneDnn;
import dev.fer.models.layer.Layout.ImageBatch;
import dev.fer.models.layer.Window.Sides;
import dev.fer.models.layer.WinogradStrip.PixelRow;
import dev.fer.models.layer.WinogradStrip.Rows;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions of 3x3 without stride Winograd's way, F(4x4, 3x3), with a quarter of the multiplications, for processors
 * where oneDNN has no such code: with AVX2 they take .35 to .7 times as long as its direct ones. Channels come last.
 *
 * <p>Each thread takes its share of the images, a few at a time: their squares are {@linkplain WinogradTransform mapped},
 * multiplied by the mapped filters, which are {@value WinogradTransform#PLACES} products of matrices, and the products
 * mapped back. Results differ from the direct ones by a hundred thousandth at most, and from one number of threads to
 * another, where gradients are summed, in their last bits.
 */
final class WinogradConvolution implements ConvolutionKernel {
    /** So many rows make a product of matrices worthwhile, and what belongs to them stays in the nearer caches. */
    private static final int ROWS = 128;

    /** With fewer, the maps cost more than the products save. */
    private static final int FEWEST_CHANNELS = 16;

    /** What is computed for each pixel of the result at most, four at the corner of a tile being computed in vain. */
    private static final double MOST_WASTE = 2.6;

    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int SIZE = 3;
    private static final Sides KERNEL = new Sides(SIZE, SIZE);
    private static final ThreadLocal<Rooms> ROOMS = ThreadLocal.withInitial(Rooms::new);

    private final Geometry geometry;
    private final WinogradTiling tiling;

    /** What the threads that share a pass work in; kept from pass to pass by the thread that asks for them. */
    private static final class Rooms {
        private final WinogradPlanes.Room filters = new WinogradPlanes.Room();
        private final List<Room> parts = new ArrayList<>();

        Room part(int part) {
            return parts.get(part);
        }

        Rooms forParts(int count) {
            while (parts.size() < count) {
                parts.add(new Room());
            }
            return this;
        }
    }

    /** What one thread works in. */
    private static final class Room {
        private final WinogradStrip strip = new WinogradStrip();
        private final WinogradFilters filters = new WinogradFilters();
        private final WinogradPlanes.Room source = new WinogradPlanes.Room();
        private final WinogradPlanes.Room result = new WinogradPlanes.Room();
        private final WinogradPlanes.Room gradient = new WinogradPlanes.Room();
    }

    /** The share of one thread in something that is cut. */
    private record Share(int from, int to) {
        static Share of(int all, int part, int parts) {
            return new Share((int) ((long) all * part / parts), (int) ((long) all * (part + 1) / parts));
        }
    }

    WinogradConvolution(Geometry geometry) {
        this.geometry = geometry;
        Sides before = geometry.window().before(geometry.input());
        this.tiling =
                new WinogradTiling(geometry.input(), geometry.output(), (int) before.height(), (int) before.width());
    }

    /** Tells whether a convolution is one of those that this is meant for. */
    static boolean serves(Geometry geometry) {
        return OneDnn.find().filter(library -> !library.hasAvx512()).isPresent() && fits(geometry);
    }

    /** Tells whether a convolution can and should be done this way. */
    static boolean fits(Geometry geometry) {
        Window window = geometry.window();
        if (geometry.weights().isGrouped()
                || !window.kernel().equals(KERNEL)
                || !window.stride().equals(Sides.ONE)
                || geometry.input().channels() < FEWEST_CHANNELS
                || geometry.output().channels() < FEWEST_CHANNELS
                || Math.max(bytes(geometry.input()), bytes(geometry.output())) > MOST_BYTES) {
            return false;
        }
        Sides before = window.before(geometry.input());
        WinogradTiling tiling = new WinogradTiling(geometry.input(), geometry.output(), 0, 0);
        double tiles = (double) tiling.perImage() * WinogradTiling.TILE * WinogradTiling.TILE;
        return before.height() < SIZE
                && before.width() < SIZE
                && tiles / (geometry.output().height() * geometry.output().width()) <= MOST_WASTE
                && geometry.weights().isRowMajor();
    }

    private static long bytes(ImageBatch images) {
        return count(images) * Float.BYTES;
    }

    private static long count(ImageBatch images) {
        return images.images() * images.channels() * images.height() * images.width();
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
        WinogradPlanes filters = mapped(weights, false);
        convolve(
                tiling,
                input,
                (products, squares) -> products.productWithTransposed(squares, filters),
                output,
                finish(bias));
    }

    @Override
    public void backwardToInput(INDArray outputGradient, INDArray weights, INDArray inputGradient) {
        WinogradPlanes filters = mapped(weights, true);
        convolve(
                tiling.reversed(),
                outputGradient,
                (products, squares) -> products.product(squares, filters),
                inputGradient,
                PixelRow.AS_IT_IS);
    }

    @Override
    public void backwardToWeights(
            INDArray input, INDArray outputGradient, INDArray weightGradient, @Nullable INDArray biasGradient) {
        int parts = parts();
        Rooms rooms = ROOMS.get().forParts(parts);
        FloatBuffer source = numbers(input, tiling.source());
        FloatBuffer gradient = numbers(outputGradient, tiling.result());
        float[][] sums = new float[parts][(int) (tiling.result().width() * channelsOut())];
        WinogradPlanes[] gradients = new WinogradPlanes[parts];
        IntConsumer work = part -> {
            Share images = Share.of(tiling.images(), part, parts);
            gradients[part] = filterGradient(source, gradient, images, rooms.part(part), sums[part]);
        };
        share(parts, work, input, outputGradient);
        FloatBuffer target = numbers(weightGradient, weightCount());
        Crew.share(parts, part -> {
            Share filters = Share.of(channelsIn() * channelsOut(), part, parts);
            rooms.part(part).filters.transformBack(gradients, target, filters.from, filters.to);
        });
        if (biasGradient != null) {
            numbers(biasGradient, channelsOut()).put(0, total(sums));
        }
    }

    private int channelsIn() {
        return (int) geometry.input().channels();
    }

    private int channelsOut() {
        return (int) geometry.output().channels();
    }

    private long weightCount() {
        return (long) channelsIn() * channelsOut() * SIZE * SIZE;
    }

    private static FloatBuffer numbers(INDArray array, ImageBatch images) {
        return numbers(array, count(images));
    }

    private static FloatBuffer numbers(INDArray array, long count) {
        return WinogradPlanes.numbers(Kernel.address(array), count);
    }

    private WinogradPlanes mapped(INDArray weights, boolean turned) {
        int parts = parts();
        Rooms rooms = ROOMS.get().forParts(parts);
        WinogradPlanes filters = rooms.filters.of(channelsOut(), channelsIn());
        FloatBuffer numbers = numbers(weights, weightCount());
        Crew.share(parts, part -> {
            Share share = Share.of(filters.size(), part, parts);
            rooms.part(part).filters.transform(numbers, filters, turned, share.from, share.to);
        });
        return filters;
    }

    /** Returns how many threads share a pass: never more than there are images. */
    private int parts() {
        return Math.min(Backend.usableThreads(), tiling.images());
    }

    private void convolve(
            WinogradTiling way,
            INDArray from,
            BiConsumer<WinogradPlanes, WinogradPlanes> multiplication,
            INDArray to,
            PixelRow finish) {
        int parts = parts();
        Rooms rooms = ROOMS.get().forParts(parts);
        FloatBuffer source = numbers(from, way.source());
        FloatBuffer result = numbers(to, way.result());
        IntConsumer work = part -> {
            Share images = Share.of(way.images(), part, parts);
            for (int first = images.from; first < images.to; first += step(way)) {
                Share some = new Share(first, Math.min(images.to, first + step(way)));
                Room room = rooms.part(part);
                WinogradPlanes squares = squares(way, source, some, room);
                WinogradPlanes products =
                        room.result.of(squares.rows(), (int) way.result().channels());
                multiplication.accept(products, squares);
                write(way, products, result, some, room.strip, finish);
            }
        };
        share(parts, work, from, to);
    }

    /** Works on the memory of arrays, which would else be freed as soon as nobody needs the arrays any more. */
    private static void share(int parts, IntConsumer work, INDArray... arrays) {
        try {
            Crew.share(parts, work);
        } finally {
            Reference.reachabilityFence(arrays);
        }
    }

    /** Returns how many images are taken at a time. */
    private static int step(WinogradTiling way) {
        return Math.max(1, ROWS / way.perImage());
    }

    private static WinogradPlanes squares(WinogradTiling way, FloatBuffer source, Share images, Room room) {
        int channels = (int) way.source().channels();
        int length = way.across() * channels;
        WinogradPlanes squares = room.source.of((images.to - images.from) * way.perImage(), channels);
        int at = 0;
        for (int image = images.from; image < images.to; image++) {
            for (int row = 0; row < way.down(); row++) {
                int y = row * WinogradTiling.TILE - way.top();
                Rows rows = new Rows(source, way.source(), image, y, -way.left(), WinogradTransform.SIDE);
                room.strip.read(rows, way.across(), PixelRow.AS_IT_IS);
                room.strip.transform(WinogradTransform.SOURCE, length);
                room.strip.put(squares, at, length);
                at += length;
            }
        }
        return squares;
    }

    private static void write(
            WinogradTiling way,
            WinogradPlanes products,
            FloatBuffer result,
            Share images,
            WinogradStrip strip,
            PixelRow finish) {
        int length = way.across() * products.columns();
        int at = 0;
        for (int image = images.from; image < images.to; image++) {
            for (int row = 0; row < way.down(); row++) {
                strip.get(products, at, length);
                strip.transform(WinogradTransform.RESULT, length);
                strip.write(tileRows(way, result, image, row), way.across(), finish);
                at += length;
            }
        }
    }

    private static Rows tileRows(WinogradTiling way, FloatBuffer result, int image, int row) {
        return new Rows(result, way.result(), image, row * WinogradTiling.TILE, 0, WinogradTiling.TILE);
    }

    /** Returns the mapped gradient of the filters from some of the images, and adds up what the bias gets. */
    private WinogradPlanes filterGradient(
            FloatBuffer source, FloatBuffer gradient, Share images, Room room, float[] sums) {
        WinogradPlanes sum = room.gradient.of(channelsOut(), channelsIn());
        for (int first = images.from; first < images.to; first += step(tiling)) {
            Share some = new Share(first, Math.min(images.to, first + step(tiling)));
            WinogradPlanes squares = squares(tiling, source, some, room);
            WinogradPlanes tiles = tiles(gradient, some, room, sums);
            sum.productOfTransposed(tiles, squares, first > images.from);
        }
        return sum;
    }

    private WinogradPlanes tiles(FloatBuffer gradient, Share images, Room room, float[] sums) {
        PixelRow sum = geometry.bias() ? (pixels, length) -> add(pixels, sums, length) : PixelRow.AS_IT_IS;
        int length = tiling.across() * channelsOut();
        WinogradPlanes tiles = room.result.of((images.to - images.from) * tiling.perImage(), channelsOut());
        int at = 0;
        for (int image = images.from; image < images.to; image++) {
            for (int row = 0; row < tiling.down(); row++) {
                room.strip.read(tileRows(tiling, gradient, image, row), tiling.across(), sum);
                room.strip.transform(WinogradTransform.RESULT_GRADIENT, length);
                room.strip.put(tiles, at, length);
                at += length;
            }
        }
        return tiles;
    }

    private static void add(float[] pixels, float[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += pixels[i];
        }
    }

    private float[] total(float[][] sums) {
        double[] total = new double[channelsOut()];
        for (float[] part : sums) {
            for (int i = 0; i < part.length; i++) {
                total[i % total.length] += part[i];
            }
        }
        float[] result = new float[total.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) total[i];
        }
        return result;
    }

    /** Adds the bias to a row of pixels, and cuts what is below zero where a rectifier follows. */
    private PixelRow finish(@Nullable INDArray bias) {
        float[] added = new float[(int) (tiling.result().width() * channelsOut())];
        if (bias != null) {
            FloatBuffer once = numbers(bias, channelsOut());
            for (int at = 0; at < added.length; at += channelsOut()) {
                once.get(0, added, at, channelsOut());
            }
        }
        return (pixels, length) -> {
            for (int i = 0; i < length; i++) {
                pixels[i] += added[i];
            }
            if (geometry.relu()) {
                for (int i = 0; i < length; i++) {
                    pixels[i] = Math.max(0, pixels[i]);
                }
            }
        };
    }
}
