package dev.fer.models.layer;

import dev.fer.models.backend.OneDnn;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One operation of oneDNN, compiled for arrays of one size, with its operands. Used by one thread at a time; its
 * native memory is freed with the object.
 */
final class Kernel {
    private final primitive operation;
    private final stream queue;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final Map<Integer, memory> operands = new HashMap<>();
    private final List<INDArray> bound = new ArrayList<>();

    Kernel(primitive operation) {
        this.operation = operation;
        this.queue = new stream(engine());
    }

    static engine engine() {
        return OneDnn.find()
                .orElseThrow(() -> new IllegalStateException("oneDNN is missing"))
                .engine();
    }

    /** Declares an operand, to be {@linkplain #bind bound} to an array before each run. */
    Kernel with(int argument, memory.desc shape) {
        return with(argument, unbound(shape));
    }

    /** Sets an operand that stays what it is. */
    Kernel with(int argument, memory operand) {
        operands.put(argument, operand);
        arguments.put(argument, operand);
        return this;
    }

    /** Lets an operand be an array's numbers, which must not move before the run. */
    Kernel bind(int argument, INDArray array) {
        memory operand = operands.get(argument);
        if (operand == null) {
            throw new IllegalArgumentException("no operand " + argument);
        }
        operand.set_data_handle(address(array));
        bound.add(array);
        return this;
    }

    void run() {
        try {
            operation.execute(queue, arguments);
            queue._wait();
        } finally {
            // The memory of an array is freed with it, which nobody else may need any more.
            Reference.reachabilityFence(bound);
            bound.clear();
        }
    }

    /** Makes an operand with memory of its own. */
    static memory allocate(memory.desc shape) {
        return new memory(shape, engine());
    }

    /** Makes an operand that has no memory yet. */
    static memory unbound(memory.desc shape) {
        return new memory(shape, engine(), new Pointer());
    }

    /** Copies numbers from one format to another. */
    static void reorder(memory.desc from, INDArray source, memory.desc to, INDArray target) {
        memory in = new memory(from, engine(), address(source));
        memory out = new memory(to, engine(), address(target));
        new Kernel(new reorder(in, out))
                .with(dnnl.DNNL_ARG_FROM, in)
                .with(dnnl.DNNL_ARG_TO, out)
                .run();
    }

    /** Returns an array's numbers as they lie in memory, which is freed with the array. */
    static FloatBuffer numbers(INDArray array) {
        return new FloatPointer(address(array)).capacity(array.length()).asBuffer();
    }

    private static Pointer address(INDArray array) {
        return array.data().addressPointer();
    }
}
