package dev.fer.search.run;

import dev.fer.search.definition.DefinitionChange;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.store.StudyExistsException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.Map;

/** How a definition becomes a study, or a new version of the one that is there. */
final class Joining {
    private Joining() {}

    /** Returns the study of this name, with the definition as a new version of its own if that leaves its trials valid. */
    static StudyRecord createOrJoin(TrialStore store, SearchDefinition definition) {
        if (store.find(definition.name()).isEmpty()) {
            try {
                return store.create(definition, Map.of());
            } catch (StudyExistsException e) {
                if (store.find(definition.name()).isEmpty()) {
                    throw e;
                }
                // Another process was faster.
            }
        }
        return join(store, definition);
    }

    private static StudyRecord join(TrialStore store, SearchDefinition given) {
        StudyRecord known = store.find(given.name()).orElseThrow();
        SearchDefinition definition =
                given.withBudget(given.budget().withTrialsOf(known.definition().budget()));
        DefinitionChange change = DefinitionChange.between(known.definition(), definition);
        if (!change.isCompatible()) {
            throw new StudyChangedException(definition.name(), change.refused());
        }
        return change.isEmpty() ? known : store.updateDefinition(known.id(), definition);
    }
}
