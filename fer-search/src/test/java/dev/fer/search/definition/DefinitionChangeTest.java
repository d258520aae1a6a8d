package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionChangeTest {
    private static final String BASE = """
            {
              "name": "s", "description": "old", "model": "cnn",
              "space": {
                "real": {"type": "float", "low": 0.1, "high": 0.5},
                "grid": {"type": "float", "low": 0.1, "high": 0.5, "step": 0.1},
                "whole": {"type": "int", "low": 2, "high": 8, "step": 2},
                "kind": {"type": "categorical", "choices": ["a", "b"]},
                "size": {"type": "ordinal", "choices": [1, 4, 16]},
                "near": {"type": "normal", "mean": 0, "sd": 1, "low": -3, "when": {"kind": "a"}},
                "fixed": 7
              },
              "forbidden": [{"kind": "a", "size": 16}],
              "enqueue": [{"kind": "a"}],
              "objective": {"metric": "m", "direction": "maximize"},
              "training": {"epochs": 5},
              "budget": {"trials": 20, "time": "1h"},
              "seed": 1
            }
            """;

    private static DefinitionChange change(String from, String to) {
        assertThat(BASE).contains(from);
        SearchDefinition after = SearchDefinitions.parse(BASE.replace(from, to), "after");
        return DefinitionChange.between(SearchDefinitions.parse(BASE, "before"), after);
    }

    @Test
    void aFileThatOnlyLooksDifferentIsNoChange() {
        DefinitionChange change = change("\"seed\": 1", "\"seed\": /* the same */ 1, \"pruner\": {\"type\": \"none\"}");
        assertThat(change.isEmpty()).isTrue();
        assertThat(change.isCompatible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"low\": 0.1, \"high\": 0.5} | \"low\": 0, \"high\": 0.9} | /space/real: float 0.1..0.5 -> float 0..0.9",
                "\"low\": 0.1, \"high\": 0.5, | \"low\": 0, \"high\": 0.5, | /space/grid: float 0.1..0.5, step 0.1 ->"
                        + " float 0..0.5, step 0.1",
                "\"low\": 2, \"high\": 8 | \"low\": 0, \"high\": 12 | /space/whole: int 2..8, step 2 -> int 0..12, step"
                        + " 2",
                "[\"a\", \"b\"] | [\"c\", \"b\", \"a\"] | /space/kind: one of [\"a\", \"b\"] -> one of [\"c\", \"b\","
                        + " \"a\"]",
                "[1, 4, 16] | [1, 2, 4, 16] | /space/size: one of, in order, [1, 4, 16] -> one of, in order, [1, 2, 4,"
                        + " 16]",
                "\"low\": -3 | \"low\": -4 | /space/near: normal around 0, sd 1, -3..inf, when kind is \"a\" -> normal"
                        + " around 0, sd 1, -4..inf, when kind is \"a\"",
                "[{\"kind\": \"a\", \"size\": 16}] | [] | /forbidden: {\"kind\":\"a\",\"size\":16} -> absent",
                "\"trials\": 20 | \"trials\": 21 | /budget/trials: 20 -> 21",
                "\"trials\": 20, | `` | /budget/trials: 20 -> no limit",
                "\"time\": \"1h\" | \"time\": \"30m\" | /budget/time: 1h -> 30m",
                "\"description\": \"old\" | \"description\": \"new\" | /description: old -> new",
                "\"seed\": 1 | \"seed\": 1, \"sampler\": {\"type\": \"random\"} | /sampler: auto -> random",
                "\"seed\": 1 | \"seed\": 1, \"pruner\": {\"type\": \"median\", \"interval_epochs\": 2} | /pruner: none ->"
                        + " median {interval_epochs=2}",
                "\"fixed\": 7 | `\"fixed\": 7` | ``",
            })
    void whatLeavesTrialsValidIsTakenOn(String from, String to, String words) {
        DefinitionChange change = change(from, to);
        assertThat(change.refused()).isEmpty();
        assertThat(change.accepted())
                .extracting(Object::toString)
                .isEqualTo(words.isEmpty() ? List.of() : List.of(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": \"s\" | \"name\": \"t\" | /name: s -> t",
                "\"model\": \"cnn\" | \"model\": \"fnn\" | /model: cnn -> fnn",
                "\"low\": 0.1, \"high\": 0.5} | \"low\": 0.2, \"high\": 0.9} | /space/real: float 0.1..0.5 -> float"
                        + " 0.2..0.9",
                "\"high\": 0.5} | \"high\": 0.5, \"log\": true} | /space/real: float 0.1..0.5 -> float 0.1..0.5, log",
                "\"low\": 0.1, \"high\": 0.5, | \"low\": 0.05, \"high\": 0.5, | /space/grid: float 0.1..0.5, step 0.1 ->"
                        + " float 0.05..0.5, step 0.1",
                "\"low\": 2, \"high\": 8, \"step\": 2 | \"low\": 2, \"high\": 8 | /space/whole: int 2..8, step 2 -> int"
                        + " 2..8",
                "[1, 4, 16] | [4, 1, 16] | /space/size: one of, in order, [1, 4, 16] -> one of, in order, [4, 1, 16]",
                "\"fixed\": 7 | \"fixed\": 8 | /space/fixed: the constant 7 -> the constant 8",
                "\"fixed\": 7 | \"fixd\": 7 | /space/fixed: the constant 7 -> absent",
                "{\"kind\": \"a\"}} | {\"kind\": \"b\"}} | /space/near: normal around 0, sd 1, -3..inf, when kind is"
                        + " \"a\" -> normal around 0, sd 1, -3..inf, when kind is \"b\"",
                "\"size\": 16} | \"size\": 4} | /forbidden: absent -> {\"kind\":\"a\",\"size\":4}",
                "[{\"kind\": \"a\"}] | [] | /enqueue: [{\"kind\":\"a\"}] -> []",
                "maximize | minimize | /objective: maximize m -> minimize m",
                "\"epochs\": 5 | \"epochs\": 6 | /training/epochs: 5 -> 6",
                "\"epochs\": 5 | \"epochs\": 5, \"train_limit\": 9 | /training/train_limit: absent -> 9",
                "\"trials\": 20 | \"trials\": 19 | /budget/trials: 20 -> 19",
                "\"seed\": 1 | \"seed\": 2 | /seed: 1 -> 2",
            })
    void anythingElseNeedsANewStudy(String from, String to, String words) {
        DefinitionChange change = change(from, to);
        assertThat(change.isCompatible()).isFalse();
        assertThat(change.refused()).extracting(Object::toString).contains(words);
    }

    @Test
    void anotherOrderOfTheParametersIsTakenOn() {
        DefinitionChange change = DefinitionChange.between(
                SearchDefinitions.parse(Corpus.space("\"a\": 1, \"b\": 2"), "s"),
                SearchDefinitions.parse(Corpus.space("\"b\": 2, \"a\": 1"), "s"));
        assertThat(change.refused()).isEmpty();
        assertThat(change.accepted()).extracting(Object::toString).containsExactly("/space: a, b -> b, a");
    }
}
