package dev.fer.models.family;

import dev.fer.data.batch.Sampling;
import dev.fer.models.optimize.LabelTreatment;
import dev.fer.models.optimize.LearningRateSchedule;
import dev.fer.models.optimize.Optimization;
import dev.fer.models.optimize.WeightAveraging;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.space.Configuration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parameters of training that every family shares and a search may vary.
 *
 * @param batchSize images per step
 * @param optimization how a step changes weights
 * @param schedule how the learning rate changes over time
 * @param labels what labels say and how much each class counts
 * @param averaging whether weights are averaged over steps
 */
public record TrainingParameters(
        int batchSize,
        Optimization optimization,
        LearningRateSchedule schedule,
        LabelTreatment labels,
        WeightAveraging averaging) {
    /** What a search may set; the defaults are those of plain stochastic gradient descent. */
    public static final List<ParameterDeclaration> DECLARATIONS = Stream.of(
                    Optimization.DECLARATIONS,
                    List.of(ParameterDeclaration.whole("batch_size", 256, 1, 100_000, "images per training step")),
                    LearningRateSchedule.DECLARATIONS,
                    LabelTreatment.DECLARATIONS,
                    WeightAveraging.DECLARATIONS)
            .flatMap(List::stream)
            .toList();

    /**
     * Takes the training parameters out of resolved ones.
     *
     * @throws ParameterException if two of them exclude each other
     */
    public static TrainingParameters of(Configuration parameters) {
        LabelTreatment labels = LabelTreatment.of(parameters);
        if (labels.balancedWeights() && labels.sampling() == Sampling.BALANCED) {
            throw new ParameterException(List.of("class_weights and sampling are both 'balanced', which would balance "
                    + "the emotions twice; set one of them only"));
        }
        if (labels.balancedWeights()
                && parameters.find(LayerStyle.OUTPUT).filter("sigmoid"::equals).isPresent()) {
            throw new ParameterException(
                    List.of("class_weights: only a softmax output weighs classes; set output to 'softmax'"));
        }
        return new TrainingParameters(
                parameters.getInt("batch_size"),
                Optimization.of(parameters),
                LearningRateSchedule.of(parameters),
                labels,
                WeightAveraging.of(parameters));
    }
}
