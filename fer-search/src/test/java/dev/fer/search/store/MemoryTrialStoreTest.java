package dev.fer.search.store;

class MemoryTrialStoreTest extends TrialStoreContractTest {
    @Override
    TrialStore open() {
        return TrialStores.inMemory();
    }
}
