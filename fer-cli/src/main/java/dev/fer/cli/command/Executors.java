package dev.fer.cli.command;

import dev.fer.data.FerDataset;
import dev.fer.models.backend.Backend;
import dev.fer.models.family.Families;
import dev.fer.models.search.FaceObjective;
import dev.fer.search.Objective;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.InProcessExecutor;
import dev.fer.search.run.TrialExecutor;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses where trials run. */
final class Executors {
    private Executors() {}

    static TrialExecutor of(SearchDefinition definition, Optional<Path> faces, RunOptionsMixin options) {
        return new InProcessExecutor(objective(definition, faces.orElseThrow(), options.dataOptions(), options.workers()));
    }

    /** Makes the objective that trains on faces, with the processors divided among the workers. */
    static Objective objective(SearchDefinition definition, Path faces, DataOptions data, int workers) {
        Backend.useThreads(Math.max(1, Runtime.getRuntime().availableProcessors() / workers));
        try (FerDataset dataset = data.open(faces)) {
            return FaceObjective.of(definition, dataset, Families.load());
        }
    }
}
