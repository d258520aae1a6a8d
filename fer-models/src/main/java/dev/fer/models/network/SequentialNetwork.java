package dev.fer.models.network;

import dev.fer.models.layer.BlockedChains;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network that is one row of layers. */
final class SequentialNetwork extends ModelNetwork<MultiLayerNetwork> {
    private SequentialNetwork(MultiLayerNetwork network) {
        super(network);
    }

    static SequentialNetwork create(MultiLayerConfiguration configuration, long seed) {
        BlockedChains.set(configuration);
        Nd4j.getRandom().setSeed(seed);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        TrainingControls.countPenaltiesOnce(network.getLayers());
        return new SequentialNetwork(network);
    }

    static SequentialNetwork of(String configuration, INDArray weights, @Nullable INDArray updaterState) {
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration);
        read.setDataType(weights.dataType());
        MultiLayerNetwork network = new MultiLayerNetwork(read);
        network.init(weights, false);
        if (updaterState != null) {
            network.getUpdater().setStateViewArray(network, updaterState, false);
        }
        return new SequentialNetwork(network);
    }

    @Override
    void fit(INDArray images, INDArray labels) {
        unwrap().fit(images, labels);
    }

    @Override
    Layer[] layers() {
        return unwrap().getLayers();
    }

    @Override
    Layer outputLayer() {
        return unwrap().getOutputLayer();
    }

    @Override
    public INDArray probabilities(INDArray images) {
        return unwrap().output(images, false);
    }

    /** Networks with frozen layers are built as graphs. */
    @Override
    public Optional<FrozenPart> frozenPart() {
        return Optional.empty();
    }
}
