package dev.fer.models.search;

import dev.fer.models.family.Families;
import dev.fer.models.family.ModelFamily;
import dev.fer.models.family.ParameterException;
import dev.fer.models.train.TrainingSettings;
import dev.fer.search.definition.ModelCatalog;
import dev.fer.search.definition.ModelDeclaration;
import dev.fer.search.definition.ParameterDeclaration;
import dev.fer.search.definition.SearchDefinition;
import java.util.List;
import java.util.Optional;

/** The catalogue of all model families. Immutable and thread-safe; touches no ND4J class. */
public final class FerModelCatalog implements ModelCatalog {
    private static final String WINDOW_IS_JUDGED =
            "training.window: does not go together with a pruner or the sampler 'freeze-thaw', since a network that is"
                    + " trained on windows is judged by whole images; leave out one of them";

    private final Families families;

    /** Makes the catalogue of the families on the class path. */
    public FerModelCatalog() {
        this(Families.load());
    }

    /** Makes the catalogue of the given families. */
    public FerModelCatalog(Families families) {
        this.families = families;
    }

    @Override
    public List<String> names() {
        return families.names();
    }

    @Override
    public Optional<ModelDeclaration> find(String name) {
        return families.find(name).map(ModelFamily::declaration);
    }

    @Override
    public List<ParameterDeclaration> trainingSettings() {
        return TrainingSettings.DECLARATIONS;
    }

    @Override
    public List<String> problems(SearchDefinition search) {
        try {
            boolean windows = TrainingSettings.of(search.training()).window().isPresent();
            boolean judges = !search.pruner().type().equals("none")
                    || search.sampler().type().equals("freeze-thaw");
            return windows && judges ? List.of(WINDOW_IS_JUDGED) : List.of();
        } catch (ParameterException e) {
            return e.problems();
        }
    }

    @Override
    public List<String> metrics() {
        return FaceObjective.METRICS;
    }
}
