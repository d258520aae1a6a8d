package dev.fer.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.common.Seeds;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationJsonTest {
    @Test
    void valuesAreWrittenInTheirOrderAndAsShortAsTheyCanBe() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rate", 0.001);
        values.put("layers", 3L);
        values.put("optimizer", "say \"sgd\"");
        values.put("norm", true);
        values.put("whole", 2.0);
        assertThat(ConfigurationJson.write(Configuration.of(values)))
                .isEqualTo(
                        "{\"rate\":0.001,\"layers\":3,\"optimizer\":\"say \\\"sgd\\\"\",\"norm\":true,\"whole\":2.0}");
    }

    @Test
    void everyDoubleComesBackToTheLastBit() {
        UniformRandomProvider random = Seeds.random(1, "doubles");
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                Configuration configuration = Configuration.of(Map.of("x", value, "n", random.nextLong()));
                assertThat(ConfigurationJson.read(ConfigurationJson.write(configuration)))
                        .isEqualTo(configuration);
            }
        }
    }

    @Test
    void theOrderIsKept() {
        assertThat(ConfigurationJson.read("{\"z\":1,\"a\":2,\"m\":3}").names()).containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"a\":null}",
                "{\"a\":[1]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1",
                "{\"a\":1} 2",
                "{\"a\":1e999}",
                "{\"a\":99999999999999999999}",
                "{\"a\":NaN}"
            })
    void whatIsNoConfigurationIsRefused(String text) {
        assertThatThrownBy(() -> ConfigurationJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a configuration");
    }
}
