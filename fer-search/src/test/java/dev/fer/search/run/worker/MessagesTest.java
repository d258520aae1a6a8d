package dev.fer.search.run.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fer.search.FailureReason;
import dev.fer.search.Trial;
import dev.fer.search.run.worker.Messages.Message;
import dev.fer.search.space.Configuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    static List<Message> messages() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rate", 1e-4);
        values.put("layers", 3L);
        values.put("whole", 2.0);
        values.put("bias", true);
        values.put("optimizer", "ad\"am");
        return List.of(
                new Message.Start("s", 7, Configuration.of(values), Long.MIN_VALUE, 3, "/some/where"),
                new Message.Continue(),
                new Message.Stop(true),
                new Message.Stop(false),
                new Message.Reported(4, Map.of("a", 0.1 + 0.2, "b", Double.NaN, "c", Double.NEGATIVE_INFINITY)),
                new Message.Attribute("k", "two\nlines"),
                new Message.Result(Map.of("a", Double.MIN_VALUE, "b", Double.POSITIVE_INFINITY)),
                new Message.Pruned("no \"hope\""),
                new Message.Failed(new Trial.Failure(FailureReason.OUT_OF_MEMORY, "heap", "at X\nat Y")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadAsItWasWrittenOnOneLine(Message message) {
        String line = Messages.write(message);

        assertThat(line).doesNotContain("\n");
        assertThat(Messages.read(line)).contains(message);
    }

    @Test
    void aTrialLineIsAsTheProtocolSays() {
        Configuration parameters = Configuration.of(Map.of("x", 0.5));

        assertThat(Messages.write(new Message.Start("s", 7, parameters, 123, 3, "/d")))
                .isEqualTo("{\"type\":\"trial\",\"study\":\"s\",\"number\":7,\"parameters\":{\"x\":0.5},\"seed\":123,"
                        + "\"resume_from\":3,\"directory\":\"/d\"}");
    }

    @Test
    void aNumberBeyondAllDoublesIsInfinite() {
        for (String huge : List.of("1e400", "1" + "0".repeat(400))) {
            assertThat(Messages.read("{\"type\":\"result\",\"metrics\":{\"a\":" + huge + "}}"))
                    .contains(new Message.Result(Map.of("a", Double.POSITIVE_INFINITY)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "epoch 3: 0.4", "{not json", "{\"epoch\":3}", "[1,2]", "{\"type\":3}"})
    void whatIsNoMessageIsLeftToTheLog(String line) {
        assertThat(Messages.read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"reprot\"}",
                "{\"type\":\"report\",\"step\":1}",
                "{\"type\":\"report\",\"step\":0,\"metrics\":{}}",
                "{\"type\":\"report\",\"step\":1,\"metrics\":{\"a\":\"high\"}}",
                "{\"type\":\"pruned\"}",
                "{\"type\":\"failure\",\"reason\":\"tired\",\"message\":\"\"}",
                "{\"type\":\"result\",\"metrics\":{\"a\":1}",
                "{\"type\":\"trial\",\"study\":\"s\",\"number\":3,\"value\":0.3}",
                "{\"type\":\"trial\",\"study\":\"s\",\"number\":3,\"parameters\":{\"a\":null}}"
            })
    void aWrongMessageIsAnError(String line) {
        assertThatThrownBy(() -> Messages.read(line))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("protocol error: ")
                .hasMessageEndingWith(" in " + line);
    }
}
