package dev.fer.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeContenders;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.store.StudyRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContenderTest {
    @Test
    void studiesThatDifferInNameAndSeedOnlyAreRunsOfOneContender() {
        List<Contender> contenders = contenders(
                FakeContenders.run("tpe-s1", "tpe", 1, 3),
                FakeContenders.run("random-s1", "random", 1, 4),
                FakeContenders.run("tpe-s2", "tpe", 2, 2));

        assertThat(contenders).extracting(Contender::name).containsExactly("tpe", "random-s1");
        assertThat(contenders.get(0).runs()).extracting(StudyData::name).containsExactly("tpe-s1", "tpe-s2");
        assertThat(contenders.get(0).winner()).map(StudyData::name).contains("tpe-s2");
    }

    @ParameterizedTest
    @CsvSource({
        "tpe-s1, tpe-s2, tpe",
        "tpe-s1, tpe-s10, tpe",
        "tpe_seed_3, tpe_seed_4, tpe",
        "tpe1, tpe2, tpe",
        "tpe, tpe-2, tpe",
        "resnet-18-a, resnet-18-b, resnet-18",
        "monday, tuesday, sampler",
        "cnn.tpe.run.1, cnn.tpe.run.2, cnn.tpe"
    })
    void aContenderIsNamedByWhatTheNamesOfItsRunsHaveInCommonElseByItsSampler(String one, String other, String name) {
        assertThat(contenders(FakeContenders.run(one, "sampler", 1, 3), FakeContenders.run(other, "sampler", 2, 3)))
                .extracting(Contender::name)
                .containsExactly(name);
    }

    @Test
    void twoContendersNeverHaveTheSameName() {
        assertThat(contenders(
                        FakeContenders.run("a-1", "tpe", 1, 3),
                        FakeContenders.run("a-2", "tpe", 2, 3),
                        FakeContenders.run("a-3", "random", 1, 3),
                        FakeContenders.run("a-4", "random", 2, 3),
                        FakeContenders.run("a", "grid", 1, 3)))
                .extracting(Contender::name)
                .containsExactly("a-1 and repeats", "a-3 and repeats", "a");
    }

    @Test
    void runsOnOtherDataAreNoRepeats() {
        assertThat(contenders(
                        on("one", FakeContenders.run("s1", "tpe", 1, 3)),
                        on("two", FakeContenders.run("s2", "tpe", 2, 3))))
                .hasSize(2);
    }

    private static Fake on(String data, Fake fake) {
        StudyRecord study = fake.study();
        return new Fake(
                new StudyRecord(study.id(), study.definition(), 1, Map.of("data.fingerprint", data), FakeStudies.START),
                fake.trials(),
                fake.reports());
    }

    private static List<Contender> contenders(Fake... fakes) {
        return Contender.of(Stream.of(fakes).map(Fake::data).toList());
    }
}
