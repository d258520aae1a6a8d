package dev.fer.data.read;

import dev.fer.data.faces.Emotion;
import dev.fer.data.faces.Split;
import java.io.IOException;

/** Takes what a {@link DatasetReader} finds, on one thread and always in the same order for the same source. */
public interface FaceSink {
    /**
     * Takes an image.
     *
     * @param pixels holds the 2,304 pixels as unsigned bytes, row by row, from the offset on; reused afterwards
     */
    void face(Split split, Emotion emotion, byte[] pixels, int offset) throws IOException;

    /** Takes a problem; reading goes on behind it. */
    void problem(DataProblem problem);
}
