package dev.fer.examples.arbiter;

import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Points of a grid, and whether they lie within a ring: what no line can part. */
public final class Ring implements DataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public void configure(Properties properties) {}

    @Override
    public Object trainData() {
        return points(16);
    }

    @Override
    public Object testData() {
        return points(15);
    }

    @Override
    public Class<?> getDataType() {
        return DataSetIterator.class;
    }

    private static DataSetIterator points(int side) {
        INDArray places = Nd4j.zeros(side * side, 2);
        INDArray within = Nd4j.zeros(side * side, 2);
        for (int i = 0; i < side * side; i++) {
            int row = i / side;
            double x = 2.0 * (i - row * side) / (side - 1) - 1;
            double y = 2.0 * row / (side - 1) - 1;
            double radius = Math.hypot(x, y);
            places.putScalar(i, 0, x).putScalar(i, 1, y);
            within.putScalar(i, radius > 0.4 && radius < 0.9 ? 1 : 0, 1);
        }
        DataSet all = new DataSet(places, within);
        all.shuffle(7);
        return new ExistingDataSetIterator(all.batchBy(32));
    }
}
