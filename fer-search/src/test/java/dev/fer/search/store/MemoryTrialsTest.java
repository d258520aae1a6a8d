package dev.fer.search.store;

/** What every store promises about trials, of the one in memory. */
class MemoryTrialsTest extends TrialsContractTest {
    @Override
    TrialStore open() {
        return TrialStores.inMemory();
    }
}
