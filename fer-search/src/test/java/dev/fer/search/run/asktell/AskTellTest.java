package dev.fer.search.run.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.run.Searches;
import dev.fer.search.run.Study;
import dev.fer.search.store.Owner;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskTellTest {
    private final TrialStore store = TrialStores.inMemory();
    private final Study study = Study.open(
            store,
            Searches.plain(", \"enqueue\": [{\"x\": 0.5, \"n\": 2}, {\"x\": -0.25, \"n\": 1}],"
                    + " \"pruner\": {\"type\": \"median\", \"warmup_epochs\": 1, \"startup_trials\": 1},"
                    + " \"budget\": {\"trials\": 3}"));
    private final AskTell partner = new AskTell(study);

    private String say(String line) {
        return partner.answer(line);
    }

    @Test
    void theProtocolIsAsItIsWritten() {
        assertThat(say("{\"ask\":1}")).isEqualTo("{\"trials\":[{\"number\":0,\"parameters\":{\"x\":0.5,\"n\":2}}]}");
        assertThat(say("{\"report\":0,\"step\":3,\"value\":0.4}")).isEqualTo("{\"stop\":false}");
        assertThat(say("{\"tell\":0,\"value\":0.41}")).isEqualTo("{\"ok\":true}");
        assertThat(say("{\"ask\":1}")).isEqualTo("{\"trials\":[{\"number\":1,\"parameters\":{\"x\":-0.25,\"n\":1}}]}");
        assertThat(say("{\"report\":1,\"step\":3,\"value\":0.9}")).isEqualTo("{\"stop\":true}");
        assertThat(say("{\"tell\":1,\"state\":\"pruned\"}")).isEqualTo("{\"ok\":true}");
        assertThat(study.trials().get(1).attributes().get("pruned"))
                .as("the pruner's reason")
                .contains("0.9");
        assertThat(say("{\"ask\":5}")).startsWith("{\"trials\":[{\"number\":2,");
        assertThat(say("{\"tell\":2,\"state\":\"failed\"}")).isEqualTo("{\"ok\":true}");
        assertThat(say("{\"ask\":1}")).isEqualTo("{\"trials\":[]}");
        assertThat(say("{\"best\":2}"))
                .isEqualTo("{\"trials\":[{\"number\":0,\"parameters\":{\"x\":0.5,\"n\":2},\"value\":0.41}]}");
        assertThat(study.trials())
                .extracting(Trial::state)
                .containsExactly(TrialState.COMPLETE, TrialState.PRUNED, TrialState.FAILED);
    }

    @Test
    void withSeveralGoalsTheBestAreThoseThatNoOtherOneBeats() {
        AskTell pair = new AskTell(Study.open(store, Searches.pair("")));
        for (String told : List.of("0.5,\"size\":3", "0.5,\"size\":4", "0.25,\"size\":9", "0.75,\"size\":1")) {
            String number = pair.answer("{\"ask\":1}").replaceAll(".*\"number\":(\\d+).*", "$1");
            assertThat(pair.answer("{\"tell\":" + number + ",\"metrics\":{\"loss\":" + told + "}}"))
                    .isEqualTo("{\"ok\":true}");
        }

        assertThat(pair.answer("{\"best\":9}").replaceAll("\"parameters\":\\{[^}]*},", ""))
                .isEqualTo("{\"trials\":[{\"number\":2,\"metrics\":{\"loss\":0.25,\"size\":9.0}},"
                        + "{\"number\":0,\"metrics\":{\"loss\":0.5,\"size\":3.0}},"
                        + "{\"number\":3,\"metrics\":{\"loss\":0.75,\"size\":1.0}}]}");
        assertThat(pair.answer("{\"best\":1}")).contains("\"number\":2").doesNotContain("\"number\":0");
    }

    @Test
    void severalTrialsMayBeOpenAndToldInAnyOrder() {
        assertThat(say("{\"ask\":3}"))
                .contains("\"number\":0")
                .contains("\"number\":1")
                .contains("\"number\":2");
        assertThat(say("{\"tell\":2,\"value\":3}")).isEqualTo("{\"ok\":true}");
        assertThat(say("{\"tell\":0,\"value\":1}")).isEqualTo("{\"ok\":true}");
        assertThat(say("{\"tell\":1,\"value\":2}")).isEqualTo("{\"ok\":true}");
        assertThat(study.best(3)).extracting(Trial::number).containsExactly(0, 1, 2);
    }

    @Test
    void aNumberBeyondAllDoublesFailsTheTrialAsAnInfiniteOneDoes() {
        say("{\"ask\":1}");

        assertThat(say("{\"tell\":0,\"value\":1" + "0".repeat(400) + "}"))
                .isEqualTo("{\"ok\":true,\"state\":\"failed\"}");
        assertThat(study.trials().get(0).state()).isEqualTo(TrialState.FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                 | not a line of JSON
            []                                    | expected an object with one of ask, report, tell, best
            {}                                    | expected one of ask, report, tell, best
            {"aks":1}                             | did you mean 'ask'?
            {"ask":1,"tell":0}                    | found ask and tell
            {"ask":0}                             | 'ask' must be between 1 and 10000, found 0
            {"ask":1.5}                           | 'ask' must be a whole number
            {"ask":1,"n":2}                       | unknown key 'n'
            {"tell":7,"value":1}                  | there is no trial 7
            {"tell":0}                            | expected either 'value' or 'metrics'
            {"tell":0,"value":"low"}              | 'value' must be a number
            {"tell":0,"value":null}               | 'value' must be a number
            {"tell":0,"state":"prune"}            | did you mean 'pruned'?
            {"tell":0,"state":"failed","value":1} | a failed trial has no value
            {"report":0,"value":1}                | 'step' must be a whole number
            {"report":0,"step":0,"value":1}       | 'step' is counted from 1
            {"report":9,"step":1,"value":1}       | there is no trial 9
            {"tell":0,"metrics":{"acc":1}}        | the search's loss is missing, found acc
            {"report":0,"step":1,"metrics":{"a":1,"b":2}} | the search's loss is missing, found a, b
            """)
    void aBadLineIsAnsweredAndChangesNothing(String line, String problem) {
        say("{\"ask\":1}");
        List<Trial> before = study.trials();

        assertThat(say(line)).startsWith("{\"error\":\"").contains(problem);
        assertThat(study.trials()).isEqualTo(before);
    }

    @Test
    void aValueThatIsNoNumberFailsTheTrial() {
        say("{\"ask\":1}");

        assertThat(say("{\"tell\":0,\"value\":NaN}")).isEqualTo("{\"ok\":true,\"state\":\"failed\"}");
        assertThat(study.trials().get(0).failure().orElseThrow().reason()).isEqualTo(FailureReason.NAN);
    }

    @Test
    void linesAreAnsweredInTurnAndOpenTrialsAreGivenBackAtTheEnd() throws IOException {
        StringWriter answers = new StringWriter();
        partner.run(new StringReader("{\"ask\":1}\n\n{\"nope\":1}\n"), answers);

        assertThat(answers.toString().lines()).hasSize(2);
        assertThat(study.trials().get(0).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(say("{\"ask\":1}")).contains("\"number\":0");
    }

    @Test
    void aTrialWhoseProcessDiedSinceIsGivenOut(@TempDir Path folder) {
        try (TrialStore file = TrialStores.open(folder.resolve("fer.db"))) {
            Study shared = Study.open(file, Searches.plain(", \"budget\": {\"trials\": 2}"));
            AskTell survivor = new AskTell(shared);
            assertThat(survivor.answer("{\"ask\":1}")).contains("\"number\":0");
            Owner own = Owner.current();
            Owner gone = new Owner(own.host(), own.pid(), own.processStart().minusSeconds(3600), 0);
            file.claim(shared.record().id(), gone, OptionalInt.empty());

            assertThat(survivor.answer("{\"ask\":1}")).contains("\"number\":1");
        }
    }

    @Test
    void twoPartnersShareAStudyInAStore(@TempDir Path folder) {
        Path file = folder.resolve("fer.db");
        try (TrialStore one = TrialStores.open(file);
                TrialStore two = TrialStores.open(file)) {
            AskTell first = new AskTell(Study.open(one, Searches.plain("")));
            AskTell second = new AskTell(Study.open(two, Searches.plain("")));

            assertThat(first.answer("{\"ask\":1}")).contains("\"number\":0");
            assertThat(second.answer("{\"ask\":1}")).contains("\"number\":1");
            assertThat(second.answer("{\"tell\":0,\"value\":1}")).contains("is now run by another worker");
            assertThat(second.answer("{\"tell\":1,\"value\":1}")).isEqualTo("{\"ok\":true}");
            assertThat(first.answer("{\"best\":1}")).contains("\"number\":1");
        }
    }
}
