package dev.fer.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How an objective reads its values. */
class ConfigurationTest {
    private static final Configuration SOME = Configuration.of(
            Map.of("rate", 0.1, "num_layers", 3, "optimizer", "sgd", "nesterov", true, "big", 1L << 40));

    private enum Optimizer {
        SGD,
        ADAM
    }

    private record Settings(
            double rate,
            int numLayers,
            Optimizer optimizer,
            boolean nesterov,
            long big,
            OptionalDouble momentum,
            OptionalInt width,
            Optional<String> head) {}

    private record Given(OptionalDouble rate, OptionalInt numLayers, OptionalLong big, Optional<Optimizer> optimizer) {}

    private record Needy(double momentum) {}

    private record Wrong(int rate) {}

    private record Strange(StringBuilder rate) {}

    private record Choosy(double rate) {
        Choosy {
            if (rate < 0.5) {
                throw new IllegalArgumentException("too slow");
            }
        }
    }

    private enum Loss {
        HINGE
    }

    private record Mistaken(Loss optimizer) {}

    @Test
    void whatIsInactiveHasTheValueThatTheCallerSays() {
        assertThat(SOME.getDouble("momentum", 0.5)).isEqualTo(0.5);
        assertThat(SOME.getDouble("rate", 0.5)).isEqualTo(0.1);
        assertThat(SOME.getInt("width", 8)).isEqualTo(8);
        assertThat(SOME.getLong("big", 8)).isEqualTo(1L << 40);
        assertThat(SOME.getString("head", "none")).isEqualTo("none");
        assertThat(SOME.getBoolean("nesterov", false)).isTrue();
    }

    @Test
    void aNumberThatDoesNotFitIsRefusedWithItsValue() {
        assertThatThrownBy(() -> SOME.getInt("big"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter 'big' is 1099511627776, which is not a whole number of 32 bits: use getLong");
        assertThatThrownBy(() -> Configuration.of(Map.of("x", 1e300)).getLong("x"))
                .hasMessage("parameter 'x' is 1.0E300, which is not a whole number of 64 bits");
    }

    @Test
    void aMisspeltNameIsAnsweredByTheNearestOne() {
        assertThatThrownBy(() -> SOME.getDouble("rat"))
                .hasMessageStartingWith("no parameter 'rat' is active here; active: [")
                .hasMessageEndingWith("]; did you mean 'rate'?");
    }

    @Test
    void aRecordTakesTheValuesOfItsComponentsNames() {
        assertThat(SOME.as(Settings.class))
                .isEqualTo(new Settings(
                        0.1,
                        3,
                        Optimizer.SGD,
                        true,
                        1L << 40,
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        Optional.empty()));
        assertThat(SOME.as(Given.class))
                .isEqualTo(new Given(
                        OptionalDouble.of(0.1),
                        OptionalInt.of(3),
                        OptionalLong.of(1L << 40),
                        Optional.of(Optimizer.SGD)));
    }

    @Test
    void aComponentWithoutAnActiveParameterIsNamedWithTheCure() {
        assertThatThrownBy(() -> SOME.as(Needy.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "component 'double momentum' of Needy: no parameter 'momentum' is active here; active: [")
                .hasMessageEndingWith("(one that is not always active needs an Optional)");
    }

    @Test
    void aComponentOfAnotherTypeIsNamedWithTheValue() {
        assertThatThrownBy(() -> SOME.as(Wrong.class))
                .hasMessage(
                        "component 'int rate' of Wrong: parameter 'rate' is 0.1, which is not a whole number of 64 bits");
        assertThatThrownBy(() -> SOME.as(Strange.class))
                .hasMessageStartingWith(
                        "component 'java.lang.StringBuilder rate' of Strange: no value is of this type; allowed: double");
        assertThatThrownBy(() -> SOME.as(Mistaken.class))
                .hasMessageEndingWith("\"sgd\" is none of its constants [HINGE]");
    }

    @Test
    void whatTheRecordItselfRefusesIsTheCause() {
        assertThatThrownBy(() -> SOME.as(Choosy.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Choosy refuses {")
                .hasRootCauseMessage("too slow");
    }
}
