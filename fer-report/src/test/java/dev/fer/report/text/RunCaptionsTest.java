package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies;
import dev.fer.report.data.StudyData;
import org.junit.jupiter.api.Test;

class RunCaptionsTest {
    @Test
    void severalGoalsHaveNoSingleBestTrial() {
        StudyData study = FakeRuns.goals(3, 60, 5).data();

        assertThat(RunCaptions.pareto(study, study.pareto().orElseThrow()))
                .contains("are beaten by no other", "no single best", "validation.accuracy 0.", "inference.seconds 0.")
                .endsWith("The other panels rank by validation.accuracy alone.");
    }

    @Test
    void whatWasRunAgainIsCountedByConfigurations() {
        StudyData study = FakeRuns.repeatedGoals(12, 5).data();
        StudyData alone = FakeRuns.repeatedGoals(1, 5).data();

        assertThat(RunCaptions.pareto(study, study.pareto().orElseThrow()))
                .matches(
                        "[0-9]+ of 12 configurations, by the mean of their runs, are beaten by no other in all goals; .*");
        assertThat(RunCaptions.unbeaten(study.pareto().orElseThrow())).endsWith(" configurations");
        assertThat(RunCaptions.pareto(alone, alone.pareto().orElseThrow()))
                .startsWith("Only the configuration of trial 0 is complete with a value of each goal: ");
    }

    @Test
    void noTrialWithAllGoalsIsSaidSo() {
        StudyData study = FakeRuns.goals(2, 0, 5).data();

        assertThat(RunCaptions.pareto(study, study.pareto().orElseThrow()))
                .startsWith("No trial is complete with a value of each of the 2 goals yet.");
    }

    @Test
    void theTimelineTellsWorkFailuresRestartsAndWhatItCannotShow() {
        assertThat(RunCaptions.timeline(FakeRuns.hyperband(4, 120, 7).data()))
                .matches(
                        "4 workers spent [0-9]+\\u00a0% of their time on trials, in up to 2 processes one after the other\\."
                                + " 2 trials failed, marked by crosses\\. 1 trial went on after a break: only the last attempt is"
                                + " drawn; another .* of work is not, since the store does not keep when it was\\.");
        assertThat(RunCaptions.timeline(FakeStudies.generic("g", 3, 1, 1).data()))
                .isEqualTo("Who ran the trials was not recorded.");
    }

    @Test
    void whoChoseIsSaidWithTheMedians() {
        assertThat(RunCaptions.sources(FakeRuns.hyperband(4, 120, 7).data()))
                .contains("Of 120 trials, 73 were chosen by gp.", "tpe (hard to predict) 0.");
        assertThat(RunCaptions.sources(FakeStudies.generic("g", 3, 1, 1).data()))
                .isEqualTo("All 3 trials were chosen by tpe, without a note about which were drawn at random.");
    }

    @Test
    void whatWasStoppedIsSaidWithWhatItSaved() {
        assertThat(RunCaptions.pruning(FakeRuns.hyperband(4, 120, 7).data()))
                .matches(
                        "85 trials of 120 were stopped early, most often \\(45\\) at step 6, which saved about [0-9,]+ steps\\.");
    }

    @Test
    void aLeadWithinTheSpreadOfSeedsIsNotOverstated() {
        StudyData study = FakeRuns.repeats(16, 9).data();

        assertThat(RunCaptions.repeats(study, study.repeats().orElseThrow()))
                .contains(
                        "6 configurations were run more than once (18 complete runs)", "within what seeds alone make");
    }
}
