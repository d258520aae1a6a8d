package dev.fer.search.arbiter;

import dev.fer.search.Direction;
import dev.fer.search.History;
import dev.fer.search.TrialState;
import dev.fer.search.sampler.Sampler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.jspecify.annotations.Nullable;

/**
 * Any of Arbiter's generators as a sampler of one study. A generator keeps its state to itself, so a new one is brought
 * to where an earlier one was: it gives out as many candidates as there are trials, which are thrown away, and hears of
 * all that ended, failures included. With a seeded generator and one worker the search then goes on as if it had never
 * been interrupted. One thread at a time.
 */
final class GeneratorSampler implements Sampler {
    private final CandidateGenerator generator;
    private final ArbiterSpace space;
    private final Direction direction;
    private int given;
    private int heard;

    GeneratorSampler(CandidateGenerator generator, ArbiterSpace space, Direction direction) {
        this.generator = generator;
        this.space = space;
        this.direction = direction;
    }

    @Override
    public Optional<Suggestion> suggest(History history, int number, long seed) {
        while (given < number && generator.hasMoreCandidates()) {
            generator.getCandidate();
            given++;
        }
        List<History.Finished> finished = history.finished();
        while (heard < finished.size()) {
            report(finished.get(heard++));
        }
        if (!generator.hasMoreCandidates()) {
            return Optional.empty();
        }
        double[] numbers = generator.getCandidate().getFlatParameters();
        given++;
        // Arbiter's genetic generator has none when it finds nothing new.
        return numbers == null
                ? Optional.empty()
                : Optional.of(new Suggestion(
                        space.configuration(numbers),
                        Map.of(NOTE, generator.getClass().getSimpleName())));
    }

    private void report(History.Finished trial) {
        Candidate<?> candidate = space.candidate(trial.configuration(), trial.number(), null);
        boolean complete = trial.state() == TrialState.COMPLETE;
        Double score = complete ? direction.loss(trial.losses().get(0)) : null;
        generator.reportResults(result(candidate, score));
    }

    private static OptimizationResult result(Candidate<?> candidate, @Nullable Double score) {
        CandidateStatus status = score == null ? CandidateStatus.Failed : CandidateStatus.Complete;
        CandidateInfo info = new CandidateInfo(
                candidate.getIndex(), status, score, 0L, null, null, candidate.getFlatParameters(), null);
        return new OptimizationResult(candidate, score, candidate.getIndex(), null, info, null);
    }
}
