package dev.fer.search.run;

import dev.fer.search.definition.ComponentException;
import dev.fer.search.definition.DefinitionChange;
import dev.fer.search.definition.Fault;
import dev.fer.search.definition.SearchDefinition;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.definition.SearchFileException;
import dev.fer.search.pruner.Pruners;
import dev.fer.search.sampler.Samplers;
import dev.fer.search.store.StudyExistsException;
import dev.fer.search.store.StudyNotFoundException;
import dev.fer.search.store.StudyRecord;
import dev.fer.search.store.TrialStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How a definition becomes a study, or a new version of the one that is there. */
final class Joining {
    private Joining() {}

    /**
     * Makes sure that every store could read a definition back and that its sampler and pruner can be made, before anything
     * is stored: what was only tried in memory would fail in a file.
     *
     * @throws SearchFileException with every fault
     */
    static void check(SearchDefinition definition) {
        SearchDefinitions.check(definition);
        check(definition, "/sampler", Samplers::create);
        check(definition, "/pruner", Pruners::create);
    }

    private static void check(SearchDefinition definition, String pointer, Consumer<SearchDefinition> factory) {
        try {
            factory.accept(definition);
        } catch (ComponentException e) {
            String message = e.getMessage() + e.hint().map(hint -> "; " + hint).orElse("");
            throw new SearchFileException(
                    "search '" + definition.name() + "'", List.of(new Fault(pointer, 0, 0, message, Optional.empty())));
        }
    }

    /** Creates a study, of which nothing is stored unless its definition is sound. */
    static StudyRecord create(TrialStore store, SearchDefinition definition, Map<String, String> provenance) {
        check(definition);
        return store.create(definition, provenance);
    }

    static StudyRecord find(TrialStore store, String name) {
        return store.find(name)
                .orElseThrow(() -> new StudyNotFoundException(
                        name, store.studies().stream().map(StudyRecord::name).toList()));
    }

    /** Returns the study of this name, with the definition as a new version of its own if that leaves its trials valid. */
    static StudyRecord createOrJoin(TrialStore store, SearchDefinition definition) {
        check(definition);
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
