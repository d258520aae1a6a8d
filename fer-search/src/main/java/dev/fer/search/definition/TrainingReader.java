package dev.fer.search.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code training}: settings by name, nested objects as dotted names, checked against the catalogue, which also
 * says of how many epochs where the file does not.
 */
final class TrainingReader {
    private static final String EPOCHS = "epochs";

    private final Optional<ModelCatalog> catalog;
    private final Optional<ModelDeclaration> model;
    private final Faults faults;
    private final Map<String, Object> settings = new LinkedHashMap<>();

    TrainingReader(Optional<ModelCatalog> catalog, Optional<ModelDeclaration> model, Faults faults) {
        this.catalog = catalog;
        this.model = model;
        this.faults = faults;
    }

    Map<String, Object> read(ObjectReader root) {
        root.find("training")
                .flatMap(node -> ObjectReader.of(node, "an object such as {\"epochs\": 20}", faults))
                .ifPresent(object -> {
                    if (!root.has("model")) {
                        faults.add(
                                object.place(), "'training' describes how a model is trained, and there is no 'model'");
                    }
                    readGroup("", object.node());
                });
        if (model.isPresent()) {
            // How long a trial takes decides when it may be judged and with what it may be compared.
            find(EPOCHS)
                    .flatMap(ParameterDeclaration::defaultValue)
                    .ifPresent(epochs -> settings.putIfAbsent(EPOCHS, epochs));
        }
        return settings;
    }

    private void readGroup(String prefix, Node.Obj group) {
        group.members().forEach((key, member) -> {
            String name = prefix + key;
            if (member.value() instanceof Node.Obj nested && nested.members().isEmpty() && catalog.isPresent()) {
                addUnknown(name, member.key());
            } else if (member.value() instanceof Node.Obj nested) {
                readGroup(name + ".", nested);
            } else if (member.value() instanceof Node.Scalar scalar) {
                readSetting(name, member.key(), scalar);
            } else {
                faults.addExpected(member.value(), "a number, a string, a boolean or an object of settings");
            }
        });
    }

    private void readSetting(String name, Place key, Node.Scalar scalar) {
        Object value = scalar.value();
        if (catalog.isPresent()) {
            Optional<ParameterDeclaration> declaration = find(name);
            if (declaration.isEmpty()) {
                addUnknown(name, key);
                return;
            }
            if (!DeclaredValues.check(scalar.place(), declaration.get(), value, faults)) {
                return;
            }
            value = DeclaredValues.convert(declaration.get(), value);
        }
        if (settings.put(name, value) != null) {
            faults.add(key, "the setting '" + name + "' stands twice, nested and with a dot");
        }
    }

    private Optional<ParameterDeclaration> find(String name) {
        return declarations().stream()
                .filter(declaration -> declaration.name().equals(name))
                .findFirst();
    }

    private List<ParameterDeclaration> declarations() {
        return catalog.map(ModelCatalog::trainingSettings).orElse(List.of());
    }

    private void addUnknown(String name, Place key) {
        if (model.isPresent() && model.get().find(name).isPresent()) {
            faults.add(
                    key,
                    "'" + name + "' is a parameter of model '" + model.get().name()
                            + "': write it under 'space', where a bare value is a constant");
            return;
        }
        List<String> names =
                declarations().stream().map(ParameterDeclaration::name).toList();
        List<String> members =
                names.stream().filter(known -> known.startsWith(name + ".")).toList();
        if (!members.isEmpty()) {
            faults.add(key, "'" + name + "' is a group of settings: " + String.join(", ", members));
            return;
        }
        String group = name.substring(0, name.lastIndexOf('.') + 1);
        List<String> siblings = names.stream()
                .filter(known -> known.startsWith(group))
                .map(known -> known.substring(group.length()))
                .toList();
        String message = "there is no training setting '" + name + "'";
        if (siblings.isEmpty()) {
            faults.addUnknown(key, message, name, names);
        } else {
            faults.addUnknown(key, message, name.substring(group.length()), siblings);
        }
    }
}
