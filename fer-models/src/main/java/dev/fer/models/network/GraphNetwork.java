package dev.fer.models.network;

import dev.fer.models.layer.BlockedChains;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network in which paths may fork and meet, with one input and one output. */
final class GraphNetwork extends ModelNetwork<ComputationGraph> {
    GraphNetwork(ComputationGraph network) {
        super(network);
    }

    static GraphNetwork create(ComputationGraphConfiguration configuration, long seed) {
        BlockedChains.set(configuration);
        Nd4j.getRandom().setSeed(seed);
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        TrainingControls.countPenaltiesOnce(network.getLayers());
        return new GraphNetwork(network);
    }

    static GraphNetwork of(String configuration, INDArray weights, @Nullable INDArray updaterState) {
        ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(configuration);
        read.setDataType(weights.dataType());
        ComputationGraph network = new ComputationGraph(read);
        network.init(weights, false);
        if (updaterState != null) {
            network.getUpdater().setStateViewArray(updaterState);
        }
        return new GraphNetwork(network);
    }

    @Override
    void fit(INDArray images, INDArray labels) {
        unwrap().fit(new INDArray[] {images}, new INDArray[] {labels});
    }

    @Override
    Layer[] layers() {
        return unwrap().getLayers();
    }

    @Override
    Layer outputLayer() {
        return unwrap().getOutputLayer(0);
    }

    @Override
    public INDArray probabilities(INDArray images) {
        return unwrap().outputSingle(false, images);
    }

    @Override
    public Optional<FrozenPart> frozenPart() {
        return FrozenPart.of(this);
    }
}
