package dev.fer.search.sampler;

class AutoSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new AutoSampler();
    }
}
