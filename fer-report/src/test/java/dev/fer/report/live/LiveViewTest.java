package dev.fer.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.report.FakeStudies;
import dev.fer.report.FakeStudies.Fake;
import dev.fer.report.ReportOptions;
import dev.fer.report.StoredStudies;
import dev.fer.report.live.LiveState.Phase;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.store.Intent;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import dev.fer.search.store.TrialStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveViewTest {
    private static final Fake CNN = FakeStudies.cnn("cnn-tpe", 50, 7);

    @TempDir
    Path folder;

    private final Hands clock = new Hands();
    private TrialStore store;
    private TrialStore read;
    private StudyRecord study;
    private LiveView view;

    /** A clock that stands still unless it is moved; an hour ahead of the one that the store reads. */
    private static final class Hands extends Clock {
        private Instant now = Instant.now().plusSeconds(3_600);

        void move(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() {
        store = TrialStores.open(folder.resolve("fer.db"));
        study = store.create(CNN.study().definition(), CNN.study().provenance());
        run(0);
        read = TrialStores.open(folder.resolve("fer.db"), Intent.READ_ONLY);
        view = new LiveView(read, List.of("cnn-tpe"), ReportOptions.DEFAULT, clock);
    }

    @AfterEach
    void close() {
        read.close();
        store.close();
    }

    @Test
    void aReportIsWrittenAnewOnlyWhenSomethingChangedAndNotTooOften() {
        String first = view.state().version();
        clock.move(100);
        assertThat(view.state().version()).isEqualTo(first);

        run(1);
        String second = view.state().version();
        assertThat(second).isNotEqualTo(first);

        run(2);
        clock.move(1);
        assertThat(view.state().version()).isEqualTo(second);
        clock.move(1);
        assertThat(view.state().version()).isNotEqualTo(second);
        assertThat(page()).contains("After 3 finished trials");
    }

    @Test
    void itSaysWhetherToExpectMore() {
        assertThat(view.state().phase()).isEqualTo(Phase.RESTING);

        StoredStudies.start(store, study, CNN.trials().get(1));
        assertThat(view.state().phase()).isEqualTo(Phase.RUNNING);
        assertThat(view.state().text()).isEqualTo("1 trial running, 1 of 40 trials finished");

        store.release(study.id(), 1);
        assertThat(view.state().phase())
                .as("between two trials nothing runs for a moment")
                .isEqualTo(Phase.RUNNING);
        clock.move(10);
        assertThat(view.state().phase()).isEqualTo(Phase.RESTING);

        for (int number = 1; number < 40; number++) {
            run(number);
        }
        assertThat(view.state().phase()).isEqualTo(Phase.ENDED);
        assertThat(view.state().text()).isEqualTo("The search has ended: 40 of 40 trials finished");
    }

    @Test
    void aStudyThatComesLaterIsShownWhereNoneIsNamed() {
        LiveView all = new LiveView(read, List.of(), ReportOptions.DEFAULT, clock);
        String first = all.state().version();
        store.create(FakeStudies.generic("later", 1, 1, 1).study().definition(), Map.of());
        clock.move(5);

        assertThat(all.state().version()).isNotEqualTo(first);
    }

    @Test
    void anotherDefinitionIsShown() {
        String first = view.state().version();
        SearchDefinition definition = study.definition();
        store.updateDefinition(study.id(), definition.withBudget(SearchDefinition.Budget.ofTrials(77)));
        clock.move(5);

        assertThat(view.state().version()).isNotEqualTo(first);
        assertThat(page()).contains("77 trials");
    }

    @Test
    void aStudyThatIsDeletedIsToldAndTheLastReportStands() {
        store.delete(study.id());

        assertThat(view.state().phase()).isEqualTo(Phase.BROKEN);
        assertThat(view.state().text()).contains("holds no study");
        assertThat(page()).contains("cnn-tpe");
    }

    private void run(int number) {
        StoredStudies.run(store, study, CNN, number);
    }

    private String page() {
        return new String(view.page(), StandardCharsets.UTF_8);
    }
}
