package dev.fer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.cli.program.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a person has tried next, and how long a search goes on. */
@DisabledOnOs(OS.WINDOWS)
class SteeringTest extends ScriptedTest {
    @Test
    void whatIsEnqueuedRunsNextAndWhatCannotBeIsRefused() throws IOException {
        run(AT_ONCE);
        assertThat(fer("trials", "enqueue", "x=0.25", "kind=b").err())
                .contains("Trial 3 waits in study 'scripted'")
                .contains("--trials 4");
        assertThat(fer("trials", "enqueue", "{\"x\": 0.75}").code()).isZero();
        assertThat(fer("search", "resume", "--trials", 5, "--workers", 1).code())
                .isZero();
        assertThat(fer("trials", "export", "-o", "jsonl").out().lines().skip(3))
                .satisfiesExactly(
                        third -> assertThat(third).contains("\"x\":0.25", "\"kind\":\"b\"", "complete"),
                        fourth -> assertThat(fourth).contains("\"x\":0.75", "complete"));

        assertThat(fer("trials", "enqueue", "y=1"))
                .satisfies(shell -> assertThat(shell.code()).isEqualTo(ExitCodes.USAGE))
                .satisfies(shell -> assertThat(shell.err()).contains("unknown parameter 'y'"));
        assertThat(fer("trials", "enqueue", "x=2").err()).contains("2 is not allowed; allowed: float 0..1");
        assertThat(fer("trials", "enqueue", "x").err()).contains("expected NAME=VALUE, found 'x'");
        assertThat(fer("trials", "enqueue", "{x").err()).contains("not a configuration");
    }

    @Test
    void aValueIsReadAsTheNumberOrTheTextThatItsParameterMayBe() throws IOException {
        Path file = search(AT_ONCE);
        Files.writeString(
                file, Files.readString(file).replace("[\"a\", \"b\"]", "[\"20\", \"40 drop .5\", \"true\", 3, false]"));
        fer("search", "run", file, "--workers", 1);
        for (String kind : List.of("20", "40 drop .5", "true", "3", "false")) {
            assertThat(fer("trials", "enqueue", "x=.5", "kind=" + kind).code()).isZero();
        }

        assertThat(lines("export", "-o", "jsonl").stream().skip(3))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"x\":0.5,\"kind\":\"20\""),
                        line -> assertThat(line).contains("\"kind\":\"40 drop .5\""),
                        line -> assertThat(line).contains("\"kind\":\"true\""),
                        line -> assertThat(line).contains("\"kind\":3"),
                        line -> assertThat(line).contains("\"kind\":false"));
        assertThat(fer("trials", "enqueue", "kind=30").err()).contains("30 is not allowed; allowed: one of [\"20\"");
        assertThat(fer("trials", "enqueue", "x=.5", "x=.6").err()).contains("parameter 'x' is given twice");
    }

    @Test
    void aLimitOfASearchIsTakenAwayByNone() throws IOException {
        fer("search", "run", search(AT_ONCE), "--workers", 1, "--time", "2h", "--total-epochs", 50);
        assertThat(fer("search", "definition").out()).contains("\"time\"", "\"epochs\"");

        assertThat(fer("search", "resume", "--time", "none", "--total-epochs", "none", "--workers", 1)
                        .code())
                .isZero();
        assertThat(fer("search", "definition").out()).contains("\"trials\"").doesNotContain("\"time\"", "\"epochs\"");
        assertThat(fer("search", "resume", "--trials", "noen").err())
                .contains("--trials is a number or 'none', found 'noen'; did you mean 'none'?");
    }

    @Test
    void aTrialIsTriedAgainWithASeedOfItsOwn() throws IOException {
        run(AT_ONCE);
        assertThat(fer("trials", "retry", 1).err()).contains("Trial 3 waits").contains("another attempt at trial 1");
        assertThat(fer("search", "resume", "--trials", 4, "--workers", 1).code())
                .isZero();
        assertThat(lines("export", "-o", "jsonl").get(3)).contains("\"retry_of\":\"1\"", "complete");
        assertThat(fer("trials", "retry", 99).code()).isEqualTo(ExitCodes.USAGE);
        fer("trials", "enqueue", "x=0.5");
        Shell refused = fer("trials", "retry", 1, 4);
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("trial 4 is queued").contains("nothing was done");
        assertThat(lines("list")).hasSize(6);
    }

    @Test
    void trialsThatStillWaitAreSaidAtTheEnd() throws IOException {
        run(AT_ONCE);
        fer("trials", "enqueue", "x=0.5");
        assertThat(fer("search", "resume", "--workers", 1).err())
                .contains("One trial waits in the queue: give the search more with --trials.");
    }
}
