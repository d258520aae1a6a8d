package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void aTrialIsTrainedWithAsManyThreadsAsItHad() {
        assertThat(train(Map.of("threads", "3"))).contains(" --threads 3 --out ");
        assertThat(train(Map.of())).contains(" --threads 1 --out ");
    }

    @Test
    void whatATrialCallsItsThreadsIsAWordOfTheCommand() {
        assertThat(train(Map.of("threads", "3; rm -r /"))).contains(" --threads '3; rm -r /' --out ");
    }

    private static String train(Map<String, String> attributes) {
        Fake fake = FakeStudies.cnn("cnn", 5, 7);
        List<Trial> trials = fake.trials().stream()
                .map(trial -> {
                    Map<String, String> all = new TreeMap<>(trial.attributes());
                    all.putAll(attributes);
                    return trial.configured(trial.configuration().orElseThrow(), all);
                })
                .toList();
        return new Commands(new Fake(fake.study(), trials, fake.reports()).data(), Optional.empty())
                .train(0)
                .orElseThrow();
    }
}
