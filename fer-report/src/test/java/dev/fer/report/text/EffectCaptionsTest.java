package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.data.PairMap;
import dev.fer.report.data.StudyData;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectCaptionsTest {
    private static final StudyData SPHERE = FakeStudies.generic("g", 400, 3, 1).data();
    private static final StudyData FEW = FakeStudies.generic("g", 12, 3, 4).data();

    @Test
    void importanceNamesTheParametersAndSaysHowGoodTheModelIs() {
        assertThat(EffectCaptions.importance(SPHERE))
                .startsWith("Of how loss varies over the searched space, x0 explains ")
                .containsPattern("x0 explains \\d+\u00a0%, x1 \\d+\u00a0% and x2 \\d+\u00a0%")
                .contains("fitted to 400 complete trials, predicts trials that it has not seen well (R² 0.");
        assertThat(EffectCaptions.warning(SPHERE.mainEffects())).isEmpty();
    }

    @Test
    void aSampleIsSaidToBeOne() {
        assertThat(EffectCaptions.importance(
                        FakeStudies.generic("g", 1100, 2, 1).data()))
                .contains("a random 1,000 of 1,100 complete trials");
    }

    @Test
    void fewTrialsAreWarnedOf() {
        assertThat(EffectCaptions.warning(FEW.mainEffects()))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("Only 12 complete trials; shares settle from about 30 on.")
                        .endsWith("as a hint of where to look, not as a finding."));
        assertThat(EffectCaptions.slices(FEW)).contains("the most associated with the goal first");
        assertThat(EffectCaptions.slices(SPHERE)).contains("the most important first", "The line is what the forest");
    }

    @Test
    void withoutAModelThereIsNothingToTell() {
        SearchSpace line = SearchSpace.of(new FloatParameter("x", 0, 1, false));
        StudyData same = FakeStudies.of(
                        "s",
                        line,
                        "loss",
                        FakeStudies.complete(0, Configuration.of(Map.of("x", 0.1)), Map.of("loss", 0.5)),
                        FakeStudies.complete(1, Configuration.of(Map.of("x", 0.2)), Map.of("loss", 0.5)))
                .data();

        assertThat(EffectCaptions.importance(same)).isEqualTo("There is nothing to tell yet.");
        assertThat(EffectCaptions.warning(same.mainEffects())).contains("All 2 complete trials have the same value.");
        assertThat(EffectCaptions.slices(same)).doesNotContain("forest");
    }

    @Test
    void aMapSaysWhereItsBestLies() {
        PairMap map = SPHERE.mainEffects().maps().get(0);

        assertThat(EffectCaptions.map(SPHERE, map))
                .startsWith("The predicted loss over x0 and x1, all else averaged out, is best, ")
                .containsPattern("near x0 −?[0-9.]+ and x1 −?[0-9.]+; the two ");
    }
}
