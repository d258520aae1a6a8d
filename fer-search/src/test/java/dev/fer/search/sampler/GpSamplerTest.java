package dev.fer.search.sampler;

class GpSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return new GpSampler(10);
    }
}
