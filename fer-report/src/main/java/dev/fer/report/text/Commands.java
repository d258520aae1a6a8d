package dev.fer.report.text;

import dev.fer.common.ShellWords;
import dev.fer.report.data.Progress;
import dev.fer.report.data.StudyData;
import dev.fer.search.Trial;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinition.Budget;
import dev.fer.search.store.StudyRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The exact commands that repeat, go on with or use a study, to be given in the folder of its store.
 *
 * @param store the store's file name; empty if it has none
 */
public record Commands(StudyData study, Optional<String> store) {
    /** The attribute that tells with how many threads a trial was computed. */
    private static final String THREADS = "threads";

    /** Returns the commands that run the same search once more beside itself, if the command line can run it. */
    public Optional<String> repeat() {
        return again("again", "");
    }

    /**
     * Returns the commands that run a changed search beside the study.
     *
     * @param suffix what its name has more
     * @param options what follows, possibly empty
     */
    public Optional<String> again(String suffix, String options) {
        return isRunnable()
                ? Optional.of(file() + "\nfer search run " + study.name() + ".json" + store("") + " --name "
                        + study.name() + "-" + suffix + environment() + options)
                : Optional.empty();
    }

    /**
     * Returns the commands that run the same search under other seeds, if the command line can run it.
     *
     * @param name what the new studies' names begin with
     */
    public Optional<String> underSeeds(String name, List<Long> seeds) {
        String all = seeds.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return isRunnable()
                ? Optional.of(file() + "\nfor seed in " + all + "; do\n  fer search run " + study.name() + ".json"
                        + store("") + " --name " + name + "-s$seed --seed $seed" + environment() + "\ndone")
                : Optional.empty();
    }

    private boolean isRunnable() {
        SearchDefinition definition = study.study().definition();
        return definition.model().isPresent() || !definition.command().isEmpty();
    }

    private String file() {
        return "fer search definition" + where() + " > " + study.name() + ".json";
    }

    /** What of the study's surroundings decides how it runs. */
    private String environment() {
        Map<String, String> provenance = study.study().provenance();
        String ordered = provenance.getOrDefault("ordered", "false").equals("true") ? " --ordered" : "";
        String workers = Optional.ofNullable(provenance.get("workers"))
                .map(number -> " --workers " + ShellWords.word(number))
                .orElse("");
        return data() + workers + ordered;
    }

    /** Returns the command that trains a trial's parameters to a model file, if the study trains a model. */
    public Optional<String> train(int trial) {
        return study.study()
                .definition()
                .model()
                .map(model ->
                        "fer train --trial " + trial + where() + data() + threads(trial) + " --out " + model(trial));
    }

    /** As many threads as the trial had, so that its figures come out again; if it kept none, as many as is likely. */
    private String threads(int trial) {
        boolean isAlone = "1".equals(study.study().provenance().get("workers"));
        return Optional.ofNullable(
                        study.trials().get(study.position(trial)).attributes().get(THREADS))
                .map(number -> " --threads " + ShellWords.word(number))
                .orElse(isAlone ? "" : " --threads 1");
    }

    /** Returns the command that judges that model by data that no trial has seen, if the study trains a model. */
    public Optional<String> test(int trial) {
        return train(trial)
                .map(train -> train + "\nfer evaluate " + model(trial) + store("") + data() + " --split test");
    }

    private String model(int trial) {
        return study.name() + "-" + trial + ".fer";
    }

    /** Returns the command that goes on with the study as it was meant, if the command line can run it. */
    public Optional<String> resume() {
        return repeat().map(any -> "fer search resume" + where());
    }

    /**
     * Returns the command that goes on with the study until it has so many trials, or as many as it was given before, if
     * the command line can run it.
     */
    public Optional<String> resume(int trials) {
        Budget budget = study.study().definition().budget();
        int wanted = Math.max(trials, budget.trials().orElse(study.progress().total()));
        return resume().map(resume -> resume + " --trials " + wanted
                + budget.epochs().stream()
                        .mapToObj(epochs -> " --total-epochs " + Math.max(epochs, epochsFor(wanted)))
                        .collect(Collectors.joining()));
    }

    /** Where the epochs are spent nothing begins, however many trials are wanted. */
    private long epochsFor(int trials) {
        int whole = study.study()
                .definition()
                .trialEpochs()
                .orElse(study.trials().stream().mapToInt(Trial::lastStep).max().orElse(1));
        Progress progress = study.progress();
        return progress.steps() + (long) whole * Math.max(0, trials - progress.total());
    }

    /** Returns the commands that evaluate trials again under other seeds, if the command line can run them. */
    public Optional<String> retry(List<Integer> trials, int times) {
        String numbers = trials.stream().map(String::valueOf).collect(Collectors.joining(" "));
        String all = String.join(" ", Collections.nCopies(times, numbers));
        return resume(study.progress().total() + times * trials.size())
                .map(resume -> "fer trials retry" + where() + " " + all + "\n" + resume);
    }

    /** Returns the command that shows all that is known of a trial. */
    public String show(int trial) {
        return "fer trials show" + where() + " " + trial;
    }

    /** Returns the command that writes this report. */
    public String report() {
        return "fer report" + where() + " --out " + study.name() + ".html";
    }

    private String where() {
        return store(" --study " + study.name());
    }

    private String store(String more) {
        return store.map(name -> " --store " + ShellWords.word(name)).orElse("") + more;
    }

    /** The data by its name alone: where it lies on somebody's machine is nobody else's business. */
    private String data() {
        return study.study()
                .dataSource()
                .map(path -> " --data "
                        + ShellWords.word(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)))
                .map(data -> data + (skipsDamaged() ? " --skip-damaged" : ""))
                .orElse("");
    }

    private boolean skipsDamaged() {
        return Boolean.parseBoolean(study.study().provenance().get(StudyRecord.DATA_SKIPS_DAMAGED));
    }
}
