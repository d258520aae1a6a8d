package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the numbers of a batch of images lie in memory, which an array's rank tells.
 *
 * <p>Deeplearning4j knows channels that come last: [images, height, width, channels]. Between layers of this package
 * images may lie in blocks of 16 channels, [images, channels/16, height, width, 16], which oneDNN's quickest
 * convolutions need on processors with AVX-512. On others channels that come last are as quick, and nothing is cut.
 */
enum Layout {
    /** Rank 4: [images, height, width, channels]. */
    CHANNELS_LAST(memory.format_tag.nhwc) {
        @Override
        long[] shape(ImageBatch images) {
            return new long[] {images.images(), images.height(), images.width(), images.channels()};
        }
    },
    /** Rank 5: [images, channels/16, height, width, 16]. */
    BLOCKED(memory.format_tag.nChw16c) {
        @Override
        long[] shape(ImageBatch images) {
            return new long[] {images.images(), images.channels() / BLOCK, images.height(), images.width(), BLOCK};
        }
    };

    private static final int BLOCK = 16;
    private static final boolean IS_QUICK = OneDnn.find().map(OneDnn::hasAvx512).orElse(false);
    private static final int BLOCKED_RANK = 5;

    private final memory.format_tag tag;

    Layout(memory.format_tag tag) {
        this.tag = tag;
    }

    abstract long[] shape(ImageBatch images);

    static Layout of(INDArray images) {
        return images.rank() == BLOCKED_RANK ? BLOCKED : CHANNELS_LAST;
    }

    /** Tells whether images of so many channels can, and on this processor should, be cut into blocks. */
    static boolean blocks(long channels) {
        return IS_QUICK && channels % BLOCK == 0;
    }

    /** Describes images to oneDNN, whose sizes always come in the order images, channels, height, width. */
    memory.desc describe(ImageBatch images) {
        return new memory.desc(images.sizes(), memory.data_type.f32, tag);
    }

    /** Makes an array with room for images. */
    INDArray create(ImageBatch images, ArrayType lifetime, LayerWorkspaceMgr workspaces) {
        return workspaces.createUninitialized(lifetime, DataType.FLOAT, shape(images), 'c');
    }

    /** Returns the images in this layout; a copy unless they lie so already. */
    INDArray of(INDArray images, ArrayType lifetime, LayerWorkspaceMgr workspaces) {
        Layout found = of(images);
        if (found == this) {
            return images;
        }
        ImageBatch batch = ImageBatch.of(images);
        INDArray target = create(batch, lifetime, workspaces);
        Kernel.reorder(found.describe(batch), images, describe(batch), target);
        return target;
    }

    /** Returns images as a layer hands them on: in blocks if that is wanted and possible, else with channels last. */
    static INDArray handOn(INDArray images, boolean blocked, LayerWorkspaceMgr workspaces) {
        boolean cut =
                blocked && images.rank() > 2 && blocks(ImageBatch.of(images).channels());
        return cut
                ? BLOCKED.of(images, ArrayType.ACTIVATIONS, workspaces)
                : channelsLast(images, ArrayType.ACTIVATIONS, workspaces);
    }

    /** Returns images with their channels last, and anything else as it is. */
    static INDArray channelsLast(INDArray values, ArrayType lifetime, LayerWorkspaceMgr workspaces) {
        return of(values) == BLOCKED ? CHANNELS_LAST.of(values, lifetime, workspaces) : values;
    }

    /** Lays what Deeplearning4j's own backward pass returned as the layer's input lay. */
    Pair<Gradient, INDArray> gradients(Pair<Gradient, INDArray> own, LayerWorkspaceMgr workspaces) {
        return this == BLOCKED
                ? new Pair<>(own.getFirst(), of(own.getSecond(), ArrayType.ACTIVATION_GRAD, workspaces))
                : own;
    }

    /** The number of images and the size of each. */
    record ImageBatch(long images, long channels, long height, long width) {
        static ImageBatch of(INDArray array) {
            long[] shape = array.shape();
            return switch (shape.length) {
                case BLOCKED_RANK -> new ImageBatch(shape[0], shape[1] * BLOCK, shape[2], shape[3]);
                case 4 -> new ImageBatch(shape[0], shape[3], shape[1], shape[2]);
                case 2 -> new ImageBatch(shape[0], shape[1], 1, 1);
                default -> throw new IllegalArgumentException("no batch of images: " + Arrays.toString(shape));
            };
        }

        long[] sizes() {
            return new long[] {images, channels, height, width};
        }

        /** Returns how many numbers there are. */
        long count() {
            return images * channels * height * width;
        }
    }
}
