package dev.fer.data.cache;

import dev.fer.data.faces.Faces;
import dev.fer.data.faces.Split;
import dev.fer.data.read.DataProblem;
import java.util.List;
import java.util.Map;

/**
 * What reading a source gave.
 *
 * @param form the source's form
 * @param fingerprint of the splits
 * @param splits the images that could be read
 * @param problems everything that could not
 */
public record CachedDataset(String form, String fingerprint, Map<Split, Faces> splits, List<DataProblem> problems) {
    /** Copies the collections. */
    public CachedDataset {
        splits = Map.copyOf(splits);
        problems = List.copyOf(problems);
    }
}
