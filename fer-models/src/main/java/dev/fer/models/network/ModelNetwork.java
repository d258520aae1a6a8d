package dev.fer.models.network;

import java.io.IOException;
import java.io.OutputStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What rows of layers and graphs have in common. */
abstract sealed class ModelNetwork<M extends Model> implements Network permits SequentialNetwork, GraphNetwork {
    private final M model;
    private final AnswerCounter answers = new AnswerCounter();

    ModelNetwork(M model) {
        // Else Deeplearning4j drops a report file into the working directory when memory runs out.
        CrashReportingUtil.crashDumpsEnabled(false);
        this.model = model;
        model.setListeners(answers);
    }

    abstract void fit(INDArray images, INDArray labels);

    abstract Layer[] layers();

    abstract Layer outputLayer();

    @Override
    public TrainingStep train(INDArray images, INDArray labels) {
        answers.expect(labels);
        fit(images, labels);
        return new TrainingStep(model.score() - answers.penalty(), answers.correct());
    }

    @Override
    public double loss(INDArray probabilities, INDArray labels) {
        return CrossEntropy.mean(outputLayer(), probabilities, labels);
    }

    @Override
    public void learningRate(double rate) {
        TrainingControls.learningRate(layers(), rate);
    }

    @Override
    public void classWeights(double[] weights) {
        TrainingControls.classWeights(outputLayer(), weights);
    }

    @Override
    public void clipGradients(double norm) {
        model.addListeners(new GradientClipping(layers(), norm));
    }

    @Override
    public Network copy() {
        return NetworkFile.copy(model);
    }

    @Override
    public INDArray weights() {
        return model.params();
    }

    @Override
    public long parameters() {
        return model.numParams();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        NetworkFile.write(model, out, true);
    }

    @Override
    public void writeForUse(OutputStream out) throws IOException {
        NetworkFile.write(model, out, false);
    }

    @Override
    public M unwrap() {
        return model;
    }

    @Override
    public void close() {
        model.close();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
}
