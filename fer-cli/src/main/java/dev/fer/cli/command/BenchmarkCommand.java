package dev.fer.cli.command;

import dev.fer.cli.output.OutputOptions;
import dev.fer.cli.output.Rows;
import dev.fer.models.backend.Backend;
import dev.fer.models.benchmark.Comparison;
import dev.fer.models.benchmark.Throughput;
import dev.fer.models.benchmark.TrainingBenchmark;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fer benchmark}: speed, as a ratio to a peer in the same run, and what large studies cost. */
@Command(
        name = "benchmark",
        description = "Measure speed against Deeplearning4j as shipped, in one run; and what large reports cost.")
final class BenchmarkCommand extends GroupCommand {
    @Override
    List<Class<?>> verbs() {
        return List.of(Training.class, ReportBenchmark.class);
    }

    /** {@code fer benchmark training}. */
    @Command(
            name = "training",
            description = "Images per second of training and inference.",
            footer = {"%nExample: fer benchmark training --model all --rounds 1"})
    static final class Training implements Runnable {
        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(
                names = "--model",
                paramLabel = "FAMILY",
                defaultValue = "cnn",
                description = "A model family, or all (default: cnn). cnn is CNN 1 and fnn is FNN 2 of the report.")
        private String model = "cnn";

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "3",
                description = "How often each is measured; the medians count (default: 3).")
        private int rounds = 3;

        @Option(names = "--alone", description = "Leave Deeplearning4j out, so that the peak of memory is ours.")
        private boolean alone;

        @Override
        public void run() {
            Numbers.requireAtLeast(1, "--rounds", rounds);
            Rows.Builder rows = Rows.of(
                    "implementation",
                    "model",
                    "batch_size",
                    "parameters",
                    "threads",
                    "train_images_per_s",
                    "inference_images_per_s",
                    "peak_rss_mb");
            for (String family : model.equals("all") ? TrainingBenchmark.models() : List.of(model)) {
                Comparison comparison = TrainingBenchmark.run(family, rounds, alone);
                row(rows, "fer", comparison, comparison.ours());
                comparison.shipped().ifPresent(shipped -> row(rows, "dl4j-as-shipped", comparison, shipped));
            }
            output.write(rows.build());
        }

        private static void row(Rows.Builder rows, String name, Comparison comparison, Throughput measured) {
            rows.row(
                    name,
                    comparison.model(),
                    comparison.batchSize(),
                    comparison.parameters(),
                    comparison.backend().threads(),
                    measured.training(),
                    measured.inference(),
                    Backend.peakMemoryMegabytes());
        }
    }
}
