package dev.fer.cli.command;

import dev.fer.models.model.ModelCard;
import dev.fer.models.model.Recipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is said of a model beside its figures. */
final class ModelFacts {
    private ModelFacts() {}

    static Map<String, Object> of(Path file, ModelCard card) {
        Recipe recipe = card.recipe();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", file.toString());
        facts.put("family", recipe.family());
        facts.put("parameters", recipe.parameters().values());
        facts.put("seed", recipe.seed());
        facts.put("study", recipe.origin().map(Recipe.Origin::study));
        facts.put("trial", recipe.origin().map(Recipe.Origin::trial));
        facts.put("epochs", card.training().epochs());
        facts.put("epoch", card.training().epoch());
        facts.put("train_seconds", card.training().seconds());
        facts.put("train_images", card.data().trainImages());
        return facts;
    }

    /** Returns the first characters of a fingerprint, enough to tell two apart. */
    static String brief(String fingerprint) {
        return fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }

    /** Returns a warning if a model was trained on other data than the one at hand. */
    static Optional<String> otherData(ModelCard card, String fingerprint) {
        return card.data().fingerprint().equals(fingerprint)
                ? Optional.empty()
                : Optional.of("warning: the model was trained on other data (fingerprint "
                        + brief(card.data().fingerprint()) + ") than this (" + brief(fingerprint)
                        + "); images of one may stand in the other");
    }
}
