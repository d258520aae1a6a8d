package dev.fer.models.benchmark;

import dev.fer.models.backend.Backend;
import java.util.Optional;

/**
 * A model's speed as built here and as Deeplearning4j builds it without being told anything, from one run.
 *
 * @param model the family
 * @param network its layers, in words
 * @param batchSize images per step
 * @param parameters how many numbers it learns or keeps, the same in both
 * @param ours with this project's layers
 * @param shipped with Deeplearning4j's layers, channels first, helpers off; empty where that was not measured
 * @param backend what both ran on
 */
public record Comparison(
        String model,
        String network,
        int batchSize,
        long parameters,
        Throughput ours,
        Optional<Throughput> shipped,
        Backend backend) {}
