package dev.fer.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.StoredStudies;
import dev.fer.report.data.StudyData;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.store.Outcome;
import dev.fer.search.store.Owner;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StudyFollowerTest {
    private static final Fake CNN = FakeStudies.cnn("cnn-tpe", 8, 7);

    private final TrialStore store = TrialStores.inMemory();
    private final StudyRecord study = StoredStudies.fill(store, CNN);
    private final List<String> asked = new ArrayList<>();
    private final StudyFollower follower = new StudyFollower(listened(store), study.id());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void itKnowsWhatAFreshReadingWouldTell() {
        follower.catchUp();
        follower.data(study);
        StoredStudies.run(store, study, CNN, 0);
        int running = StoredStudies.start(store, study, CNN.trials().get(1));
        store.report(study.id(), running, new Report(1, Map.of("validation.accuracy", 0.3), 1));

        assertThat(follower.catchUp()).isTrue();

        StudyData followed = follower.data(study);
        StudyData read = StudyData.of(study, store.trials(study.id()), store.reports(study.id()));
        assertThat(followed.trials()).isEqualTo(read.trials());
        assertThat(followed.progress()).isEqualTo(read.progress());
        assertThat(followed.curves()).usingRecursiveComparison().isEqualTo(read.curves());
        assertThat(follower.count(TrialState.RUNNING)).isEqualTo(1);
    }

    @Test
    void whereNothingChangedNothingIsRead() {
        follower.catchUp();
        follower.data(study);
        asked.clear();

        assertThat(follower.catchUp()).isFalse();
        assertThat(asked).containsExactly("changesSince", "deserted");
    }

    @Test
    void onlyTheReportsOfTrialsThatChangedAreReadAgain() {
        follower.catchUp();
        follower.data(study);
        asked.clear();
        int running = StoredStudies.start(store, study, CNN.trials().get(1));
        store.report(study.id(), running, new Report(1, Map.of("validation.accuracy", 0.3), 1));

        follower.catchUp();
        follower.data(study);

        assertThat(asked).containsExactly("changesSince", "deserted", "reports of [8]");
    }

    @Test
    void aNumberThatIsTakenBackVanishes() {
        int number = store.claim(study.id(), Owner.current(), OptionalInt.empty())
                .orElseThrow()
                .number();
        follower.catchUp();
        assertThat(follower.data(study).trials()).hasSize(9);
        store.release(study.id(), number);

        assertThat(follower.catchUp()).isTrue();
        assertThat(follower.data(study).trials()).extracting(Trial::number).doesNotContain(number);
    }

    @Test
    void aStepThatIsReportedAgainReplacesWhatWasKnown() {
        int running = StoredStudies.start(store, study, CNN.trials().get(1));
        for (int step = 1; step <= 3; step++) {
            store.report(study.id(), running, new Report(step, Map.of("validation.accuracy", 0.3), step));
        }
        follower.catchUp();
        follower.data(study);
        store.report(study.id(), running, new Report(2, Map.of("validation.accuracy", 0.4), 2));
        store.finish(study.id(), running, new Outcome.Pruned("enough"), Map.of());
        follower.catchUp();

        assertThat(follower.data(study).curves().get(0).curves())
                .filteredOn(curve -> curve.trial() == running)
                .singleElement()
                .satisfies(curve -> assertThat(curve.values()).containsExactly(0.3, 0.4));
    }

    /** The store, writing down what it is asked for. */
    private TrialStore listened(TrialStore real) {
        return (TrialStore) Proxy.newProxyInstance(
                TrialStore.class.getClassLoader(), new Class<?>[] {TrialStore.class}, (proxy, method, arguments) -> {
                    boolean some = arguments.length == 2 && arguments[1] instanceof Collection;
                    asked.add(some ? "reports of " + arguments[1] : method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
