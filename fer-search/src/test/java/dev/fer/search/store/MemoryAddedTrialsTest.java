package dev.fer.search.store;

/** What every store promises about trials that ended elsewhere, of the one in memory. */
class MemoryAddedTrialsTest extends AddedTrialsContractTest {
    @Override
    TrialStore open() {
        return TrialStores.inMemory();
    }
}
