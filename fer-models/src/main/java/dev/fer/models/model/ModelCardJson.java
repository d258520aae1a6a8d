package dev.fer.models.model;

import dev.fer.models.evaluate.EvaluationResult;
import dev.fer.models.network.ImageShape;
import dev.fer.models.pretrained.NormalizerJson;
import dev.fer.search.Direction;
import dev.fer.search.Goal;
import dev.fer.search.space.Configuration;
import dev.fer.search.space.ConfigurationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes model cards as {@code model.json} and reads them back equal. */
final class ModelCardJson {
    /** Counts up when a reader of the version before would misunderstand. */
    static final int FORMAT = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ModelCardJson() {}

    /** Thrown when a text is no card that this version reads; the message continues "the file ...". */
    static final class UnreadableCardException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean newer;

        UnreadableCardException(String message, boolean newer) {
            super(message);
            this.newer = newer;
        }

        /** Tells whether a newer version of this library could read it. */
        boolean isNewer() {
            return newer;
        }
    }

    static String write(ModelCard card) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT).put("version", card.version());
        card.classes().forEach(root.putArray("classes")::add);
        root.putObject("input")
                .put("height", card.images().height())
                .put("width", card.images().width())
                .put("channels", card.images().channels());
        Recipe recipe = card.recipe();
        root.put("model", recipe.family());
        root.set("parameters", values(recipe.parameters()));
        root.set("training", values(recipe.training()));
        root.putObject("goal")
                .put("metric", recipe.goal().metric())
                .put("direction", recipe.goal().direction().name().toLowerCase(Locale.ROOT));
        root.put("seed", recipe.seed());
        recipe.origin().ifPresent(origin -> root.put("study", origin.study()).put("trial", origin.trial()));
        root.putObject("data")
                .put("fingerprint", card.data().fingerprint())
                .put("train_images", card.data().trainImages())
                .put("validation_images", card.data().validationImages());
        root.put("epochs", card.training().epochs())
                .put("epoch", card.training().epoch())
                .put("seconds", card.training().seconds());
        root.set("validation", JSON.readTree(card.training().validation().toJson()));
        NormalizerJson.write(card.normalizer(), root.putObject("normalization"));
        return JSON.writeValueAsString(root);
    }

    private static JsonNode values(Configuration configuration) {
        return JSON.readTree(ConfigurationJson.write(configuration));
    }

    static ModelCard read(String text) throws UnreadableCardException {
        try {
            JsonNode root = JSON.readTree(text);
            requireFormat(root);
            return card(root);
        } catch (RuntimeException e) {
            throw new UnreadableCardException("is damaged: its model.json cannot be read: " + e.getMessage(), false);
        }
    }

    private static void requireFormat(JsonNode root) throws UnreadableCardException {
        int format = root.path("format").asInt(0);
        if (format > FORMAT) {
            throw new UnreadableCardException(
                    "has format " + format + ", this program knows formats up to " + FORMAT, true);
        }
        if (format < 1) {
            throw new UnreadableCardException("is no model: its model.json has no format", false);
        }
    }

    private static ModelCard card(JsonNode root) {
        List<String> classes = new ArrayList<>();
        root.required("classes").forEach(name -> classes.add(name.asString()));
        JsonNode input = root.required("input");
        JsonNode data = root.required("data");
        return new ModelCard(
                classes,
                new ImageShape(
                        input.required("height").intValue(),
                        input.required("width").intValue(),
                        input.required("channels").intValue()),
                NormalizerJson.read(root.required("normalization")),
                recipe(root),
                new ModelCard.Data(
                        data.required("fingerprint").stringValue(),
                        data.required("train_images").intValue(),
                        data.required("validation_images").intValue()),
                new ModelCard.Training(
                        root.required("epochs").intValue(),
                        root.required("epoch").intValue(),
                        root.required("seconds").doubleValue(),
                        EvaluationResult.fromJson(root.required("validation").toString())),
                root.required("version").stringValue());
    }

    private static Recipe recipe(JsonNode root) {
        JsonNode goal = root.required("goal");
        return new Recipe(
                root.required("model").stringValue(),
                ConfigurationJson.read(root.required("parameters").toString()),
                ConfigurationJson.read(root.required("training").toString()),
                new Goal(
                        goal.required("metric").stringValue(),
                        Direction.valueOf(
                                goal.required("direction").stringValue().toUpperCase(Locale.ROOT))),
                root.required("seed").longValue(),
                root.has("study")
                        ? Optional.of(new Recipe.Origin(
                                root.required("study").stringValue(),
                                root.required("trial").intValue()))
                        : Optional.empty());
    }
}
