package dev.fer.search.pruner;

class NoPrunerTest extends PrunerContractTest {
    @Override
    Pruner pruner() {
        return new NoPruner();
    }
}
