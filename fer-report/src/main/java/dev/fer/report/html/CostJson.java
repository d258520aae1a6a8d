package dev.fer.report.html;

import dev.fer.report.data.StudyData;
import java.util.List;
import java.util.Map;

/** What the panel of costs needs beside the columns that are there anyway. */
final class CostJson {
    private CostJson() {}

    static List<Map<String, Object>> of(StudyData study) {
        return study.costs().stream()
                .<Map<String, Object>>map(cost -> Map.of(
                        "name",
                        cost.name(),
                        "front",
                        Columns.whole(cost.front().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())))
                .toList();
    }
}
