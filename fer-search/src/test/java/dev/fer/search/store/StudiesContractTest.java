package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.common.Seeds;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.space.Configuration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every store promises about studies. */
abstract class StudiesContractTest extends StoreFixture {
    @Test
    void aStudyIsFoundAgainAsItWasCreated() {
        StudyRecord found = store.find("first").orElseThrow();

        assertThat(found.definition().seed()).isEqualTo(42);
        assertThat(found.definition().space().parameters()).isEqualTo(Definitions.SPACE.parameters());
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.provenance()).containsExactly(Map.entry("data", "abc"));
        assertThat(store.find("second")).isEmpty();
        assertThat(store.studies()).extracting(StudyRecord::name).containsExactly("first");
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatThrownBy(() -> store.create(Definitions.named("first"), Map.of()))
                .isInstanceOf(StudyExistsException.class)
                .hasMessageContaining("'first'");
    }

    @Test
    void aNameDiffersFromOthersByMoreThanItsCase() {
        assertThatThrownBy(() -> store.create(Definitions.named("FIRST"), Map.of()))
                .isInstanceOf(StudyExistsException.class)
                .hasMessageContaining("'first'");
        assertThat(store.find("FIRST")).isEmpty();
    }

    @Test
    void aDeletedStudyLeavesNothing() {
        claimed(1);
        store.delete(study);

        assertThat(store.studies()).isEmpty();
        long again = store.create(Definitions.named("first"), Map.of()).id();
        assertThat(store.trials(again)).isEmpty();
    }

    @Test
    void aStudyInThePlaceOfADeletedOneHasSeedsOfItsOwn() {
        claimed(1);
        long before = store.trials(study).get(0).seed();
        store.delete(study);
        long again =
                store.create(Definitions.named("first").withSeed(99), Map.of()).id();

        Trial trial = store.claim(again, Owner.current(), OptionalInt.empty()).orElseThrow();
        assertThat(trial.seed()).isNotEqualTo(before).isEqualTo(Seeds.derive(99, "trial", 0));
    }

    @Test
    void aDiscardedStudyIsGoneUntilItIsRestoredAsItWas() {
        claimed(1);
        StudyRecord before = store.find("first").orElseThrow();
        List<Trial> trials = store.trials(study);
        store.discard(study);
        store.discard(study);

        assertThat(store.studies()).isEmpty();
        assertThat(store.find("first")).isEmpty();
        assertThat(store.discarded()).extracting(DiscardedStudy::study).containsExactly(before);
        store.restore(study);
        store.restore(study);
        assertThat(store.discarded()).isEmpty();
        assertThat(store.find("first")).contains(before);
        assertThat(store.trials(study)).isEqualTo(trials);
    }

    @Test
    void theNameOfADiscardedStudyIsFreeAndADiscardedStudyWaitsForItsName() {
        store.discard(study);
        long other = store.create(Definitions.named("FIRST"), Map.of()).id();

        assertThatThrownBy(() -> store.restore(study)).isInstanceOf(StudyExistsException.class);
        assertThat(store.studies()).extracting(StudyRecord::id).containsExactly(other);
        store.discard(other);
        store.restore(study);
        assertThat(store.studies()).extracting(StudyRecord::id).containsExactly(study);
        assertThat(store.discarded()).extracting(away -> away.study().id()).containsExactly(other);
    }

    @Test
    void aDiscardedStudyCanBeDeletedForGood() {
        store.discard(study);
        store.delete(study);

        assertThat(store.discarded()).isEmpty();
        store.restore(study);
        assertThat(store.studies()).isEmpty();
    }

    @Test
    void usesOfHeldOutDataAreCountedAndOutliveTheStudy() {
        HoldoutUse first = use("data-1", Optional.of("first"), Map.of("test.accuracy", 0.5, "test.loss", 1.25));
        HoldoutUse other = use("data-2", Optional.empty(), Map.of());

        assertThat(store.addHoldoutUse(first)).isEqualTo(1);
        assertThat(store.addHoldoutUse(other)).isEqualTo(1);
        assertThat(store.addHoldoutUse(first)).isEqualTo(2);
        store.delete(study);

        assertThat(store.holdoutUses()).containsExactly(first, other, first);
    }

    private static HoldoutUse use(String data, Optional<String> study, Map<String, Double> metrics) {
        OptionalInt trial = study.isPresent() ? OptionalInt.of(3) : OptionalInt.empty();
        return new HoldoutUse(Instant.ofEpochMilli(1234), data, "model", study, trial, metrics);
    }

    @Test
    void provenanceTakesNewFactsInPlaceOfOldOnes() {
        Map<String, String> facts = Map.of("data", "def", "host", "h");
        StudyRecord before = store.find("first").orElseThrow();

        StudyRecord updated = store.updateProvenance(study, facts);

        assertThat(updated.provenance()).isEqualTo(facts);
        assertThat(store.find("first")).contains(updated);
        assertThat(updated.version()).isEqualTo(before.version());
        assertThat(store.updateProvenance(study, Map.of())).isEqualTo(updated);
    }

    @Test
    void aNewDefinitionCountsTheVersionUp() {
        StudyRecord updated = store.updateDefinition(study, Definitions.named("first"));

        assertThat(updated.version()).isEqualTo(2);
        assertThat(store.find("first").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void theEnqueuedTrialsOfADefinitionAreItsFirst() {
        long other = store.create(Definitions.named("second", configuration(7), Configuration.EMPTY), Map.of())
                .id();

        assertThat(store.trials(other)).extracting(Trial::state).containsExactly(TrialState.QUEUED, TrialState.QUEUED);
        assertThat(store.trials(other))
                .extracting(Trial::configuration)
                .containsExactly(Optional.of(configuration(7)), Optional.of(Configuration.EMPTY));
    }

    @Test
    void requestsToStopAreCounted() {
        assertThat(store.stopRequests(study)).isZero();
        store.requestStop(study);
        store.requestStop(study);
        assertThat(store.stopRequests(study)).isEqualTo(2);
    }
}
