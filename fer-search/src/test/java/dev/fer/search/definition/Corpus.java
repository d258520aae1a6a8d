package dev.fer.search.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Search files, good and bad, that the reader and the schema must judge alike. */
final class Corpus {
    private Corpus() {}

    /** Returns a minimal file around the members of {@code space}. */
    static String space(String members) {
        return "{\"space\": {" + members + "}, \"objective\": {\"direction\": \"minimize\"}}";
    }

    /** Returns a minimal file with more members. */
    static String file(String members) {
        return "{\"space\": {\"x\": 1}, \"objective\": {\"direction\": \"minimize\"}, " + members + "}";
    }

    /** Returns a minimal file of two objectives with more members. */
    static String goals(String members) {
        return "{\"space\": {\"x\": 1}, \"objective\": [{\"metric\": \"loss\", \"direction\": \"minimize\"},"
                + " {\"metric\": \"parameters\", \"direction\": \"minimize\"}], " + members + "}";
    }

    /** Returns a minimal file of a model with more members. */
    static String model(String members) {
        return "{\"model\": \"cnn\", \"space\": {\"num_layers\": 3},"
                + " \"objective\": {\"metric\": \"validation.accuracy\", \"direction\": \"maximize\"}, " + members
                + "}";
    }

    private static String condition(String when) {
        return space("\"a\": {\"type\": \"int\", \"low\": 1, \"high\": 9},"
                + " \"b\": {\"type\": \"categorical\", \"choices\": [\"u\", \"v\"]},"
                + " \"c\": {\"type\": \"bool\", \"when\": " + when + "}");
    }

    static List<String> good() {
        return List.of(
                file("\"sampler\": {\"type\": \"freeze-thaw\", \"min_epochs\": 3, \"max_epochs\": 30}"),
                file("\"pruner\": {\"type\": \"hyperband\", \"min_epochs\": 4, \"reduction_factor\": 3}"),
                file("\"pruner\": {\"type\": \"threshold\", \"lower\": -0.5}"),
                file("\"pruner\": {\"type\": \"halving\"}"),
                file(
                        "\"pruner\": {\"type\": \"halving\", \"min_epochs\": 3, \"reduction_factor\": 3, \"max_epochs\": 9}"),
                space("\"x\": {\"type\": \"float\", \"low\": 0, \"high\": 1}"),
                space("\"x\": {\"type\": \"float\", \"low\": 1e-4, \"high\": 1, \"log\": true}"),
                space("\"x\": {\"type\": \"float\", \"low\": 0.1, \"high\": 0.3, \"step\": 0.2}"),
                space("\"x\": {\"type\": \"int\", \"low\": -2, \"high\": 2.0, \"step\": 2}"),
                space("\"x\": {\"type\": \"int\", \"low\": 1, \"high\": 1024, \"log\": true}"),
                space("\"x\": {\"type\": \"categorical\", \"choices\": [1, \"1\", true, 1.5]}"),
                space("\"x\": {\"type\": \"categorical\", \"choices\": [1, 2], \"weights\": [1, 3]}"),
                space("\"x\": {\"type\": \"ordinal\", \"choices\": [\"low\", \"middle\", \"high\"]}"),
                space("\"x\": {\"type\": \"bool\"}"),
                space("\"x\": {\"type\": \"normal\", \"mean\": 0, \"sd\": 1}"),
                space(
                        "\"x\": {\"type\": \"normal\", \"mean\": 1, \"sd\": 1, \"low\": 0.5, \"high\": 9, \"log\": true}"),
                space("\"x\": 1, \"y\": \"text\", \"group.z\": false, \"größe\": 1.5"),
                condition("{\"a\": 1}"),
                condition("{\"a\": [1, 2], \"b\": \"u\"}"),
                condition("{\"a\": {\"ge\": 2, \"lt\": 5, \"ne\": 3}}"),
                condition("{\"a\": {\"gt\": 2, \"le\": 5, \"ne\": [3, 4]}, \"b\": {\"in\": [\"u\"]}}"),
                condition("[{\"a\": 1}, {\"b\": {\"ne\": \"u\"}}]"),
                file("\"name\": \"a.b-c_1\", \"description\": \"\", \"$schema\": \"./search.schema.json\""),
                file("\"command\": [\"python3\", \"train.py\"]"),
                file("\"forbidden\": [], \"enqueue\": []"),
                file("\"forbidden\": [{\"x\": 1}], \"enqueue\": []"),
                file("\"enqueue\": [{}, {\"x\": 1.0}]"),
                file("\"sampler\": {\"type\": \"auto\"}, \"pruner\": {\"type\": \"none\"}"),
                goals("\"sampler\": {\"type\": \"nsga2\", \"population_size\": 30}"),
                goals(
                        "\"sampler\": {\"type\": \"tpe\"}, \"pruner\": {\"type\": \"median\", \"metric\": \"parameters\"}"),
                file("\"sampler\": {\"type\": \"tpe\", \"startup_trials\": 1, \"candidates\": 1}"),
                file("\"sampler\": {\"type\": \"random\"}, \"pruner\": {\"type\": \"median\"}"),
                file(
                        "\"pruner\": {\"type\": \"median\", \"startup_trials\": 3, \"warmup_epochs\": 1, \"interval_epochs\": 2}"),
                file("\"budget\": {}"),
                file("\"budget\": {\"trials\": 1, \"time\": \"1d2h3m4s\", \"failures\": 0, \"trial_time\": \"90m\"}"),
                file("\"budget\": {\"target\": -0.5, \"patience\": 20}"),
                file("\"seed\": -9223372036854775808"),
                model("\"training\": {}"),
                model("\"training\": {\"epochs\": 5, \"augmentation\": {\"rotation\": 10}}"),
                model("\"training\": {\"early_stopping.patience\": 8, \"normalization\": \"unit-centered\"}"),
                "{\"space\": {\"x\": 1}, \"sampler\": {\"type\": \"random\"}, \"objective\":"
                        + " [{\"metric\": \"a\", \"direction\": \"minimize\"}, {\"metric\": \"b\", \"direction\": \"maximize\"}]}");
    }

    /** Returns files whose structure is wrong, each with the one fault that the reader finds. */
    static Map<String, String> malformed() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("[]", "expected a search file, one JSON object, found a list");
        files.put("{\"objective\": {\"direction\": \"minimize\"}}", "a search file needs 'space'");
        files.put("{\"space\": {\"x\": 1}}", "a search file needs 'objective'");
        files.put(file("\"spase\": {}"), "/spase: a search file has no key 'spase'; did you mean 'space'?");
        files.put(space(""), "/space: a space needs at least one parameter");
        files.put(
                file("\"name\": \"a b\""),
                "/name: expected a name of letters, digits and . _ - that begins with a letter or digit, of at most"
                        + " 100 characters, found \"a b\"");
        files.put(model("\"seed\": 1").replace("\"cnn\"", "\" \""), "/model: the model needs a name");
        files.put(file("\"name\": 7"), "/name: expected a string, found 7");
        files.put(file("\"command\": []"), "/command: expected a program and its arguments, found an empty list");
        files.put(file("\"command\": [7]"), "/command/0: expected a string that is not empty, found 7");
        files.put(model("\"command\": [\"a\"]"), "/command: 'model' and 'command' exclude each other");
        files.put(
                file("\"training\": {\"epochs\": 5}"),
                "/training: 'training' describes how a model is trained, and there is no 'model'");
        files.put(
                model("\"training\": {\"epochs\": [5]}"),
                "/training/epochs: expected a number, a string, a boolean or an object of settings, found a list");
        putSpaces(files);
        putConditions(files);
        putRest(files);
        return files;
    }

    private static void putSpaces(Map<String, String> files) {
        files.put(
                space("\"x\": [1]"),
                "/space/x: expected a parameter such as {\"type\": \"float\", ...} or a constant, found a list");
        files.put(
                space("\"x\": null"),
                "/space/x: expected a parameter such as {\"type\": \"float\", ...} or a constant, found null");
        files.put(space("\"x\": {\"low\": 1}"), "/space/x: a parameter needs 'type'");
        files.put(
                space("\"x\": {\"type\": \"flaot\", \"low\": 1, \"high\": 2}"),
                "/space/x/type: there is no parameter type 'flaot'; did you mean 'float'?");
        files.put(
                space("\"x\": {\"type\": \"uniform\", \"low\": 1, \"high\": 2}"),
                "/space/x/type: there is no parameter type 'uniform'; allowed: float, int, categorical, ordinal, bool,"
                        + " normal");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 1}"), "/space/x: a parameter of type float needs 'high'");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": \"1\", \"high\": 2}"),
                "/space/x/low: expected a number, found \"1\"");
        files.put(
                space("\"x\": {\"type\": \"int\", \"low\": 1.5, \"high\": 2}"),
                "/space/x/low: expected a whole number, found 1.5");
        files.put(
                space("\"x\": {\"type\": \"int\", \"low\": 1, \"high\": 5, \"step\": 0}"),
                "/space/x/step: step must be at least 1, found 0");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 0, \"high\": 5, \"step\": -1}"),
                "/space/x/step: step must be positive and not above high - low, found -1");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 1, \"high\": 2, \"log\": \"yes\"}"),
                "/space/x/log: expected true or false, found \"yes\"");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 1, \"hihg\": 2, \"high\": 3}"),
                "/space/x/hihg: a parameter of type float has no key 'hihg'; did you mean 'high'?");
        files.put(
                space("\"x\": {\"type\": \"categorical\", \"choices\": []}"),
                "/space/x/choices: expected a list of choices, found an empty list");
        files.put(
                space("\"x\": {\"type\": \"categorical\", \"choices\": [[1]]}"),
                "/space/x/choices/0: expected a number, a string or a boolean, found a list");
        files.put(
                space("\"x\": {\"type\": \"ordinal\", \"choices\": [2, 1, 2]}"),
                "/space/x/choices: choice 2 stands twice");
        files.put(
                space("\"x\": {\"type\": \"categorical\", \"choices\": [1, 2], \"weights\": [1, 0]}"),
                "/space/x/weights: weights must be positive, found [1.0, 0.0]");
        files.put(
                space("\"x\": {\"type\": \"normal\", \"mean\": 1, \"sd\": 0}"),
                "/space/x/sd: sd must be positive and finite, found 0");
        files.put(space("\" \": 1"), "/space/ : a name must not be blank or hold control characters");
    }

    private static void putConditions(Map<String, String> files) {
        files.put(condition("{}"), "/space/c/when: a condition needs at least one comparison");
        files.put(condition("[]"), "/space/c/when: expected at least one condition, found an empty list");
        files.put(
                condition("\"a\""), "/space/c/when: expected an object such as {\"optimizer\": \"sgd\"}, found \"a\"");
        files.put(condition("{\"a\": []}"), "/space/c/when/a: expected at least one value, found an empty list");
        files.put(condition("{\"a\": {}}"), "/space/c/when/a: a comparison needs one of [ge, gt, in, le, lt, ne]");
        files.put(
                condition("{\"a\": {\"gte\": 2}}"), "/space/c/when/a/gte: unknown operator 'gte'; did you mean 'ge'?");
        files.put(
                condition("{\"a\": {\"ge\": \"2\"}}"),
                "/space/c/when/a/ge: expected a number to compare with, found \"2\"");
        files.put(condition("{\"a\": null}"), "/space/c/when/a: expected a number, a string or a boolean, found null");
    }

    private static void putRest(Map<String, String> files) {
        files.put(file("\"forbidden\": [{}]"), "/forbidden/0: an empty combination would forbid everything");
        files.put(
                file("\"enqueue\": {\"x\": 1}"),
                "/enqueue: expected a list of objects such as {\"num_layers\": 3}, found an object");
        files.put(file("\"enqueue\": [{\"x\": [1]}]"), "/enqueue/0/x: expected a value of 'x', found a list");
        files.put("{\"space\": {\"x\": 1}, \"objective\": {}}", "/objective: an objective needs 'direction'");
        files.put(
                "{\"space\": {\"x\": 1}, \"objective\": []}",
                "/objective: expected at least one objective, found an empty list");
        files.put(
                "{\"space\": {\"x\": 1}, \"objective\": {\"direction\": \"maximise\"}}",
                "/objective/direction: there is no direction 'maximise'; did you mean 'maximize'?");
        files.put(
                "{\"model\": \"cnn\", \"space\": {\"num_layers\": 1}, \"objective\": {\"direction\": \"maximize\"}}",
                "/objective: the objective of a model needs 'metric'");
        files.put(file("\"sampler\": {}"), "/sampler: a sampler needs 'type'");
        files.put(
                file("\"sampler\": \"tpe\""),
                "/sampler: expected an object such as {\"type\": \"tpe\"}, found \"tpe\"");
        files.put(
                file("\"sampler\": {\"type\": \"tep\"}"),
                "/sampler/type: there is no sampler 'tep'; available: " + samplers() + "; did you mean 'tpe'?");
        files.put(
                file("\"pruner\": {\"type\": \"hyperband\", \"min_epochs\": 1}"),
                "/pruner/min_epochs: 'min_epochs' takes a whole number from 2 to 1000000, found 1");
        files.put(
                file("\"sampler\": {\"type\": \"tpe\", \"startup_trails\": 5}"),
                "/sampler/startup_trails: sampler 'tpe' has no key 'startup_trails'; did you mean 'startup_trials'?");
        files.put(
                file("\"sampler\": {\"type\": \"tpe\", \"candidates\": 0}"),
                "/sampler/candidates: 'candidates' takes a whole number from 1 to 1000000, found 0");
        files.put(
                file("\"pruner\": {\"type\": \"median\", \"interval_epochs\": 1.5}"),
                "/pruner/interval_epochs: 'interval_epochs' takes a whole number, found 1.5");
        files.put(
                file("\"budget\": {\"trails\": 5}"),
                "/budget/trails: a budget has no key 'trails'; did you mean 'trials'?");
        files.put(
                file("\"budget\": {\"trials\": 0}"), "/budget/trials: expected a whole number of at least 1, found 0");
        files.put(
                file("\"budget\": {\"time\": 90}"),
                "/budget/time: expected a duration such as \"2h\", \"90m\", \"1h30m\" or \"45s\", found 90");
        files.put(
                file("\"budget\": {\"time\": \"0h\"}"),
                "/budget/time: expected a duration such as \"2h\", \"90m\", \"1h30m\" or \"45s\", found \"0h\"");
        files.put(file("\"seed\": 1.5"), "/seed: expected a whole number, found 1.5");
        files.put(file("\"seed\": \"42\""), "/seed: expected a whole number, found \"42\"");
    }

    /** Returns files that the schema must let pass and the reader refuses, each with the reader's one fault. */
    static Map<String, String> contradictory() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                file("\"sampler\": {\"type\": \"freeze-thaw\"}, \"pruner\": {\"type\": \"median\"}"),
                "/pruner: sampler 'freeze-thaw' pauses trials itself and takes no pruner, found 'median'");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 5, \"high\": 1}"),
                "/space/x/low: low must not be above high, found 5 and 1");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 0, \"high\": 1, \"log\": true}"),
                "/space/x/low: low must be positive with log, found 0");
        files.put(
                space("\"x\": {\"type\": \"float\", \"low\": 1, \"high\": 2, \"step\": 0.5, \"log\": true}"),
                "/space/x/step: log and step exclude each other");
        files.put(
                space("\"x\": {\"type\": \"int\", \"low\": 1, \"high\": 9007199254740994}"),
                "/space/x/high: high must lie within 2^53, found 9007199254740994");
        files.put(
                space("\"x\": {\"type\": \"categorical\", \"choices\": [1, 2], \"weights\": [1]}"),
                "/space/x/weights: as many weights as choices are needed, found 1 for 2");
        files.put(
                space("\"x\": {\"type\": \"normal\", \"mean\": 1, \"sd\": 1, \"low\": 2}"),
                "/space/x/mean: mean must lie between low and high, found 1");
        files.put(condition("{\"d\": 1}"), "/space/c/when/d: the space has no parameter 'd'; allowed: a, b, c");
        files.put(
                condition("{\"b\": \"U\"}"),
                "/space/c/when/b: 'b' is never \"U\"; allowed: one of [\"u\", \"v\"]; did you mean 'u'?");
        files.put(condition("{\"a\": [1, 10]}"), "/space/c/when/a/1: 'a' is never 10; allowed: int 1..9");
        files.put(
                condition("{\"b\": {\"ge\": 1}}"),
                "/space/c/when/b/ge: 'b' has no numbers to compare; allowed: one of [\"u\", \"v\"]");
        files.put(condition("{\"c\": true}"), "/space/c/when/c: the condition depends on itself: c -> c");
        files.put(file("\"forbidden\": [{\"y\": 1}]"), "/forbidden/0/y: the space has no parameter 'y'; allowed: x");
        files.put(file("\"enqueue\": [{\"x\": 2}]"), "/enqueue/0/x: 'x' is never 2; allowed: the constant 1");
        files.put(file("\"forbidden\": [{\"x\": 1}], \"enqueue\": [{}]"), "/enqueue/0: this combination is forbidden");
        files.put(
                goals("\"sampler\": {\"type\": \"gp\"}"),
                "/sampler/type: sampler 'gp' works towards one objective, found 2");
        files.put(
                goals("\"budget\": {\"target\": 0.5}"),
                "/budget/target: 'target' is for searches with one objective, found 2");
        files.put(
                goals("\"pruner\": {\"type\": \"halving\"}"),
                "/pruner/type: pruner 'halving' works towards one objective, found 2");
        files.put(
                goals("\"pruner\": {\"type\": \"median\", \"metric\": \"los\"}"),
                "/pruner/metric: pruners judge by an objective; 'los' is none; did you mean 'loss'?");
        files.put(
                goals("\"pruner\": {\"type\": \"median\", \"metric\": \"validation.f1\"}"),
                "/pruner/metric: pruners judge by an objective; 'validation.f1' is none; allowed: loss, parameters");
        files.put(
                "{\"space\": {\"x\": 1}, \"sampler\": {\"type\": \"random\"}, \"objective\":"
                        + " [{\"direction\": \"minimize\"}, {\"direction\": \"maximize\"}]}",
                "/objective/1: the metric 'value' is an objective twice");
        files.put(file("\"seed\": 1, \"seed\": 2"), "/seed: 'seed' stands twice in this object, first on line 1");
        return files;
    }

    /** Returns the names of all samplers as messages list them. */
    static String samplers() {
        return Components.SAMPLERS.types().stream().map(Components.Type::name).collect(Collectors.joining(", "));
    }
}
