package dev.fer.models.network;

import dev.fer.models.layer.BlockedChains;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
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

    static GraphNetwork read(InputStream in) throws IOException {
        return new GraphNetwork(ModelSerializer.restoreComputationGraph(in, true));
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
