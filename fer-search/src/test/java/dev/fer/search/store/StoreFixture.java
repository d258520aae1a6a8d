package dev.fer.search.store;

import static dev.fer.search.store.Definitions.configuration;

import dev.fer.search.Trial;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh store with one study, and what tests do with it again and again. */
abstract class StoreFixture {
    static final Owner ME = Owner.current();
    static final OptionalInt NO_LIMIT = OptionalInt.empty();

    TrialStore store;
    long study;

    abstract TrialStore open();

    @BeforeEach
    void createStudy() {
        store = open();
        study = store.create(Definitions.named("first"), Map.of("data", "abc")).id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    int claimed(int layers) {
        int number = store.claim(study, ME, NO_LIMIT).orElseThrow().number();
        store.assign(study, number, configuration(layers), Map.of());
        return number;
    }

    Trial trial(int number) {
        return store.trial(study, number).orElseThrow();
    }
}
