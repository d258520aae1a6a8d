package dev.fer.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fer.search.ChildJvm;
import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.SearchDefinition.Component;
import dev.fer.search.space.Configuration;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneticSamplerTest extends SamplerContractTest {
    @Override
    Sampler sampler() {
        return Samplers.create(new Component("genetic"), List.of(Loop.LOSS));
    }

    @Test
    void breedsBetterConfigurationsThanRandomSearchFinds() {
        ToDoubleFunction<Configuration> bowl = c -> c.names().stream()
                .mapToDouble(name -> Math.pow(c.getDouble(name) - 0.3, 2))
                .sum();
        assertThat(meanBest(sampler(), bowl)).isLessThan(meanBest(new RandomSampler(), bowl) / 2);
    }

    /** Main of a process without Arbiter. */
    public static final class Main {
        private Main() {}

        /** Prints what creating the sampler says. */
        public static void main(String[] arguments) {
            try {
                Samplers.create(new Component("genetic"), List.of(Loop.LOSS));
            } catch (ComponentException e) {
                System.out.println(e.getMessage() + "; " + e.hint().orElseThrow());
            }
        }
    }

    @Test
    void withoutArbiterItTellsWhatToAdd() throws Exception {
        List<String> command = new ArrayList<>(ChildJvm.command(Main.class));
        int classPath = command.indexOf("-cp") + 1;
        command.set(
                classPath,
                Stream.of(command.get(classPath).split(File.pathSeparator))
                        .filter(entry -> !entry.contains("arbiter-core") && !entry.contains("nd4j"))
                        .collect(Collectors.joining(File.pathSeparator)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(ChildJvm.reader(process).readLine())
                .isEqualTo("sampler 'genetic' needs arbiter-core on the class path; "
                        + "add org.deeplearning4j:arbiter-core:1.0.0-beta7, or take another sampler");
        assertThat(process.waitFor()).isZero();
    }

    private static double meanBest(Sampler sampler, ToDoubleFunction<Configuration> objective) {
        return LongStream.range(0, 5)
                .mapToDouble(seed -> new Loop(Spaces.box(4), sampler, seed)
                        .run(80, objective).stream()
                                .mapToDouble(objective)
                                .min()
                                .orElseThrow())
                .average()
                .orElseThrow();
    }
}
