package dev.fer.search.sampler;

class Nsga2SamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new Nsga2Sampler(20);
    }
}
