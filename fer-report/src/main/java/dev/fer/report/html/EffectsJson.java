package dev.fer.report.html;

import dev.fer.report.data.Effects;
import dev.fer.report.data.PairMap;
import dev.fer.report.data.ParameterColumn;
import dev.fer.report.data.StudyData;
import dev.fer.report.text.EffectCaptions;
import dev.fer.search.importance.Importance.PairShare;
import dev.fer.search.importance.Importance.Share;
import dev.fer.search.importance.Marginal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the parameters do to the goals, as the script reads it; a parameter is its position among the study's. */
final class EffectsJson {
    private final List<String> names;
    private final StudyData study;

    private EffectsJson(StudyData study) {
        this.study = study;
        this.names = study.parameters().stream().map(ParameterColumn::name).toList();
    }

    static List<Map<String, Object>> of(StudyData study) {
        EffectsJson json = new EffectsJson(study);
        return study.effects().stream().map(json::effects).toList();
    }

    private Map<String, Object> effects(Effects effects) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", effects.goal().metric());
        json.put("trusted", effects.isTrusted());
        json.put("order", effects.order().stream().map(names::indexOf).toList());
        json.put(
                "shares",
                effects.importance().parameters().stream()
                        .filter(share -> names.contains(share.parameter()))
                        .map(this::share)
                        .toList());
        json.put("pairs", effects.interactions().stream().map(this::pair).toList());
        json.put("marginals", effects.marginals().stream().map(this::marginal).toList());
        json.put("maps", effects.maps().stream().map(this::map).toList());
        return json;
    }

    private Map<String, Object> share(Share share) {
        ParameterColumn column = study.parameters().get(names.indexOf(share.parameter()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("parameter", names.indexOf(share.parameter()));
        json.put("mean", share.mean());
        json.put("sd", share.sd());
        json.put("signed", column.ordered());
        column.association().ifPresent(value -> json.put("correlation", value));
        return json;
    }

    private Map<String, Object> pair(PairShare pair) {
        return Map.of(
                "first", names.indexOf(pair.first()),
                "second", names.indexOf(pair.second()),
                "mean", pair.mean(),
                "sd", pair.sd());
    }

    private Map<String, Object> marginal(Marginal marginal) {
        return Map.of(
                "parameter", names.indexOf(marginal.parameter()),
                "codes", Columns.reals(marginal.codes()),
                "mean", Columns.reals(marginal.mean()),
                "sd", Columns.reals(marginal.sd()));
    }

    private Map<String, Object> map(PairMap map) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", names.indexOf(map.surface().first()));
        json.put("second", names.indexOf(map.surface().second()));
        json.put("firstCodes", Columns.reals(map.surface().firstCodes()));
        json.put("secondCodes", Columns.reals(map.surface().secondCodes()));
        json.put("mean", Columns.reals(map.surface().mean()));
        json.put("sd", Columns.reals(map.surface().sd()));
        json.put(
                "supported",
                Columns.whole(IntStream.range(0, map.supported().length)
                        .map(cell -> map.supported()[cell] ? 1 : 0)
                        .toArray()));
        map.best().ifPresent(best -> json.put("best", best));
        json.put("caption", EffectCaptions.map(study, map));
        return json;
    }
}
