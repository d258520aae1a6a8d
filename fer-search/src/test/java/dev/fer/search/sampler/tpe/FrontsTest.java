package dev.fer.search.sampler.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.common.Seeds;
import dev.fer.search.pareto.NonDominatedSorting;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontsTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theyAreThoseOfSortingAllPointsAtOnce(int goals) {
        UniformRandomProvider random = Seeds.random(1, "fronts");
        double[][] losses = new double[150][goals];
        Fronts fronts = new Fronts();
        for (int i = 0; i < losses.length; i++) {
            double[] point = losses[i];
            Arrays.setAll(point, goal -> random.nextInt(15));
            fronts.add(i, DoubleStream.of(point).boxed().toList());
        }
        int[] ranks = NonDominatedSorting.ranks(losses);
        for (int rank = 0; rank <= Arrays.stream(ranks).max().orElseThrow(); rank++) {
            int each = rank;
            assertThat(fronts.front(rank))
                    .allSatisfy(member -> assertThat(ranks[member.index()]).isEqualTo(each));
        }
        assertThat(fronts.size()).isEqualTo(losses.length);
    }
}
