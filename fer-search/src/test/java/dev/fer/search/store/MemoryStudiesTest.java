package dev.fer.search.store;

/** What every store promises about studies, of the one in memory. */
class MemoryStudiesTest extends StudiesContractTest {
    @Override
    TrialStore open() {
        return TrialStores.inMemory();
    }
}
