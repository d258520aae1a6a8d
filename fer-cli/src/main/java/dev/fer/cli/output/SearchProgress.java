package dev.fer.cli.output;

import dev.fer.search.Goal;
import dev.fer.search.Report;
import dev.fer.search.Trial;
import dev.fer.search.TrialState;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.pareto.ParetoFront;
import dev.fer.search.run.Averages;
import dev.fer.search.run.SearchListener;
import dev.fer.search.run.Standings;
import dev.fer.search.run.Study;
import dev.fer.search.space.Configuration;
import dev.fer.search.store.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a running search looks on stderr: a line per finished trial and, on a terminal, a bar below them with rate and
 * remaining time. Work is counted in epochs, so that the bar moves within trials: those of the budget where it has epochs,
 * else those of all trials, of which a pruned one counts in full.
 *
 * <p>Thread-safe.
 */
public final class SearchProgress implements SearchListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchProgress.class);

    private final PrintWriter err;
    private final Terminal terminal;
    private final boolean quiet;
    private final SearchDefinition definition;
    private final List<Goal> goals;
    private final OptionalInt trials;
    private final OptionalInt allEpochs;
    private final int epochs;
    private final Map<Integer, Integer> unfinished = new HashMap<>();
    private final List<Trial> ended = new ArrayList<>();
    private final Set<Configuration> tried = new HashSet<>();
    private final long start = System.nanoTime();
    private List<Trial> front = List.of();
    private @Nullable ProgressBar bar;
    private int finished;
    private long trained;
    private long before;

    /** Creates a silent one if {@code quiet}. */
    public SearchProgress(PrintWriter err, Terminal terminal, boolean quiet, SearchDefinition definition) {
        this.err = err;
        this.terminal = terminal;
        this.quiet = quiet;
        this.definition = definition;
        this.goals = definition.goals();
        this.trials = definition.budget().trials();
        this.allEpochs = definition.budget().epochs();
        this.epochs = definition.training().get("epochs") instanceof Number number ? number.intValue() : 1;
    }

    /** Takes in what earlier runs did, and shows the bar. */
    public synchronized void begin(List<Trial> known) {
        known.forEach(this::takeIn);
        front = goals.size() == 1
                ? best(ended)
                : Averages.front(definition, ended).trials();
        before = work();
        if (!quiet && terminal.progress()) {
            bar = new ProgressBarBuilder()
                    .setTaskName("search")
                    .setInitialMax(whole().orElse(-1))
                    .setUnit(" epochs", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .startsFrom(before, Duration.ZERO)
                    .setConsumer(new ErrorStreamBar(System.err))
                    .build();
        }
    }

    /** Prints a line above the bar. */
    public synchronized void say(String line) {
        if (quiet) {
            LOG.info(line);
            return;
        }
        if (bar != null) {
            err.print("\r\u001b[K");
        }
        err.println(line);
        err.flush();
        refresh();
    }

    @Override
    public synchronized void recovered(List<Integer> numbers) {
        say("Going on with " + (numbers.size() == 1 ? "trial " : "trials ")
                + String.join(", ", numbers.stream().map(String::valueOf).toList()) + " of a process that died.");
    }

    @Override
    public synchronized void trialStarted(Trial trial) {
        unfinished.put(trial.number(), trial.lastStep());
        refresh();
    }

    @Override
    public synchronized void reported(Trial trial, Report report) {
        unfinished.put(trial.number(), report.step());
        refresh();
    }

    @Override
    public synchronized void trialFinished(Trial trial) {
        boolean again = trial.configuration().filter(tried::contains).isPresent();
        takeIn(trial);
        if (trial.state().isFinished()) {
            contend(trial, again);
        }
        say(line(trial));
    }

    private void takeIn(Trial trial) {
        if (trial.state().isFinished()) {
            unfinished.remove(trial.number());
            count(trial);
        } else {
            unfinished.put(trial.number(), trial.lastStep());
        }
    }

    /** Returns how many epochs the search has in all, if that is known. */
    private OptionalLong whole() {
        if (allEpochs.isPresent()) {
            return OptionalLong.of(allEpochs.getAsInt());
        }
        return trials.isPresent() ? OptionalLong.of((long) trials.getAsInt() * epochs) : OptionalLong.empty();
    }

    /** Returns how many of them are done. */
    private long work() {
        IntStream steps = unfinished.values().stream().mapToInt(Integer::intValue);
        return allEpochs.isPresent()
                ? trained + steps.sum()
                : (long) finished * epochs
                        + steps.map(step -> Math.min(step, epochs)).sum();
    }

    private void count(Trial trial) {
        finished++;
        trained += Standings.stepsRun(trial);
        ended.add(trial);
        trial.configuration().ifPresent(tried::add);
    }

    /** Of several goals a configuration that was run again counts with the mean of its runs, which may let others in. */
    private void contend(Trial trial, boolean again) {
        List<Trial> contenders = new ArrayList<>(front);
        contenders.add(trial);
        if (goals.size() == 1) {
            front = best(contenders);
        } else {
            ParetoFront unbeaten = again ? Averages.front(definition, ended) : ParetoFront.of(contenders, goals);
            front = unbeaten.trials();
        }
    }

    private List<Trial> best(List<Trial> contenders) {
        return ParetoFront.of(contenders, goals).trials().stream().limit(1).toList();
    }

    private String line(Trial trial) {
        StringBuilder line = new StringBuilder("trial ").append(trial.number()).append(' ');
        line.append(painted(trial.state()));
        reason(trial)
                .or(() -> values(trial))
                .ifPresent(said -> line.append(": ").append(said));
        trial.failure()
                .ifPresent(f -> line.append(": ")
                        .append(f.reason().label())
                        .append(", ")
                        .append(f.message()));
        if (trial.lastStep() > 0) {
            line.append(", ").append(trial.lastStep()).append(trial.lastStep() == 1 ? " epoch" : " epochs");
        }
        line.append(format(", %.1f s", trial.computeTime().toMillis() / 1000.0));
        line.append(standing(trial)).append(" - ").append(finished);
        if (allEpochs.isPresent()) {
            line.append(finished == 1 ? " trial, " : " trials, ");
            line.append(work()).append(" of ").append(allEpochs.getAsInt()).append(" epochs");
        } else {
            trials.ifPresent(total -> line.append(" of ").append(total));
        }
        return line.append(remaining()).toString();
    }

    /** Says why a trial was ended or laid aside early. */
    private static Optional<String> reason(Trial trial) {
        return switch (trial.state()) {
            case PRUNED -> Optional.ofNullable(trial.attributes().get(Outcome.PRUNED_BECAUSE));
            case PAUSED -> Optional.ofNullable(trial.attributes().get(Study.PAUSED_BECAUSE));
            default -> Optional.empty();
        };
    }

    private Optional<String> values(Trial trial) {
        return goals.stream()
                .flatMap(goal -> trial.metric(goal.metric()).map(v -> goal.metric() + " " + number(v)).stream())
                .reduce((all, next) -> all + ", " + next);
    }

    /** Says what is the best, or with several goals how many configurations no other one beats. */
    private String standing(Trial trial) {
        if (front.isEmpty()) {
            return "";
        }
        if (goals.size() > 1) {
            boolean on = trial.state() == TrialState.COMPLETE
                    && front.stream().anyMatch(other -> other.configuration().equals(trial.configuration()));
            return (on ? " (on the front" : " (front") + " of " + front.size() + ")";
        }
        return " (best " + bestValue() + ", trial " + front.get(0).number() + ")";
    }

    private String bestValue() {
        return number(front.get(0).metric(goals.get(0).metric()).orElse(Double.NaN));
    }

    /** Counts, of parameters for instance, are exact. */
    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) >= 1000;
        return whole ? format("%.0f", value) : Rounding.of(value);
    }

    private String painted(TrialState state) {
        String label = state.name().toLowerCase(Locale.ROOT);
        if (quiet) {
            return label; // It goes to a file.
        }
        return switch (state) {
            case COMPLETE -> terminal.paint(32, label);
            case FAILED -> terminal.paint(31, label);
            default -> terminal.paint(33, label);
        };
    }

    private String remaining() {
        long done = work() - before;
        long left = whole().orElse(0) - work();
        if (done <= 0 || left <= 0 || bar != null) {
            return "";
        }
        double perEpoch = (System.nanoTime() - start) / 1e9 / done;
        long seconds = Math.round(perEpoch * left);
        return seconds < 90 ? ", about " + seconds + " s left" : ", about " + Math.round(seconds / 60.0) + " min left";
    }

    private void refresh() {
        if (bar == null) {
            return;
        }
        bar.stepTo(work());
        if (!front.isEmpty()) {
            setExtra(goals.size() > 1 ? "front of " + front.size() : "best " + bestValue());
        }
        bar.refresh();
    }

    private void setExtra(String message) {
        if (bar != null) {
            bar.setExtraMessage(message);
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
