package dev.fer.search.arbiter;

import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.Sampler;
import dev.fer.search.sampler.TpeSampler;
import dev.fer.search.sampler.tpe.TpeSettings;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.jspecify.annotations.Nullable;

/**
 * Gives an existing Arbiter optimization a sampler that learns, by one changed line:
 * {@code .candidateGenerator(new FerCandidateGenerator(space, Direction.MAXIMIZE))}.
 *
 * <p>Arbiter does not tell a generator which direction its score function has, hence the argument. Under Arbiter's own
 * runners the generator hears of successes only: a candidate that failed counts as running for ever, so that its
 * neighbourhood is avoided mildly, and those runners never end when a finite space is exhausted before their
 * termination condition holds. {@link FerOptimizationRunner} has neither flaw. NaN counts as a failure. The generator
 * has no JSON form of its own. Thread-safe, as Arbiter's runners demand.
 */
public final class FerCandidateGenerator implements CandidateGenerator {
    /** What a candidate's score is called among the metrics of a trial. */
    static final String SCORE = "score";

    private final ParameterSpace<?> arbiter;
    private final ArbiterSpace space;
    private final Direction direction;
    private final Sampler sampler;
    private final @Nullable Map<String, Object> dataParameters;
    private final History history;
    private long seed;
    private int next;
    private @Nullable Configuration suggested;

    /**
     * Creates a generator that uses TPE.
     *
     * @param space what is searched; its leaves are numbered here
     * @param direction whether small or large scores are wanted
     */
    public FerCandidateGenerator(ParameterSpace<?> space, Direction direction) {
        this(space, direction, new TpeSampler(TpeSettings.DEFAULT));
    }

    /** Creates a generator that uses the given sampler, which must serve nothing else meanwhile. */
    public FerCandidateGenerator(ParameterSpace<?> space, Direction direction, Sampler sampler) {
        this(space, direction, sampler, null);
    }

    /**
     * Creates a generator for an optimization whose deprecated {@code DataProvider} takes parameters.
     *
     * @param dataParameters handed on with every candidate; null for none
     */
    public FerCandidateGenerator(
            ParameterSpace<?> space,
            Direction direction,
            Sampler sampler,
            @Nullable Map<String, Object> dataParameters) {
        this.arbiter = space;
        this.space = new ArbiterSpace(space);
        this.direction = direction;
        this.sampler = sampler;
        this.dataParameters = dataParameters;
        this.history = new History(this.space.space(), List.of(new Goal(SCORE, direction)));
    }

    @Override
    public synchronized boolean hasMoreCandidates() {
        return suggestion().isPresent();
    }

    /**
     * Suggests the next candidate. If the space cannot build its value, the candidate carries the exception, as
     * those of Arbiter's own generators do.
     *
     * @throws IllegalStateException if every candidate of a finite space was given out
     */
    @Override
    public synchronized Candidate<?> getCandidate() {
        Configuration configuration = suggestion()
                .orElseThrow(() -> new IllegalStateException("every candidate of this space was given out"));
        int number = next++;
        suggested = null;
        history.start(number, configuration);
        Candidate<?> candidate = space.candidate(configuration, number, dataParameters);
        if (candidate.getException() != null) {
            history.finish(number, TrialState.FAILED, Map.of());
        }
        return candidate;
    }

    /** Arbiter asks whether there are more candidates before each one: what was found then is given out. */
    private Optional<Configuration> suggestion() {
        if (suggested == null) {
            suggested = sampler.suggest(history, next, seed)
                    .map(Sampler.Suggestion::configuration)
                    .orElse(null);
        }
        return Optional.ofNullable(suggested);
    }

    @Override
    public synchronized void reportResults(OptimizationResult result) {
        int number = result.getCandidate().getIndex();
        if (history.active(number).isEmpty()) {
            return;
        }
        suggested = null;
        Double score = result.getScore();
        if (score == null || !Double.isFinite(score)) {
            history.finish(number, TrialState.FAILED, Map.of());
        } else {
            history.finish(number, TrialState.COMPLETE, Map.of(SCORE, score));
        }
    }

    @Override
    public ParameterSpace<?> getParameterSpace() {
        return arbiter;
    }

    /** Sets what everything random derives from; 0 unless set. */
    @Override
    public synchronized void setRngSeed(long rngSeed) {
        seed = rngSeed;
        suggested = null;
    }

    @Override
    public Class<?> getCandidateType() {
        return Candidate.class;
    }

    Direction direction() {
        return direction;
    }

    Sampler sampler() {
        return sampler;
    }

    @Nullable Map<String, Object> dataParameters() {
        return dataParameters;
    }
}
