package dev.fer.search.run.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.ChildJvm;
import dev.fer.search.FailureReason;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.RunOptions;
import dev.fer.search.run.SearchListener;
import dev.fer.search.run.SearchOutcome;
import dev.fer.search.run.SearchRunner;
import dev.fer.search.run.Searches;
import dev.fer.search.run.Study;
import dev.fer.search.run.TrialExecutor;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessExecutorTest {
    @TempDir
    Path folder;

    private final TrialStore store = TrialStores.inMemory();

    private SearchOutcome run(SearchDefinition definition, TrialExecutor executor, SearchListener listener) {
        try (executor) {
            return new SearchRunner(
                            Study.open(store, definition), executor, RunOptions.DEFAULT.withFiles(folder), listener)
                    .run();
        }
    }

    private List<Trial> trials() {
        return store.trials(1);
    }

    private static Trial.Failure failure(Trial trial) {
        return trial.failure().orElseThrow();
    }

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("worker.sh"), text);
    }

    private TrialExecutor shell(String text) throws IOException {
        return ProcessExecutor.perTrial(List.of("sh", script(text).toString()), Map.of(), Optional.empty());
    }

    @Test
    void whateverAWorkerDoesCostsOneTrial() throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command(BadWorkers.class));
        command.add(1, "-Xmx64m");
        SearchOutcome outcome = run(
                Searches.plain(", \"budget\": {\"trials\": 9, \"trial_time\": \"8s\"}"),
                ProcessExecutor.longLived(command, Map.of()),
                SearchListener.NONE);

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.FAILED, 7, TrialState.COMPLETE, 2));
        assertThat(trials().subList(0, 5))
                .extracting(trial -> failure(trial).reason())
                .containsExactly(
                        FailureReason.CRASHED,
                        FailureReason.CRASHED,
                        FailureReason.ERROR,
                        FailureReason.OUT_OF_MEMORY,
                        FailureReason.NAN);
        assertThat(failure(trials().get(0)).message())
                .isEqualTo("the worker ended with exit code 7 before its result; it printed: about to die");
        assertThat(failure(trials().get(0)).trace()).contains("about to die");
        assertThat(failure(trials().get(1)).message()).contains("SIGKILL");
        assertThat(failure(trials().get(2)).message()).isEqualTo("IllegalStateException: no luck");
        assertThat(failure(trials().get(2)).trace()).contains("BadWorkers");
        assertThat(failure(trials().get(6)).reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(failure(trials().get(8)).message())
                .isEqualTo("the worker ended with exit code 255 before its result");

        Trial good = trials().get(5);
        assertThat(good.state()).isEqualTo(TrialState.COMPLETE);
        assertThat(good.attributes()).containsEntry("note", "two\nlines").containsEntry("evaluated", "yes");
        assertThat(store.reports(1, 5)).extracting(Report::step).containsExactly(1, 2);
        assertThat(folder.resolve("plain/5/worker.log")).content().contains("printed");
    }

    @Test
    void anyProgramCanBeTheObjective() throws IOException {
        SearchOutcome outcome = run(Searches.plain(", \"budget\": {\"trials\": 3}"), shell("""
                        read trial
                        echo "hello from slot $FER_WORKER_SLOT"
                        echo '{"type":"report","step":1,"metrics":{"loss":0.5}}'
                        read answer
                        echo "$answer" >&2
                        echo '{"type":"result","metrics":{"loss":0.25,"odd":NaN}}'
                        """), SearchListener.NONE);

        assertThat(outcome.count(TrialState.COMPLETE)).isEqualTo(3);
        assertThat(trials().get(0).metrics()).isEqualTo(Map.of("loss", 0.25));
        assertThat(folder.resolve("plain/0/worker.log"))
                .content()
                .contains("hello from slot 0")
                .contains("{\"type\":\"continue\"}");
    }

    @Test
    void aProgramMayReadItsTrialFromItsCommandLine() throws IOException {
        Path script = script("printf '{\"type\":\"result\",\"metrics\":{\"loss\":%s}}\\n' \"$1\"");
        run(
                Searches.plain(", \"budget\": {\"trials\": 2}"),
                ProcessExecutor.perTrial(List.of("sh", script.toString(), "{number}.5"), Map.of(), Optional.empty()),
                SearchListener.NONE);

        assertThat(trials()).extracting(trial -> trial.metrics().get("loss")).containsExactly(0.5, 1.5);
    }

    @Test
    void theLastWordsOfAProgramAreInItsLog() throws IOException {
        run(Searches.plain(", \"budget\": {\"trials\": 5}"), shell("""
                        read trial
                        echo '{"type":"result","metrics":{"loss":0.25}}'
                        i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo "line $i" >&2; done
                        """), SearchListener.NONE);

        for (int trial = 0; trial < 5; trial++) {
            assertThat(folder.resolve("plain/" + trial + "/worker.log"))
                    .content()
                    .endsWith("line 3000\n");
        }
    }

    @Test
    void aWrongLineFailsItsTrialAndSaysWhatIsWrong() throws IOException {
        run(
                Searches.plain(", \"budget\": {\"trials\": 1}"),
                shell("read trial\necho '{\"type\":\"report\",\"step\":\"one\",\"metrics\":{}}'\nsleep 20"),
                SearchListener.NONE);

        assertThat(failure(trials().get(0)).reason()).isEqualTo(FailureReason.ERROR);
        assertThat(failure(trials().get(0)).message())
                .isEqualTo("protocol error: 'step' must be a whole number in"
                        + " {\"type\":\"report\",\"step\":\"one\",\"metrics\":{}}");
    }

    @Test
    void aKeyOfTheSearchFailsItsTrialAndNoOtherOne() throws IOException {
        SearchOutcome outcome = run(Searches.plain(", \"budget\": {\"trials\": 2}"), shell("""
                        read trial
                        case "$trial" in *'"number":0'*) key=promoted_after ;; *) key=note ;; esac
                        echo "{\\"type\\":\\"attribute\\",\\"key\\":\\"$key\\",\\"value\\":\\"x\\"}"
                        echo '{"type":"result","metrics":{"loss":0.25}}'
                        """), SearchListener.NONE);

        assertThat(outcome.counts()).isEqualTo(Map.of(TrialState.FAILED, 1, TrialState.COMPLETE, 1));
        assertThat(failure(trials().get(0)).message())
                .startsWith("protocol error: the attribute 'promoted_after' is the search's own; take another key than")
                .endsWith(" in {\"type\":\"attribute\",\"key\":\"promoted_after\",\"value\":\"x\"}");
        assertThat(trials().get(1).attributes()).containsEntry("note", "x");
    }

    @Test
    void aProgramThatGivesUpPrunesItsTrial() throws IOException {
        run(Searches.plain(", \"budget\": {\"trials\": 1}"), shell("""
                        read trial
                        echo '{"type":"report","step":1,"metrics":{"loss":0.5}}'
                        read answer
                        echo '{"type":"pruned","reason":"no hope"}'
                        """), SearchListener.NONE);

        assertThat(trials().get(0).state()).isEqualTo(TrialState.PRUNED);
        assertThat(trials().get(0).metrics()).isEqualTo(Map.of("loss", 0.5));
        assertThat(trials().get(0).attributes()).containsEntry("pruned", "no hope");
    }

    @Test
    void aProgramThatIsToldToStopMayJustEnd() throws IOException {
        SearchDefinition definition = Searches.plain(
                ", \"budget\": {\"trials\": 2}, \"pruner\": {\"type\": \"median\", \"warmup_epochs\": 1, \"startup_trials\": 1}");
        run(definition, shell("""
                        read trial
                        case "$trial" in *'"number":0'*) loss=0 ;; *) loss=1 ;; esac
                        for step in 1 2 3; do
                          echo "{\\"type\\":\\"report\\",\\"step\\":$step,\\"metrics\\":{\\"loss\\":$loss}}"
                          read answer
                          case "$answer" in *stop*pruned*) exit 0 ;; esac
                        done
                        echo "{\\"type\\":\\"result\\",\\"metrics\\":{\\"loss\\":$loss}}"
                        """), SearchListener.NONE);

        assertThat(trials()).extracting(Trial::state).containsExactly(TrialState.COMPLETE, TrialState.PRUNED);
        assertThat(trials().get(1).lastStep()).isEqualTo(2);
    }

    @Test
    void aProgramThatIsNotThereEndsTheSearchAndFailsFewTrials() {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 50}"));
        try (TrialExecutor executor =
                ProcessExecutor.perTrial(List.of("no-such-program"), Map.of(), Optional.empty())) {
            SearchRunner runner =
                    new SearchRunner(study, executor, RunOptions.DEFAULT.withFiles(folder), SearchListener.NONE);
            assertThatThrownBy(runner::run)
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("3 workers in a row died without a word")
                    .hasMessageContaining("not found");
        }
        assertThat(trials()).hasSize(3);
    }

    @Test
    void aProgramThatStopsWorkingHalfwayEndsTheSearchBeforeItsBudgetIsGone() throws IOException {
        Study study = Study.open(store, Searches.plain(", \"budget\": {\"trials\": 50}"));
        try (TrialExecutor executor = shell("""
                read trial
                case "$trial" in *'"number":0,'*|*'"number":1,'*) echo '{"type":"result","metrics":{"loss":1}}' ;; *) exit 1 ;; esac
                """)) {
            SearchRunner runner =
                    new SearchRunner(study, executor, RunOptions.DEFAULT.withFiles(folder), SearchListener.NONE);
            assertThatThrownBy(runner::run)
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("10 workers in a row died without a word");
        }
        assertThat(trials()).hasSize(12);
    }

    @Test
    void whatADeadProgramLeftBehindHoldsNobodyUp() throws IOException {
        run(
                Searches.plain(", \"budget\": {\"trials\": 2, \"trial_time\": \"8s\"}"),
                shell("read trial\necho '{\"type\":\"attribute\",\"key\":\"a\",\"value\":\"b\"}'\nsleep 30 &\nexit 3"),
                SearchListener.NONE);

        assertThat(trials())
                .extracting(trial -> failure(trial).message())
                .containsOnly("the worker ended with exit code 3 before its result");
    }

    @Test
    void whatIsLeftBehindMayTalkAsMuchAsItWill() throws IOException {
        run(
                Searches.plain(", \"budget\": {\"trials\": 1, \"trial_time\": \"20s\"}"),
                shell("read trial\n(i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo talk; sleep 0.1; done) &\nexit 3"),
                SearchListener.NONE);

        assertThat(failure(trials().get(0)).message())
                .startsWith("the worker ended with exit code 3 before its result");
    }

    @Test
    void aProgramMayPrintMuchAfterItsResult() throws IOException {
        run(Searches.plain(", \"budget\": {\"trials\": 1}"), shell("""
                        read trial
                        echo '{"type":"result","metrics":{"loss":0.25}}'
                        i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo "a line of some length, number $i"; done
                        """), SearchListener.NONE);

        assertThat(folder.resolve("plain/0/worker.log")).content().endsWith("number 20000\n");
    }

    @Test
    void aProgramMaySaveItsModelAfterItsResult() throws IOException {
        run(Searches.plain(", \"budget\": {\"trials\": 1}"), shell("""
                        read trial
                        echo '{"type":"result","metrics":{"loss":0.25}}'
                        sleep 6
                        echo saved >&2
                        """), SearchListener.NONE);

        assertThat(folder.resolve("plain/0/worker.log")).content().endsWith("saved\n");
    }

    @Test
    void stoppingNowEndsTheProgramAndKeepsTheTrial() throws IOException {
        SearchRunner[] runner = new SearchRunner[1];
        SearchListener listener = new SearchListener() {
            @Override
            public void reported(Trial trial, Report report) {
                runner[0].stopNow();
            }
        };
        try (TrialExecutor executor = shell("""
                read trial
                echo '{"type":"report","step":1,"metrics":{"loss":0.5}}'
                sleep 60
                """)) {
            runner[0] = new SearchRunner(
                    Study.open(store, Searches.plain(", \"budget\": {\"trials\": 1}")),
                    executor,
                    RunOptions.DEFAULT.withFiles(folder),
                    listener);
            assertThat(runner[0].run().end()).isEqualTo(SearchOutcome.End.INTERRUPTED);
        }
        assertThat(trials().get(0).state()).isEqualTo(TrialState.INTERRUPTED);
        assertThat(trials().get(0).lastStep()).isEqualTo(1);
    }
}
