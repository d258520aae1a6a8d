package dev.fer.data.read;

import dev.fer.data.faces.Faces;
import dev.fer.data.read.DataProblem.Kind;
import dev.fer.data.read.ImageFolderReader.Image;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Decodes images on all cores and hands them out in their order, a few chunks ahead of the one who takes them. */
final class ParallelDecoding implements AutoCloseable {
    private static final int CHUNK = 256;

    private final SourceFiles files;
    private final List<Image> images;
    private final ExecutorService workers;
    private final Queue<Future<Chunk>> ahead = new ArrayDeque<>();
    private int submitted;

    ParallelDecoding(SourceFiles files, List<Image> images) {
        this.files = files;
        this.images = images;
        int threads = Runtime.getRuntime().availableProcessors();
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "fer-decode");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < 2 * threads; i++) {
            submit();
        }
    }

    /** Decodes everything to a sink, on the calling thread and in order. */
    void forwardTo(FaceSink sink) throws IOException {
        for (Optional<Chunk> chunk = next(); chunk.isPresent(); chunk = next()) {
            chunk.get().forwardTo(sink);
        }
    }

    private Optional<Chunk> next() throws IOException {
        Future<Chunk> chunk = ahead.poll();
        if (chunk == null) {
            return Optional.empty();
        }
        submit();
        try {
            return Optional.of(chunk.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while decoding images", e);
        } catch (ExecutionException e) {
            String reason = e.getCause() instanceof IOException failure ? failure.getMessage() : "decoding failed";
            throw new IOException(reason, e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private void submit() {
        if (submitted < images.size()) {
            List<Image> chunk = images.subList(submitted, Math.min(images.size(), submitted + CHUNK));
            ahead.add(workers.submit(() -> decode(chunk)));
            submitted += chunk.size();
        }
    }

    private Chunk decode(List<Image> some) throws IOException {
        Chunk chunk = new Chunk(some);
        try (FaceDecoder decoder = new FaceDecoder()) {
            for (int i = 0; i < some.size(); i++) {
                chunk.problems.add(decode(decoder, some.get(i).file(), chunk.pixels, i * Faces.PIXELS));
            }
        }
        return chunk;
    }

    /**
     * Decodes an image, or returns what is wrong with it.
     *
     * @throws IOException if its file cannot be read, which says nothing about the data: next time it may be
     */
    private @Nullable DataProblem decode(FaceDecoder decoder, String file, byte[] pixels, int offset)
            throws IOException {
        try (InputStream in = files.open(file)) {
            decoder.decode(in.readAllBytes(), pixels, offset);
            return null;
        } catch (BadDataException e) {
            return e.problem(file, 1);
        } catch (ZipException | EOFException e) {
            return new DataProblem(Kind.UNREADABLE_IMAGE, file, e.toString(), FaceDecoder.EXPECTED, 1);
        } catch (IOException e) {
            throw new IOException(file + ": " + e, e);
        }
    }

    /** Some images in a row: the pixels of each, and what is wrong with it, or null where nothing is. */
    private static final class Chunk {
        private final List<Image> images;
        private final byte[] pixels;
        private final List<@Nullable DataProblem> problems;

        Chunk(List<Image> images) {
            this.images = images;
            this.pixels = new byte[images.size() * Faces.PIXELS];
            this.problems = new ArrayList<>(images.size());
        }

        void forwardTo(FaceSink sink) throws IOException {
            for (int i = 0; i < images.size(); i++) {
                DataProblem problem = problems.get(i);
                if (problem == null) {
                    sink.face(images.get(i).split(), images.get(i).emotion(), pixels, i * Faces.PIXELS);
                } else {
                    sink.problem(problem);
                }
            }
        }
    }
}
