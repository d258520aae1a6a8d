package dev.fer.cli.command;

import dev.fer.cli.program.Surroundings;
import dev.fer.data.FerDataset;
import dev.fer.models.backend.Backend;
import dev.fer.models.family.Families;
import dev.fer.models.search.FaceObjective;
import dev.fer.search.Objective;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.run.InProcessExecutor;
import dev.fer.search.run.TrialDirectories;
import dev.fer.search.run.TrialExecutor;
import dev.fer.search.run.worker.ProcessExecutor;
import dev.fer.search.store.StudyRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses where trials run: in worker processes, or in this one if that is asked for. */
final class Executors {
    private final Path store;
    private final RunOptionsMixin options;
    private final int workers;

    Executors(Path store, RunOptionsMixin options, int workers) {
        this.store = store;
        this.options = options;
        this.workers = workers;
    }

    /** Makes the executor of a search; a search by a command always has processes, one a trial. */
    TrialExecutor of(StudyRecord study, Optional<Path> faces) {
        SearchDefinition definition = study.definition();
        if (faces.isEmpty()) {
            // A study that moved to another place or machine runs where it is resumed.
            Optional<Path> directory = Optional.ofNullable(study.provenance().get(StudyRecord.DIRECTORY))
                    .map(Path::of)
                    .filter(Files::isDirectory);
            return ProcessExecutor.perTrial(definition.command(), Map.of(), directory);
        }
        WorkerResources resources = WorkerResources.divide(workers);
        if (options.inProcess()) {
            Objective objective =
                    objective(definition, faces.get(), options.dataOptions().of(study));
            return new InProcessExecutor(trial -> {
                // OpenMP's share is set per calling thread.
                Backend.useThreads(resources.threads());
                return objective.evaluate(trial);
            });
        }
        return ProcessExecutor.longLived(
                command(study, faces.get(), resources),
                Map.of(
                        "OMP_NUM_THREADS",
                        Integer.toString(resources.threads()),
                        "OMP_WAIT_POLICY",
                        "passive",
                        "GOMP_SPINCOUNT",
                        "20000"));
    }

    private List<String> command(StudyRecord study, Path faces, WorkerResources resources) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Surroundings.permissions());
        command.addAll(resources.javaOptions());
        // The worker's last words, which name this file, stand in the trial's log.
        command.add("-XX:ErrorFile="
                + TrialDirectories.beside(store).resolve(study.name()).resolve("hs_err_%p.log"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.fer.cli.Main", "worker"));
        // All that counts is given here; settings may have changed, or be faulty and left out by the command.
        command.add("--no-config");
        command.addAll(List.of("--store", store.toAbsolutePath().toString()));
        command.addAll(List.of("--study", study.name()));
        command.addAll(List.of("--data", faces.toAbsolutePath().toString()));
        command.addAll(List.of("--threads", Integer.toString(resources.threads())));
        command.addAll(options.dataOptions().of(study).arguments());
        return command;
    }

    /** Makes the objective that trains on faces. */
    static Objective objective(SearchDefinition definition, Path faces, DataOptions data) {
        try (FerDataset dataset = data.open(faces)) {
            return FaceObjective.of(definition, dataset, Families.load());
        }
    }
}
