package dev.fer.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeRuns;
import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.search.Direction;
import dev.fer.search.FailureReason;
import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.run.Standings;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.SearchSpace;
import dev.fer.search.store.StudyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextStepsTest {
    private static final SearchSpace LINE = SearchSpace.of(new FloatParameter("x", 0.001, 1, true));

    @Test
    void aNetworksSearchIsToldWhatToWidenRepeatAndJudge() {
        List<NextStep> steps = steps(FakeStudies.cnn("cnn", 40, 7));

        assertThat(steps)
                .extracting(NextStep::what)
                .contains(
                        "Widen the range of num_layers to 2 .. 5",
                        "Repeat the best 3 under other seeds",
                        "When nothing else is left to choose, judge the winner once on the test split");
        assertThat(commands(steps))
                .contains(
                        "fer search definition --store fer.db --study cnn > cnn.json\n"
                                + "fer search run cnn.json --store fer.db --name cnn-wider --data fer2013.zip --from cnn --trials 80",
                        "fer trials retry --store fer.db --study cnn 31 13 23 31 13 23\n"
                                + "fer search resume --store fer.db --study cnn --trials 46");
    }

    @Test
    void withSeveralGoalsASearchStandsStillWhenItsFrontDoes() {
        List<Trial> growing = new ArrayList<>();
        List<Trial> standing = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            growing.add(traded(number, 0.9 - 0.01 * number, 100 - number));
            standing.add(traded(number, 0.9 - 0.01 * number, 100 + number));
        }

        assertThat(ofTwoGoals(growing)).extracting(NextStep::what).noneMatch(what -> what.startsWith("Stop here"));
        assertThat(ofTwoGoals(standing))
                .filteredOn(step -> step.what().startsWith("Stop here"))
                .singleElement()
                .extracting(NextStep::why)
                .asString()
                .startsWith("Trial 0 was the last to improve, and 39 later trials did not");
    }

    @Test
    void whatOneOfSeveralGoalsDoesNotFeelIsNotToBeFixed() {
        List<NextStep> steps = steps(FakeRuns.goals(2, 60, 5));

        assertThat(steps).extracting(NextStep::what).noneMatch(what -> what.startsWith("Fix "));
        assertThat(steps).extracting(NextStep::why).noneMatch(why -> why.contains("The best trial"));
    }

    private static List<NextStep> ofTwoGoals(List<Trial> trials) {
        return steps(FakeRuns.study(
                List.of(new Goal("accuracy", Direction.MAXIMIZE), new Goal("size", Direction.MINIMIZE)),
                new Component("nsga2"),
                new Component("none"),
                trials));
    }

    private static Trial traded(int number, double accuracy, double size) {
        return FakeRuns.draft(number)
                .metric("accuracy", accuracy)
                .metric("size", size)
                .trial();
    }

    @Test
    void aSearchThatHasNotBegunIsToBeRun() {
        assertThat(steps(FakeStudies.of("s", LINE, "loss")))
                .extracting(NextStep::what)
                .containsExactly("Run the search");
    }

    @Test
    void trialsThatWaitDoNotKeepASearchFromItsEnd() {
        assertThat(steps(FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        FakeStudies.complete(0, at(0.1), Map.of("loss", 0.5)),
                        FakeStudies.trial(1, TrialState.PAUSED, at(0.5), Map.of(), Optional.empty()))))
                .extracting(NextStep::what)
                .doesNotContain("Let the search end");
    }

    @Test
    void aSearchThatIsNotFinishedGoesOn() {
        assertThat(steps(FakeStudies.of(
                        "s",
                        LINE,
                        "loss",
                        FakeStudies.trial(0, TrialState.INTERRUPTED, at(0.5), Map.of(), Optional.empty()))))
                .extracting(NextStep::what)
                .containsExactly("Let the search end");
    }

    @Test
    void whatWaitsBeyondTheBudgetNeedsALargerOne() {
        Fake fake = FakeStudies.cnn("cnn", 20, 7);
        Fake full = budgeted(fake, Budget.ofTrials(20));
        List<Trial> trials = new ArrayList<>(full.trials());
        trials.add(FakeStudies.trial(
                20, TrialState.QUEUED, trials.get(0).configuration().orElseThrow(), Map.of(), Optional.empty()));

        assertThat(commands(steps(new Fake(full.study(), trials, full.reports()))))
                .contains("fer search resume --store fer.db --study cnn --trials 21");
    }

    @Test
    void aWiderSearchMayTrainMoreEpochsThanItTakesOver() {
        Fake fake = budgeted(FakeStudies.cnn("cnn", 40, 7), Budget.UNLIMITED.withEpochs(900));
        long trained = fake.data().progress().steps();

        assertThat(commands(steps(fake)))
                .anySatisfy(command -> assertThat(command)
                        .contains("--name cnn-wider")
                        .endsWith("--trials 80 --total-epochs " + (900 + trained)));
    }

    private static Fake budgeted(Fake fake, Budget budget) {
        StudyRecord old = fake.study();
        return new Fake(
                new StudyRecord(old.id(), old.definition().withBudget(budget), 1, old.provenance(), old.created()),
                fake.trials(),
                fake.reports());
    }

    @Test
    void aModelThatHasHardlyLearnedNeedsMoreTrials() {
        assertThat(steps(study(12, i -> 1.0 / (1 + i))))
                .extracting(NextStep::what)
                .contains("Go on to 30 trials");
    }

    @Test
    void aSearchThatStandsStillIsToStopOrChange() {
        assertThat(steps(study(40, i -> 1 + Math.abs(i - 3))))
                .extracting(NextStep::what)
                .contains("Stop here, or change what is searched");
    }

    @Test
    void manyFailuresAlikeAreToBeCuredFirst() {
        Trial[] trials = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 1
                        ? FakeStudies.failed(i, at(0.8 + i / 100.0), FailureReason.NAN, "loss is NaN in epoch " + i)
                        : FakeStudies.complete(i, at(0.01 + i / 100.0), Map.of("loss", 1.0 + i)))
                .toArray(Trial[]::new);

        NextStep first = steps(FakeStudies.of("s", LINE, "loss", trials)).get(0);

        assertThat(first.what())
                .isEqualTo("Leave out x from 0.81 on, or search lower learning rates, or clip gradients");
        assertThat(first.why())
                .startsWith("10 trials of 20 failed alike: loss is NaN in epoch 1; 10 of the 10 trials with x from");
        assertThat(first.command()).contains("fer trials show --store fer.db --study s 1");
    }

    @Test
    void moreEpochsHelpOnlyATrialThatUsedAllOfThem() {
        Fake fake = FakeStudies.cnn("cnn", 40, 7);
        Map<Integer, List<Report>> stopped = fake.reports().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .filter(report -> report.step() <= 10)
                                .toList()));
        String longer = "fer search run cnn.json --store fer.db --name cnn-longer --data fer2013.zip --epochs 40";

        assertThat(commands(steps(fake))).anyMatch(command -> command.endsWith(longer));
        assertThat(commands(steps(new Fake(fake.study(), fake.trials(), stopped))))
                .noneMatch(command -> command.contains("-longer"));
    }

    @Test
    void whereEveryTrialFailedThatIsToBeMendedBeforeMoreTrialsAreRun() {
        List<NextStep> steps = steps(FakeStudies.of(
                "s",
                LINE,
                "loss",
                FakeStudies.failed(0, at(0.1), FailureReason.ERROR, "no such file: a.csv"),
                FakeStudies.failed(1, at(0.2), FailureReason.ERROR, "no such file: a.csv"),
                FakeStudies.failed(2, at(0.3), FailureReason.NAN, "loss is NaN")));

        assertThat(steps)
                .extracting(NextStep::what)
                .containsExactly("Mend what the message names", "Search lower learning rates, or clip gradients");
        assertThat(steps.get(0).why())
                .isEqualTo("No trial has reached a value; 2 of 3 failed with: no such file: a.csv.");
        assertThat(commands(steps)).contains("fer trials show --store fer.db --study s 0");
    }

    @Test
    void aCallersOwnObjectiveHasNoCommandsToRunIt() {
        assertThat(commands(steps(study(12, i -> 1.0 / (1 + i))))).isEmpty();
    }

    @Test
    void filesWithUnusualNamesAreQuoted() {
        Commands commands = new Commands(FakeStudies.cnn("cnn", 5, 1).data(), Optional.of("my \"fer's\" $(x).db"));

        assertThat(commands.report())
                .isEqualTo("fer report --store 'my \"fer'\\''s\" $(x).db' --study cnn --out cnn.html");
    }

    private static Fake study(int trials, IntToDoubleFunction loss) {
        return FakeStudies.of(
                "s",
                LINE,
                "loss",
                IntStream.range(0, trials)
                        .mapToObj(i ->
                                FakeStudies.complete(i, at(0.02 + i / 100.0), Map.of("loss", loss.applyAsDouble(i))))
                        .toArray(Trial[]::new));
    }

    private static Configuration at(double x) {
        return Configuration.of(Map.of("x", x));
    }

    private static List<NextStep> steps(Fake fake) {
        return NextSteps.of(new Commands(fake.data(), Optional.of("fer.db")));
    }

    private static List<String> commands(List<NextStep> steps) {
        return steps.stream().flatMap(step -> step.command().stream()).toList();
    }

    @Test
    void aSearchWhoseBudgetAreEpochsGoesOnWithoutANumberOfTrials() {
        Fake fake = FakeStudies.cnn("cnn", 20, 7);
        List<Trial> trials = new ArrayList<>(fake.trials());
        trials.add(FakeStudies.trial(
                trials.size(),
                TrialState.INTERRUPTED,
                trials.get(0).configuration().orElseThrow(),
                Map.of(),
                Optional.empty()));

        assertThat(commands(steps(new Fake(fake.study(), trials, fake.reports()))))
                .contains("fer search resume --store fer.db --study cnn");
    }

    @Test
    void whatWasRepeatedIsNotToBeRepeatedAgain() {
        Fake fake = FakeStudies.cnn("cnn", 40, 7);
        Trial best = fake.trials().get(31);
        List<Trial> trials = new ArrayList<>(fake.trials());
        trials.add(FakeRuns.draft(40)
                .of(best.configuration().orElseThrow())
                .metric(
                        "validation.accuracy",
                        best.metric("validation.accuracy").orElseThrow())
                .attribute(Standings.RETRY_OF, "31")
                .trial());

        assertThat(steps(new Fake(fake.study(), trials, fake.reports())))
                .extracting(NextStep::what)
                .noneMatch(what -> what.startsWith("Repeat the best"));
    }
}
