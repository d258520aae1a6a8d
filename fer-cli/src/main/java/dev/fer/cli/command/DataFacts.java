package dev.fer.cli.command;

import dev.fer.data.FerDataset;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a store remembers about the faces of a study. */
final class DataFacts {
    private DataFacts() {}

    /** Returns the images per emotion of each split, as JSON. */
    static String counts(FerDataset dataset) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        dataset.splits().forEach(split -> {
            Map<String, Integer> byEmotion = new LinkedHashMap<>();
            dataset.split(split).counts().forEach((emotion, count) -> byEmotion.put(emotion.label(), count));
            counts.put(split.label(), byEmotion);
        });
        return JsonMapper.shared().writeValueAsString(counts);
    }
}
