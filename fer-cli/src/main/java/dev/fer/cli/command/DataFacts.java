package dev.fer.cli.command;

import dev.fer.data.FerDataset;
import dev.fer.data.faces.Split;
import dev.fer.data.inspect.DataSummary;
import dev.fer.data.inspect.Duplicates;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Returns how many images are identical to others, as JSON that a report reads. */
    static String duplicates(FerDataset dataset) {
        Duplicates found = DataSummary.of(dataset).duplicates();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("groups", found.groups());
        facts.put("samples", found.images());
        facts.put("conflicting", found.conflicting());
        facts.put(
                "across",
                List.of(
                        crossing(found.trainAndValidation(), Split.TRAIN, Split.VALIDATION),
                        crossing(found.trainAndTest(), Split.TRAIN, Split.TEST),
                        crossing(found.validationAndTest(), Split.VALIDATION, Split.TEST),
                        crossing(found.inAllThree(), Split.values())));
        Map<String, Integer> seen = new LinkedHashMap<>();
        seen.put(Split.VALIDATION.label(), found.validationInTrain());
        seen.put(Split.TEST.label(), found.testInTrain());
        facts.put("seen", seen);
        return JsonMapper.shared().writeValueAsString(facts);
    }

    private static Map<String, Object> crossing(int groups, Split... splits) {
        Map<String, Object> crossing = new LinkedHashMap<>();
        crossing.put("splits", Arrays.stream(splits).map(Split::label).toList());
        crossing.put("groups", groups);
        return crossing;
    }
}
